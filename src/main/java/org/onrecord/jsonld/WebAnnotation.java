package org.onrecord.jsonld;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.json.JsonObject;

/**
 * The place of a quote in an article (W3C Web Annotation Data Model): by its words, and by its position in the article's
 * {@code articleBody}, which counts code points like the graph does.
 */
final class WebAnnotation {

    private static final String CONTEXT = "http://www.w3.org/ns/anno.jsonld";

    private WebAnnotation() {}

    static Thing of(JsonObject appearance, String quote, String article) {
        List<Thing> selectors = new ArrayList<>();
        selectors.add(new Thing()
                .with("type", "TextQuoteSelector")
                .with("exact", appearance.getString("exact"))
                .with("prefix", appearance.getString("prefix"))
                .with("suffix", appearance.getString("suffix")));
        if (appearance.getInteger("start") != null) {
            selectors.add(new Thing()
                    .with("type", "TextPositionSelector")
                    .with("start", appearance.getInteger("start"))
                    .with("end", appearance.getInteger("end")));
        }
        return new Thing()
                .with("@context", CONTEXT)
                .with("id", article + "#" + appearance.getString("id"))
                .with("type", "Annotation")
                .with("motivation", "identifying")
                .with("body", quote)
                .with(
                        "target",
                        new Thing()
                                .with("type", "SpecificResource")
                                .with("source", article)
                                .with("selector", selectors));
    }
}
