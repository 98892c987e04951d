package org.onrecord.jsonld;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Describes an article as a NewsArticle of schema.org, and the positions of its quotes as Web Annotations. */
final class ArticleDocument {

    private ArticleDocument() {}

    static NodeObject of(QueryNode article, NodeReferences references) {
        String url = references.urls().article(article);
        boolean mayHaveBody = references.articleText().allowsAll(article.text("license"));
        Map<String, NodeObject> quotes = new LinkedHashMap<>(); // A quote may appear in an article twice.
        article.nodes("appearances")
                .map(appearance -> appearance.node("quote"))
                .forEach(quote -> quotes.putIfAbsent(quote.text("id"), references.quotation(quote)));
        return references
                .article(article)
                .with("dateModified", article.text("dateModified"))
                // Not "author": a byline is text, and may name an agency.
                .with("creditText", article.text("byline"))
                .with("articleSection", article.text("section"))
                .with("inLanguage", article.text("inLanguage"))
                .with("abstract", article.text("abstract"))
                .with("articleBody", mayHaveBody ? article.text("body") : null)
                .with("image", article.text("image"))
                .with("license", article.text("license"))
                .with("isBasedOn", references.article(article.node("isBasedOn")))
                .with(
                        "about",
                        Stream.concat(
                                        people("ABOUT", article, references),
                                        article.nodes("coverage")
                                                .map(coverage -> references.event(coverage.node("event"))))
                                .toList())
                .with("mentions", people("MENTIONS", article, references).toList())
                .with("hasPart", List.copyOf(quotes.values()))
                .with(
                        "@included",
                        article.nodes("appearances")
                                .map(appearance -> WebAnnotation.of(
                                        appearance,
                                        references.urls().quote(appearance.node("quote")),
                                        url,
                                        references.articleText()))
                                .toList());
    }

    private static Stream<NodeObject> people(String rel, QueryNode article, NodeReferences references) {
        return article.nodes("mentions")
                .filter(mention -> mention.text("rel").equals(rel))
                .map(mention -> references.person(mention.node("person")));
    }
}
