package org.onrecord.jsonld;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.pages.view.ArticleText;

/**
 * Describes the position of a quote in an article (W3C Web Annotation Data Model): by its words, and by its offsets in
 * {@code articleBody} in Unicode code points.
 */
final class WebAnnotation {

    private static final String CONTEXT = "http://www.w3.org/ns/anno.jsonld";

    private WebAnnotation() {}

    /** @param articleText whether the annotation may contain the text around the quote */
    static NodeObject of(QueryNode appearance, String quote, String article, ArticleText articleText) {
        boolean hasContext = articleText.allowsParts();
        List<NodeObject> selectors = new ArrayList<>();
        selectors.add(new NodeObject()
                .with("type", "TextQuoteSelector")
                .with("exact", appearance.text("exact"))
                .with("prefix", hasContext ? appearance.text("prefix") : null)
                .with("suffix", hasContext ? appearance.text("suffix") : null));
        if (appearance.number("start") != null) {
            selectors.add(new NodeObject()
                    .with("type", "TextPositionSelector")
                    .with("start", appearance.number("start"))
                    .with("end", appearance.number("end")));
        }
        return new NodeObject()
                .with("@context", CONTEXT)
                .with("id", article + "#" + appearance.text("id"))
                .with("type", "Annotation")
                .with("motivation", "identifying")
                .with("body", quote)
                .with(
                        "target",
                        new NodeObject()
                                .with("type", "SpecificResource")
                                .with("source", article)
                                .with("selector", selectors));
    }
}
