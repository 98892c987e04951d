package org.onrecord.jsonld;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;

/**
 * Nodes as the documents of others refer to them: by their address, with what one needs to know which they are.
 *
 * @param addresses of nodes
 */
record References(NodeAddresses addresses) {

    /** Null where there is none. */
    Thing person(JsonObject person) {
        return person == null
                ? null
                : Thing.ofType("Person").with("@id", addresses.person(person)).with("name", person.getString("name"));
    }

    /** Null where there is none. */
    Thing event(JsonObject event) {
        return event == null
                ? null
                : Thing.ofType("Event")
                        .with("@id", addresses.event(event))
                        .with("name", event.getString("name"))
                        .with("startDate", event.getString("startDate"));
    }

    /** Null where there is none. */
    Thing article(JsonObject article) {
        return article == null
                ? null
                : Thing.ofType("NewsArticle")
                        .with("@id", addresses.article(article))
                        .with("url", article.getString("url"))
                        .with("headline", article.getString("headline"))
                        .with("publisher", organization(article.getString("publisher")))
                        .with("datePublished", article.getString("datePublished"));
    }

    /** Also says who said it, where the node has its speaker. */
    Thing quotation(JsonObject quote) {
        return Thing.ofType("Quotation")
                .with("@id", addresses.quote(quote))
                .with("text", quote.getString("text"))
                .with("inLanguage", quote.getString("inLanguage"))
                .with("dateCreated", date(quote))
                .with("keywords", words(quote.getString("speechAct")))
                .with("creator", person(quote.getJsonObject("speaker")));
    }

    static Thing organization(String name) {
        return Thing.ofType("Organization").with("name", name);
    }

    /**
     * A relation that says more than its property does: schema.org puts a {@code Role} between the two, with the property
     * once more.
     */
    static Thing role(String property, String name, Thing other) {
        return Thing.ofType("Role").with("roleName", name).with(property, other);
    }

    /** When a quote was said, as far as it is known (ISO 8601): {@code 2016-10-07}, {@code 2016-10} or {@code 2016}. */
    private static String date(JsonObject quote) {
        String spokenAt = quote.getString("spokenAt");
        if (spokenAt == null) {
            return null;
        }
        return switch (quote.getString("spokenAtPrecision")) {
            case "YEAR" -> spokenAt.substring(0, spokenAt.length() - "-MM-DD".length());
            case "MONTH" -> spokenAt.substring(0, spokenAt.length() - "-DD".length());
            default -> spokenAt;
        };
    }

    /** A value of an enum, in words; null for the one that says nothing. */
    static String words(String value) {
        return value.equals("OTHER") ? null : value.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The nodes of a list. */
    static Stream<JsonObject> nodes(JsonObject node, String list) {
        return node.getJsonObject(list).getJsonArray("nodes").stream().map(JsonObject.class::cast);
    }

    /** What else is about a person or an event, with the page of their Wikidata item. */
    static List<Object> sameAs(JsonObject node) {
        Set<Object> all = new LinkedHashSet<>(node.getJsonArray("sameAs").getList());
        String wikidataId = node.getString("wikidataId");
        if (wikidataId != null) {
            all.add("https://www.wikidata.org/wiki/" + wikidataId);
        }
        return List.copyOf(all);
    }

    /** The Wikidata item as an identifier, null where there is none. */
    static Thing wikidata(JsonObject node) {
        String wikidataId = node.getString("wikidataId");
        return wikidataId == null
                ? null
                : Thing.ofType("PropertyValue").with("propertyID", "Wikidata").with("value", wikidataId);
    }
}
