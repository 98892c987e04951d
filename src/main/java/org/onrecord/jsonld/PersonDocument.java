package org.onrecord.jsonld;

import io.vertx.core.json.JsonObject;

/** A person as schema.org's Person. */
final class PersonDocument {

    private PersonDocument() {}

    static Thing of(JsonObject person, References references) {
        return references
                .person(person)
                .with(
                        "alternateName",
                        References.nodes(person, "alternateNames")
                                .map(name -> name.getString("name"))
                                .toList())
                .with("description", person.getString("description"))
                .with("identifier", References.wikidata(person))
                .with("sameAs", References.sameAs(person))
                .with(
                        "performerIn",
                        References.nodes(person, "participations")
                                .map(participation -> References.role(
                                        "performerIn",
                                        References.words(participation.getString("role")),
                                        references.event(participation.getJsonObject("event"))))
                                .toList())
                .with(
                        "subjectOf",
                        References.nodes(person, "mentions")
                                .map(mention -> references.article(mention.getJsonObject("article")))
                                .toList())
                // Schema.org has no property that leads from people to what they said.
                .with(
                        "@reverse",
                        new Thing()
                                .with(
                                        "creator",
                                        References.nodes(person, "quotes")
                                                .map(references::quotation)
                                                .toList()));
    }
}
