package org.onrecord.pages.view;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.onrecord.pages.text.Anchors;
import org.onrecord.pages.text.ShortText;
import org.onrecord.pages.text.TextFragment;
import org.onrecord.pages.text.WordDiff;

/** Prepares the page of a quote. */
public final class QuoteView {

    /** Characters. Longer words are set smaller. */
    private static final int LONG = 280;

    private static final int TITLE = 80;

    /** Code points of text around an appearance, as in the document. */
    private static final int RADIUS = 160;

    /** After each date. */
    private static final String UNKNOWN = "9999";

    private QuoteView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        PageData quote = data.object("quote");
        String text = quote.text("text");
        addTitle(quote).with("isLong", text.length() > LONG);
        List<PageData> printed = quote.nodes("printed");
        printed.forEach(appearance -> {
            appearance.with("parts", WordDiff.parts(appearance.text("exact"), text));
            addSurroundings(appearance);
            PageData article = appearance.object("article");
            appearance.with("original", TextFragment.link(article.text("url"), appearance.text("exact")));
            appearance.with("anchor", Anchors.of(quote.text("id")));
        });
        quote.nodes("variants").forEach(variant -> variant.with("parts", WordDiff.parts(variant.text("text"), text)));
        List<Map<String, Object>> onTopics = onTopics(quote);
        quote.with("isNamedDifferently", isNamedDifferently(quote));
        return data.with("collisions", Collisions.of(quote, new HashSet<>()))
                .with("isWordedDifferently", printed.stream().anyMatch(QuoteView::differs))
                .with("onTopics", onTopics)
                .with("sameDay", sameDay(quote, onTopics))
                .with("cite", Citations.of(quote, links.canonical()))
                .fields();
    }

    /** Whether the article names the speaker by other words than the name. */
    private static boolean isNamedDifferently(PageData quote) {
        return quote.has("speaker")
                && quote.has("attributionText")
                && !folded(quote.object("speaker").text("name")).contains(folded(quote.text("attributionText")));
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether some words of an appearance differ from the text of the quote. */
    private static boolean differs(PageData appearance) {
        return appearance.objects("parts").stream()
                .anyMatch(part -> (boolean) part.fields().get("differs"));
    }

    /**
     * Adds the {@code source} of the words, which is null if it is unknown, and a {@code title}: the source and the
     * begin of the words.
     */
    public static PageData addTitle(PageData quote) {
        String source = quote.has("speaker") ? quote.object("speaker").text("name") : quote.text("attributionText");
        return quote.with("source", source)
                .with(
                        "title",
                        (source == null ? "" : source + (Statements.cue(quote).isEmpty() ? ": " : " "))
                                + ShortText.of(Statements.words(quote), TITLE));
    }

    /**
     * Adds the text {@code before} and {@code after} the words, as far as it is known.
     *
     * @param appearance with its prefix as {@code before} and its suffix as {@code after}, and with its
     *     {@code context}, if this text may be shown
     */
    static void addSurroundings(PageData appearance) {
        String before = appearance.text("before");
        String after = appearance.text("after");
        if (appearance.has("context")) {
            PageData context = appearance.object("context");
            TextCut.apply(context, RADIUS);
            before = context.text("before");
            after = context.text("after");
        }
        appearance.with("before", before == null ? "" : "…" + before).with("after", after == null ? "" : after + "…");
    }

    /** The statements on the topics of a quote, by date. A statement on several of the topics is there once. */
    private static List<Map<String, Object>> onTopics(PageData quote) {
        Map<String, PageData> statements = new LinkedHashMap<>();
        for (PageData topic : quote.nodes("topics")) {
            topic.object("event").nodes("quotesAbout").forEach(other -> statements.put(other.text("id"), other));
        }
        return statements.values().stream()
                .sorted(Comparator.comparing(QuoteView::day))
                .map(other -> other.with("isThis", other.text("id").equals(quote.text("id")))
                        .fields())
                .toList();
    }

    /** The other statements of the speaker on the same day and topic, and other wordings of that day. */
    private static List<Map<String, Object>> sameDay(PageData quote, List<Map<String, Object>> onTopics) {
        Map<String, Map<String, Object>> statements = new LinkedHashMap<>();
        if (quote.has("speaker")) {
            String speaker = quote.object("speaker").text("slug");
            Stream.concat(quote.nodes("variants").stream(), onTopics.stream().map(PageData::new))
                    .filter(other -> !other.text("id").equals(quote.text("id")))
                    .filter(other -> other.has("speaker")
                            && other.object("speaker").text("slug").equals(speaker))
                    .filter(other ->
                            date(other).equals(date(quote)) && !date(quote).equals(UNKNOWN))
                    .forEach(other -> statements.putIfAbsent(other.text("id"), other.fields()));
        }
        return List.copyOf(statements.values());
    }

    /** The day on which it was said, or else reported; {@link #UNKNOWN} if only the month or the year is known. */
    private static String date(PageData statement) {
        if (statement.has("spokenAt") && !statement.text("spokenAtPrecision").equals("DAY")) {
            return UNKNOWN;
        }
        String day = day(statement);
        return day.substring(0, Math.min(10, day.length()));
    }

    /** When it was said, else reported. The last, if neither is known. */
    private static String day(PageData statement) {
        String reported = Statements.reportedAt(statement);
        return statement.has("spokenAt") ? statement.text("spokenAt") : reported == null ? UNKNOWN : reported;
    }
}
