package org.onrecord.pages;

import java.util.List;
import java.util.Map;

/** Prepares the page of a quote. */
final class QuoteView {

    /** Characters. Longer words are set smaller. */
    private static final int LONG = 280;

    private static final int TITLE = 80;

    /** Code points of text around an appearance, as in the document. */
    private static final int RADIUS = 160;

    private QuoteView() {}

    static Map<String, Object> of(PageData data, PageLinks links) {
        PageData quote = data.object("quote");
        String text = quote.text("text");
        quote.with("isLong", text.length() > LONG).with("shortText", shortened(text, TITLE));
        List<PageData> appearances = quote.nodes("appearances");
        appearances.forEach(appearance -> {
            appearance.with("parts", WordDiff.parts(appearance.text("exact"), text));
            if (appearance.has("context")) {
                TextCut.apply(appearance.object("context"), RADIUS);
            }
            PageData article = appearance.object("article");
            appearance.with("original", TextFragment.link(article.text("url"), appearance.text("exact")));
            appearance.with("anchor", Anchors.of(quote.text("id")));
        });
        quote.nodes("variants").forEach(variant -> variant.with("parts", WordDiff.parts(variant.text("text"), text)));
        for (PageData topic : quote.nodes("topics")) {
            topic.object("event")
                    .nodes("quotesAbout")
                    .forEach(other -> other.with("isThis", other.text("id").equals(quote.text("id"))));
        }
        return data.with("collisions", Collisions.of(quote))
                .with("cite", Citations.of(quote, links.canonical()))
                .fields();
    }

    /** The begin of a text that is longer than a number of characters, cut between two words. */
    static String shortened(String text, int length) {
        int end = text.lastIndexOf(' ', length);
        return text.length() <= length ? text : text.substring(0, end > 0 ? end : length) + "…";
    }
}
