package org.onrecord.jsonld;

/** Describes a person as a Person of schema.org. */
final class PersonDocument {

    private PersonDocument() {}

    static NodeObject of(QueryNode person, NodeReferences references) {
        return references
                .person(person)
                .with(
                        "alternateName",
                        person.nodes("alternateNames")
                                .map(name -> name.text("name"))
                                .toList())
                .with("description", person.text("description"))
                .with("identifier", NodeReferences.wikidata(person))
                .with("sameAs", NodeReferences.sameAs(person))
                .with("image", person.text("image"))
                .with(
                        "performerIn",
                        person.nodes("participations")
                                .map(participation -> NodeReferences.role(
                                        "performerIn",
                                        NodeReferences.words(participation.text("role")),
                                        references.event(participation.node("event"))))
                                .toList())
                .with(
                        "subjectOf",
                        person.nodes("mentions")
                                .map(mention -> references.article(mention.node("article")))
                                .toList())
                // Schema.org has no property from a person to a Quotation, only the reverse.
                .with(
                        "@reverse",
                        new NodeObject()
                                .with(
                                        "creator",
                                        person.nodes("quotes")
                                                .map(references::quotation)
                                                .toList()));
    }
}
