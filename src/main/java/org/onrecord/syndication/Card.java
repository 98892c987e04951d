package org.onrecord.syndication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.Statements;

/** Lays out the picture of a quote: its words as large as they fit, cut if they do not fit. */
final class Card {

    private static final int LEFT = 80;
    private static final int RIGHT = 1120;
    /** Between them are the words. */
    private static final int TOP = 140;

    private static final int BOTTOM = 500;
    private static final int SOURCE = 36;

    private static final double LINE = 1.3;

    private static final int[] SIZES = {68, 60, 52, 46, 40, 34, 30};

    private Card() {}

    static Map<String, Object> of(PageData quote) {
        String words = Statements.marked(quote);
        int size = SIZES[SIZES.length - 1];
        for (int candidate : SIZES) {
            if (WrappedText.lines(words, width(candidate)).size() <= most(candidate)) {
                size = candidate;
                break;
            }
        }
        List<String> lines = WrappedText.lines(words, width(size), most(size));
        double height = lines.size() * size * LINE;
        double first = TOP + (BOTTOM - TOP - height) / 2 + size;
        List<Object> positioned = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            positioned.add(Map.of("text", lines.get(i), "y", Math.round(first + i * size * LINE)));
        }
        Map<String, Object> view = placed(words);
        view.put("fontSize", size);
        view.put("lines", positioned);
        return Map.of("quote", quote.fields(), "words", view, "source", source(quote));
    }

    private static Map<String, Object> source(PageData quote) {
        String source = quote.has("source") ? quote.text("source") : "";
        Map<String, Object> view = placed(source);
        view.put("text", String.join("", WrappedText.lines(source, width(SOURCE), 1)));
        return view;
    }

    /** Where a text begins, and its direction. */
    private static Map<String, Object> placed(String text) {
        boolean isRightToLeft = WrappedText.isRightToLeft(text);
        Map<String, Object> view = new HashMap<>();
        view.put("direction", isRightToLeft ? "rtl" : "ltr");
        view.put("x", isRightToLeft ? RIGHT : LEFT);
        return view;
    }

    private static double width(int size) {
        return (double) (RIGHT - LEFT) / size;
    }

    private static int most(int size) {
        return (int) ((BOTTOM - TOP) / (size * LINE));
    }
}
