package org.onrecord.jsonld;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;

/** A quote as schema.org's Quotation, with its places in articles as Web Annotations. */
final class QuoteDocument {

    private QuoteDocument() {}

    static Thing of(JsonObject quote, References references) {
        String address = references.addresses().quote(quote);
        Map<String, Thing> articles = new LinkedHashMap<>(); // Words may stand in an article twice.
        References.nodes(quote, "appearances")
                .map(appearance -> appearance.getJsonObject("article"))
                .forEach(article -> articles.putIfAbsent(article.getString("id"), references.article(article)));
        Thing document = references.quotation(quote);
        if (quote.getString("speakerRole") != null && quote.getJsonObject("speaker") != null) {
            document.with(
                    "creator",
                    References.role(
                            "creator",
                            quote.getString("speakerRole"),
                            references.person(quote.getJsonObject("speaker"))));
        }
        return document.with("creditText", quote.getString("attributionText"))
                .with("recordedAt", references.event(quote.getJsonObject("occasion")))
                .with(
                        "about",
                        References.nodes(quote, "topics")
                                .map(topic -> references.event(topic.getJsonObject("event")))
                                .toList())
                .with("isPartOf", List.copyOf(articles.values()))
                .with(
                        "@included",
                        References.nodes(quote, "appearances")
                                .map(appearance -> WebAnnotation.of(
                                        appearance,
                                        address,
                                        references.addresses().article(appearance.getJsonObject("article"))))
                                .toList());
    }
}
