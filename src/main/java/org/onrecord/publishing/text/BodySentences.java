package org.onrecord.publishing.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.onrecord.publishing.text.TextUnit.Span;

/** The sentences of a text, and the words in them that are not quoted. */
final class BodySentences {

    private static final String OPENING_MARKS = "“„«»”\"「『";
    private static final String CLOSING_MARKS = "”“»«\"」』";
    private static final Pattern QUOTATION =
            Pattern.compile("[" + OPENING_MARKS + "][^" + OPENING_MARKS + CLOSING_MARKS + "]*[" + CLOSING_MARKS + "]");

    /** BodySentences are compared up to this number of words on each side of a quote. */
    private static final int MAX_WORDS = 200;

    /** Longer parts of a sentence are not read. It is enough for 200 words. */
    private static final int MAX_LENGTH = 2000;

    private final String text;
    private final List<Span> spans;

    BodySentences(String text) {
        this.text = text;
        spans = TextUnit.SENTENCE.split(text);
    }

    /** Returns the sentence with a quote. If the quote begins and ends in two sentences, it returns both as one. */
    Span around(Span quote) {
        int first = TextUnit.firstFrom(spans, quote.start() + 1) - 1;
        int last = TextUnit.firstFrom(spans, quote.end()) - 1;
        return new Span(
                first < 0
                        ? quote.start()
                        : Math.min(quote.start(), spans.get(first).start()),
                last < 0 ? quote.end() : Math.max(quote.end(), spans.get(last).end()));
    }

    /** Returns the end of the sentence before another one. It is empty at the beginning of the text. */
    Span before(Span sentence) {
        Span before = get(TextUnit.firstFrom(spans, sentence.start()) - 1);
        return new Span(Math.max(before.start(), before.end() - MAX_LENGTH), before.end());
    }

    /** Returns the beginning of the sentence behind another one. It is empty at the end of the text. */
    Span behind(Span sentence) {
        Span behind = get(TextUnit.firstFrom(spans, sentence.end()));
        return new Span(behind.start(), Math.min(behind.end(), behind.start() + MAX_LENGTH));
    }

    private Span get(int index) {
        return index < 0 || index >= spans.size() ? new Span(0, 0) : spans.get(index);
    }

    boolean endsWithColon(Span sentence) {
        return sentence.length() > 0 && text.charAt(sentence.end() - 1) == ':';
    }

    List<String> words(Span sentence) {
        return wordsIn(sentence.start(), sentence.end()).toList();
    }

    /**
     * Returns the words of the sentence with a quote that are outside of the quotation marks around the quote. If the
     * sentence is long, it returns those that are next to the quote.
     */
    List<String> wordsBeside(Span quote) {
        Span sentence = near(quote);
        Span quotation = quotation(quote, sentence);
        List<String> before = wordsIn(sentence.start(), quotation.start()).toList();
        return Stream.concat(
                        before.stream().skip(Math.max(0, before.size() - MAX_WORDS)),
                        wordsIn(quotation.end(), sentence.end()).limit(MAX_WORDS))
                .toList();
    }

    /** Returns the part of the sentence with a quote that is near the quote. */
    private Span near(Span quote) {
        Span sentence = around(quote);
        return new Span(
                Math.max(sentence.start(), quote.start() - MAX_LENGTH),
                Math.min(sentence.end(), quote.end() + MAX_LENGTH));
    }

    /**
     * Whether a part of the sentence with a quote has words outside of the quotation marks around the quote.
     *
     * @param before the length of the part before the quote
     * @param behind the length of the part behind the quote
     */
    boolean hasWordsBeside(Span quote, int before, int behind) {
        Span sentence = near(quote);
        Span quotation = quotation(quote, sentence);
        int start = Math.max(sentence.start(), quote.start() - before);
        int end = Math.min(sentence.end(), quote.end() + behind);
        return Stream.concat(wordsIn(start, quotation.start()), wordsIn(quotation.end(), end))
                .findAny()
                .isPresent();
    }

    /** Returns the number of quotations in the sentence with a quote. */
    long quotationCount(Span quote) {
        Span sentence = near(quote);
        return QUOTATION
                .matcher(text.substring(sentence.start(), sentence.end()))
                .results()
                .count();
    }

    /**
     * The words of a sentence with a quote that are in no other quotation.
     *
     * @param quoted those in the same quotation as the quote
     */
    record OtherWords(List<String> unquoted, List<String> quoted) {}

    OtherWords otherWords(Span quote) {
        Part before = partBefore(quote);
        Part behind = partBehind(quote);
        return new OtherWords(
                words(before.unquoted + ' ' + behind.unquoted), words(before.quoted + ' ' + behind.quoted));
    }

    /**
     * The part of a sentence before or behind a quote, without other quotations.
     *
     * @param quoted what is in the same quotation as the quote
     */
    private record Part(String unquoted, String quoted) {}

    private Part partBefore(Span quote) {
        String part = withoutQuotations(near(quote).start(), quote.start());
        int mark = openingMark(part);
        return mark < 0 ? new Part(part, "") : new Part(part.substring(0, mark), part.substring(mark + 1));
    }

    private Part partBehind(Span quote) {
        Span sentence = near(quote);
        int close = quote.end();
        boolean isOpen = openingMark(withoutQuotations(sentence.start(), quote.end())) >= 0;
        while (isOpen && close < sentence.end() && CLOSING_MARKS.indexOf(text.charAt(close)) < 0) {
            close++;
        }
        return isOpen && close < sentence.end()
                ? new Part(withoutQuotations(close + 1, sentence.end()), text.substring(quote.end(), close))
                : new Part(withoutQuotations(quote.end(), sentence.end()), "");
    }

    private String withoutQuotations(int start, int end) {
        return QUOTATION.matcher(text.substring(start, end)).replaceAll(" ");
    }

    /** Returns the place of the last mark before a word, or -1. Some languages open with the closing mark of others. */
    private static int openingMark(String part) {
        int at = part.length() - 1;
        while (at >= 0
                && (OPENING_MARKS.indexOf(part.charAt(at)) < 0
                        || at + 1 < part.length() && part.charAt(at + 1) == ' ')) {
            at--;
        }
        return at;
    }

    /** Whether the sentence with a quote has no other quotation near it. */
    boolean hasOneQuotation(Span quote) {
        Span sentence = near(quote);
        Span quotation = quotation(quote, sentence);
        String before = text.substring(sentence.start(), Math.max(sentence.start(), quotation.start() - 1));
        String behind = text.substring(Math.min(sentence.end(), quotation.end() + 1), sentence.end());
        return (before + behind).chars().noneMatch(character -> OPENING_MARKS.indexOf(character) >= 0);
    }

    private Stream<String> wordsIn(int start, int end) {
        if (start >= end) {
            return Stream.empty();
        }
        return words(text.substring(start, end)).stream();
    }

    private static List<String> words(String part) {
        return TextUnit.WORD.split(part).stream()
                .filter(word -> TextUnit.isWordCharacter(part.codePointAt(word.start())))
                .map(word -> part.substring(word.start(), word.end()))
                .toList();
    }

    /** Extends a quote to the quotation marks around it, without these. */
    private Span quotation(Span quote, Span sentence) {
        int start = quote.start();
        while (start > sentence.start() && OPENING_MARKS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        int end = quote.end();
        while (end < sentence.end() && CLOSING_MARKS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return new Span(start > sentence.start() ? start : quote.start(), end < sentence.end() ? end : quote.end());
    }
}
