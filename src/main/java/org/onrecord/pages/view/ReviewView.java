package org.onrecord.pages.view;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.onrecord.model.SpeechAct;

/** Prepares the page on which editors review the quotes that the service read. */
public final class ReviewView {

    private ReviewView() {}

    /** @param mayReview whether the reader of the page may confirm and reject quotes */
    public static Map<String, Object> of(PageData data, PageLinks links, boolean mayReview) {
        data.object("quotes").objects("nodes").forEach(quote -> {
            ReadView.addPercent(quote);
            quote.with("source", source(quote)).with("date", date(quote));
            quote.nodes("appearances").forEach(QuoteView::addSurroundings);
        });
        return data.with("mayReview", mayReview)
                .with("after", parameter(links, "after"))
                .with("of", parameter(links, "article"))
                .with("next", next(data.object("quotes").object("pageInfo"), links))
                .with(
                        "speechActs",
                        Stream.of(SpeechAct.values()).map(SpeechAct::name).toList())
                .fields();
    }

    /** The name of the speaker, or the source as printed; empty if neither is known. */
    private static String source(PageData quote) {
        String source = quote.has("speaker") ? quote.object("speaker").text("name") : quote.text("attributionText");
        return source == null ? "" : source;
    }

    /** The known part of the date: a day, a month or a year; empty if no date is known. */
    private static String date(PageData quote) {
        return quote.has("spokenAt")
                ? Statements.knownDate(quote.text("spokenAt"), quote.text("spokenAtPrecision"))
                : "";
    }

    private static String parameter(PageLinks links, String name) {
        String value = links.parameters().get(name);
        return value == null ? "" : value;
    }

    /** The link to the next page; null if there is none. */
    private static String next(PageData pageInfo, PageLinks links) {
        if (!(boolean) pageInfo.fields().get("hasNextPage")) {
            return null;
        }
        Map<String, String> parameters = new TreeMap<>(Map.of("after", pageInfo.text("endCursor")));
        if (links.parameters().contains("article")) {
            parameters.put("article", links.parameters().get("article"));
        }
        return links.to("review") + PageLinks.query(parameters);
    }
}
