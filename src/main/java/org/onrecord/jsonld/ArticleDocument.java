package org.onrecord.jsonld;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;

/** An article as schema.org's NewsArticle, with the places of its quotes as Web Annotations. */
final class ArticleDocument {

    private ArticleDocument() {}

    static Thing of(JsonObject article, References references) {
        String address = references.addresses().article(article);
        Map<String, Thing> quotes = new LinkedHashMap<>(); // Words may stand in an article twice.
        References.nodes(article, "appearances")
                .map(appearance -> appearance.getJsonObject("quote"))
                .forEach(quote -> quotes.putIfAbsent(quote.getString("id"), references.quotation(quote)));
        return references
                .article(article)
                .with("dateModified", article.getString("dateModified"))
                // As printed: whether it names people, and which, nobody has checked.
                .with("creditText", article.getString("byline"))
                .with("inLanguage", article.getString("inLanguage"))
                .with("abstract", article.getString("abstract"))
                .with("articleBody", article.getString("body"))
                .with("isBasedOn", references.article(article.getJsonObject("isBasedOn")))
                .with(
                        "about",
                        Stream.concat(
                                        people("ABOUT", article, references),
                                        References.nodes(article, "coverage")
                                                .map(coverage -> references.event(coverage.getJsonObject("event"))))
                                .toList())
                .with("mentions", people("MENTIONS", article, references).toList())
                .with("hasPart", List.copyOf(quotes.values()))
                .with(
                        "@included",
                        References.nodes(article, "appearances")
                                .map(appearance -> WebAnnotation.of(
                                        appearance,
                                        references.addresses().quote(appearance.getJsonObject("quote")),
                                        address))
                                .toList());
    }

    private static Stream<Thing> people(String rel, JsonObject article, References references) {
        return References.nodes(article, "mentions")
                .filter(mention -> mention.getString("rel").equals(rel))
                .map(mention -> references.person(mention.getJsonObject("person")));
    }
}
