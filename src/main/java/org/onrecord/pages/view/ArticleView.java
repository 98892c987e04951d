package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.onrecord.pages.text.Anchors;
import org.onrecord.pages.text.MarkedText;
import org.onrecord.pages.text.MarkedText.Mark;
import org.onrecord.pages.text.TextFragment;

/** Prepares the page of an article: its text with the quotes in it, or the text around the quotes. */
public final class ArticleView {

    /** Code points, as in the document. */
    private static final int RADIUS = 200;

    private ArticleView() {}

    /** A part of the text, with offsets in code points. */
    private record Window(int start, String text) {

        int end() {
            return start + text.codePointCount(0, text.length());
        }

        /** This window and one that begins in it. */
        Window with(Window next) {
            int shared = end() - next.start;
            return next.end() <= end()
                    ? this
                    : new Window(start, text + next.text.substring(next.text.offsetByCodePoints(0, shared)));
        }
    }

    public static Map<String, Object> of(PageData data, PageLinks links) {
        PageData article = data.object("article");
        List<PageData> appearances = article.nodes("appearances");
        for (PageData appearance : appearances) {
            PageData quote = appearance.object("quote");
            quote.with("anchor", Anchors.of(quote.text("id"))).with("link", links.to("quotes", quote.text("id")));
        }
        List<Mark> marks = marks(appearances);
        List<Object> passages = new ArrayList<>();
        boolean isWhole = article.has("body")
                && ArticleText.valueOf(data.text("articleText")).allowsAll(article.text("license"));
        for (Window window : isWhole ? List.of(new Window(0, article.text("body"))) : windows(appearances)) {
            passages.add(MarkedText.paragraphs(window.text, window.start, marks));
        }
        for (PageData appearance : appearances) {
            appearance.with("original", TextFragment.link(article.text("url"), appearance.text("exact")));
        }
        return data.with("passages", passages)
                .with("isWhole", isWhole)
                .with("hasText", !passages.isEmpty())
                .fields();
    }

    /**
     * The marks; the first mark of a quote has the anchor of the quote. Speakers have numbers from 1 to 5;
     * {@code isAgain} is whether the quote before it has the same speaker.
     *
     * @param appearances whose quotes have an {@code anchor}
     */
    static List<Mark> marks(List<PageData> appearances) {
        Map<String, Integer> speakers = new LinkedHashMap<>();
        Set<String> anchored = new HashSet<>();
        List<Mark> marks = new ArrayList<>();
        String previous = null;
        for (PageData appearance : appearances) {
            PageData quote = appearance.object("quote");
            String speaker = quote.has("speaker") ? quote.object("speaker").text("slug") : "";
            int number = speakers.computeIfAbsent(speaker, key -> speakers.size() % 5 + 1);
            quote.with("number", number)
                    .with("anchor", anchored.add(quote.text("anchor")) ? quote.text("anchor") : null)
                    .with("isAgain", !speaker.isEmpty() && speaker.equals(previous));
            previous = speaker;
            if (appearance.has("start")) {
                marks.add(new Mark(appearance.number("start"), appearance.number("end"), quote.fields()));
            }
        }
        return marks;
    }

    /** The text around the quotes, without gaps between windows that touch. */
    private static List<Window> windows(List<PageData> appearances) {
        List<Window> windows = new ArrayList<>();
        appearances.stream()
                .filter(appearance -> appearance.has("context"))
                .map(appearance -> window(appearance.object("context")))
                .sorted(Comparator.comparingInt(Window::start))
                .forEach(next -> {
                    Window last = windows.isEmpty() ? null : windows.get(windows.size() - 1);
                    if (last != null && next.start <= last.end()) {
                        windows.set(windows.size() - 1, last.with(next));
                    } else {
                        windows.add(next);
                    }
                });
        return windows;
    }

    private static Window window(PageData context) {
        TextCut.apply(context, RADIUS);
        return new Window(
                context.number("start"), context.text("before") + context.text("exact") + context.text("after"));
    }
}
