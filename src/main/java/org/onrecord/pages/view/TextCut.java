package org.onrecord.pages.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text around a quote between sentences, or else between words. */
final class TextCut {

    /** The end of a sentence, with closing quotation marks. Chinese and Japanese have no space after it. */
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?:[.!?…؟]+[\"'”’»)\\]]*(?=\\s|$)|[。！？]+[」』”’）]*|(?=\\n))\\s*");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private TextCut() {}

    /**
     * Shortens {@code before} and {@code after} of a context where they were cut, and moves {@code start} accordingly.
     *
     * @param radius of the context, in code points: a shorter text begins or ends with the text of the article
     */
    static void apply(PageData context, int radius) {
        String before = context.text("before");
        if (length(before) >= radius) {
            int begin = begin(before);
            context.with("before", before.substring(begin));
            if (context.has("start")) {
                context.with("start", (long) context.number("start") + before.codePointCount(0, begin));
            }
        }
        String after = context.text("after");
        if (length(after) >= radius) {
            context.with("after", after.substring(0, end(after)));
        }
    }

    /** The index of the first sentence that begins in a text, or else of the first word. */
    private static int begin(String text) {
        Matcher sentence = SENTENCE_END.matcher(text);
        if (sentence.find() && sentence.end() < text.length()) {
            return sentence.end();
        }
        Matcher space = SPACE.matcher(text);
        return space.find() ? space.end() : 0;
    }

    /** The index after the last sentence that ends in a text, or else after the last word. */
    private static int end(String text) {
        int end = last(SENTENCE_END, text);
        if (end >= 0) {
            return end;
        }
        int space = last(SPACE, text);
        return space >= 0 ? space : text.length();
    }

    private static int last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int end = -1;
        while (matcher.find()) {
            end = text.substring(0, matcher.end()).stripTrailing().length();
        }
        return end;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
