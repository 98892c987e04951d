package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.onrecord.model.SpeechAct;

/**
 * How statements read, and what lists show of them. The words of an indirect denial can be those that were denied: of
 * "Putin denied that Russia interfered", the article prints the clause "Russia interfered". Such words are shown with
 * their cue, "denied that Russia interfered". A text that says the denial itself, "Russia did not interfere", is shown
 * alone. The template {@code tags/statement.html} shows a statement of a list.
 */
public final class Statements {

    /** What an article may print between a cue and its clause: "that", "on Monday that". */
    private static final String BETWEEN = "[\\p{L}\\p{M}\\p{N}’' ]{0,24}";

    private Statements() {}

    /**
     * The cue as printed before the clause: {@code denied that}; or the recorded cue: {@code denied:}. Empty if the
     * words are shown alone.
     *
     * @param quote with {@code text} or {@code label}, {@code speechAct}, {@code cue}, {@code type} or
     *     {@code quoteType}, and {@code exact} and {@code prefix} of {@code appearances}
     */
    public static String cue(PageData quote) {
        String text = letters(text(quote));
        if (isDirect(quote)
                || !quote.has("cue")
                || !SpeechAct.valueOf(quote.text("speechAct")).denies()
                || (" " + text + " ").contains(" " + letters(quote.text("cue")) + " ")) {
            return "";
        }
        return quote.nodes("appearances").stream()
                .filter(appearance -> letters(appearance.text("exact")).equals(text))
                .map(appearance -> printed(quote.text("cue").strip(), appearance.text("prefix")))
                .findFirst()
                .orElse("");
    }

    /** The words of a statement as one text, with the cue if they need it. */
    public static String words(PageData quote) {
        String cue = cue(quote);
        return cue.isEmpty() ? text(quote) : cue + " " + text(quote);
    }

    /** The words in the quotation marks of their language if they are printed words, else as {@link #words}. */
    public static String marked(PageData quote) {
        return isDirect(quote)
                ? marked(text(quote).strip(), quote.text("inLanguage"))
                : words(quote).strip();
    }

    /** Whether the words are those that the speaker said. */
    static boolean isDirect(PageData quote) {
        return "DIRECT".equals(quote.has("quoteType") ? quote.text("quoteType") : quote.text("type"));
    }

    /** The time at which the first of the loaded articles was published; null if none is loaded. */
    public static String reportedAt(PageData quote) {
        return quote.nodes("appearances").stream()
                .map(appearance -> appearance.object("article").text("datePublished"))
                .min(String::compareTo)
                .orElse(null);
    }

    /**
     * The known part of a date (ISO 8601): {@code 2016-10-07}, {@code 2016-10} or {@code 2016}.
     *
     * @param precision DAY, MONTH or YEAR
     */
    public static String knownDate(String date, String precision) {
        return switch (precision) {
            case "YEAR" -> date.substring(0, date.length() - "-MM-DD".length());
            case "MONTH" -> date.substring(0, date.length() - "-DD".length());
            default -> date;
        };
    }

    private static String text(PageData quote) {
        return quote.text(quote.has("text") ? "text" : "label");
    }

    private static String printed(String cue, String prefix) {
        Matcher matcher = Pattern.compile("(?iu)(?<!\\p{L})(" + Pattern.quote(cue) + "(?!\\p{L})" + BETWEEN + ") $")
                .matcher(prefix == null ? "" : prefix.replaceAll("\\s+", " "));
        return matcher.find() ? matcher.group(1).strip() : cue + ":";
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    private static String marked(String text, String language) {
        return switch (language == null ? "" : language.split("-")[0]) {
            case "de", "cs", "sk", "bg", "sl" -> "„" + text + "“";
            case "ru", "uk", "be", "fr", "es", "it", "pt", "el", "ar", "fa", "no", "nb" -> "«" + text + "»";
            case "pl", "hu", "ro", "he" -> "„" + text + "”";
            case "zh", "ja" -> "「" + text + "」";
            default -> "“" + text + "”";
        };
    }

    /**
     * Adds {@code printed}, an article of each publisher among the loaded appearances; {@code furtherArticles}, the
     * number of the other articles; and {@code distance}, the number of days of {@code daysSince}.
     */
    static PageData prepare(PageData quote) {
        List<Object> printed = new ArrayList<>();
        Set<String> publishers = new HashSet<>();
        for (PageData appearance : quote.nodes("appearances")) {
            PageData article = appearance.object("article");
            if (publishers.add(article.text("publisher"))) {
                printed.add(article.fields());
            }
        }
        addDistance(quote);
        return quote.with("printed", printed)
                .with("furtherArticles", quote.object("appearances").number("totalCount") - printed.size());
    }

    /**
     * Adds also what the statements run into, and {@code isFirst}: a page says once what these lists are.
     *
     * @param denials in the order in which the page shows them: it describes an event once
     */
    static void prepareCollisions(List<PageData> denials) {
        Set<String> described = new HashSet<>();
        for (PageData denial : denials) {
            boolean isFirst = denial == denials.get(0);
            prepare(denial).with("isFirst", isFirst).with("collisions", Collisions.of(denial, described));
        }
    }

    /** Adds {@code distance}, the number of days of {@code daysSince}, if that is known. */
    static void addDistance(PageData node) {
        if (node.has("daysSince")) {
            node.with("distance", Math.abs(node.number("daysSince")));
        }
    }
}
