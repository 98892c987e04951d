package org.onrecord.jsonld;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes a quote as a Quotation of schema.org, and its positions in articles as Web Annotations. */
final class QuoteDocument {

    private QuoteDocument() {}

    static NodeObject of(QueryNode quote, NodeReferences references) {
        String url = references.urls().quote(quote);
        Map<String, NodeObject> articles = new LinkedHashMap<>(); // A quote may appear in an article twice.
        quote.nodes("appearances")
                .map(appearance -> appearance.node("article"))
                .forEach(article -> articles.putIfAbsent(article.text("id"), references.article(article)));
        NodeObject document = references.quotation(quote);
        if (quote.text("speakerRole") != null && quote.node("speaker") != null) {
            document.with(
                    "creator",
                    NodeReferences.role(
                            "creator", quote.text("speakerRole"), references.person(quote.node("speaker"))));
        }
        return document.with("creditText", quote.text("attributionText"))
                .with("recordedAt", references.event(quote.node("occasion")))
                .with(
                        "about",
                        quote.nodes("topics")
                                .map(topic -> references.event(topic.node("event")))
                                .toList())
                .with("isPartOf", List.copyOf(articles.values()))
                .with(
                        "@included",
                        quote.nodes("appearances")
                                .map(appearance -> WebAnnotation.of(
                                        appearance,
                                        url,
                                        references.urls().article(appearance.node("article")),
                                        references.articleText()))
                                .toList());
    }
}
