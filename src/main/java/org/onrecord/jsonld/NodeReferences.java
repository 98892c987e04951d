package org.onrecord.jsonld;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.onrecord.pages.view.ArticleText;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.Statements;

/**
 * Node objects by which a document refers to other nodes: their URLs, with the properties that identify them to a
 * reader.
 *
 * @param articleText how much of the text of articles the document may contain
 */
record NodeReferences(NodeUrls urls, ArticleText articleText) {

    /** Null if there is none. */
    NodeObject person(QueryNode person) {
        return person == null
                ? null
                : NodeObject.ofType("Person").with("@id", urls.person(person)).with("name", person.text("name"));
    }

    /** Null if there is none. */
    NodeObject event(QueryNode event) {
        return event == null
                ? null
                : NodeObject.ofType("Event")
                        .with("@id", urls.event(event))
                        .with("name", event.text("name"))
                        .with("startDate", event.text("startDate"));
    }

    /** Null if there is none. */
    NodeObject article(QueryNode article) {
        return article == null
                ? null
                : NodeObject.ofType("NewsArticle")
                        .with("@id", urls.article(article))
                        .with("url", article.text("url"))
                        .with("headline", article.text("headline"))
                        .with("publisher", organization(article.text("publisher")))
                        .with("datePublished", article.text("datePublished"));
    }

    /** With the speaker, if the query selects it. */
    NodeObject quotation(QueryNode quote) {
        return NodeObject.ofType("Quotation")
                .with("@id", urls.quote(quote))
                // The words of "denied that Russia interfered" alone would say the opposite.
                .with("text", Statements.words(PageData.of(quote.json())))
                .with("inLanguage", quote.text("inLanguage"))
                .with("dateCreated", date(quote))
                .with("keywords", words(quote.text("speechAct")))
                .with("creator", person(quote.node("speaker")));
    }

    static NodeObject organization(String name) {
        return NodeObject.ofType("Organization").with("name", name);
    }

    /** A relation with a name: schema.org puts a {@code Role} between the two, and repeats the property in it. */
    static NodeObject role(String property, String name, NodeObject other) {
        return NodeObject.ofType("Role").with("roleName", name).with(property, other);
    }

    /** The known part of the date of a quote; null if no date is known. */
    private static String date(QueryNode quote) {
        String spokenAt = quote.text("spokenAt");
        return spokenAt == null ? null : Statements.knownDate(spokenAt, quote.text("spokenAtPrecision"));
    }

    /** The value of an enum as words; null for OTHER. */
    static String words(String value) {
        return value.equals("OTHER") ? null : value.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The {@code sameAs} URLs of a person or an event, with the URL of the Wikidata item. */
    static List<String> sameAs(QueryNode node) {
        Set<String> all = new LinkedHashSet<>(node.texts("sameAs"));
        String wikidataId = node.text("wikidataId");
        if (wikidataId != null) {
            all.add("https://www.wikidata.org/wiki/" + wikidataId);
        }
        return List.copyOf(all);
    }

    /** The Wikidata item as an identifier, null if there is none. */
    static NodeObject wikidata(QueryNode node) {
        String wikidataId = node.text("wikidataId");
        return wikidataId == null
                ? null
                : NodeObject.ofType("PropertyValue")
                        .with("propertyID", "Wikidata")
                        .with("value", wikidataId);
    }
}
