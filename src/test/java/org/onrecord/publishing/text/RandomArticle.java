package org.onrecord.publishing.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.onrecord.publishing.text.TextUnit.Span;

/** A random text with quotes, which edits change as editors do. It knows the place and the speaker of each quote. */
final class RandomArticle {

    private static final List<String> WORDS = List.of(("the minister party election vote law court on in of to and a"
                    + " yesterday after before no we will never win lose answer question reporters summit city said"
                    + " told 选举 город élection 2018 1.5 percent")
            .split(" "));

    private static final List<String> ANSWERS = List.of(
            "No",
            "No comment",
            "We will win",
            "It is so. I never did it",
            "That is a lie, and they know it",
            "不",
            "Never, never, never");

    private final Random random;
    private int names;

    final List<List<Sentence>> paragraphs;

    /** @param quote null for a sentence without a quote */
    record Sentence(String before, Quote quote, String after) {

        String text() {
            return before + (quote == null ? "" : quote.words) + after;
        }
    }

    /** A quote with identity: two quotes with the same speaker and words are equal, but not the same. */
    record Quote(String speaker, String words) {}

    /** A quote at a place of the text. */
    record Place(Quote quote, Span span) {}

    RandomArticle(Random random) {
        this.random = random;
        paragraphs = list(2 + random.nextInt(6), i -> list(1 + random.nextInt(4), j -> sentence()));
    }

    private RandomArticle(RandomArticle other) {
        random = other.random;
        names = other.names;
        paragraphs = other.paragraphs.stream().map(ArrayList::new).collect(Collectors.toCollection(ArrayList::new));
    }

    private static <T> List<T> list(int size, IntFunction<T> element) {
        return IntStream.range(0, size).mapToObj(element).collect(Collectors.toCollection(ArrayList::new));
    }

    private Sentence sentence() {
        return random.nextInt(5) < 2 ? new Sentence(capital(words(4 + random.nextInt(8))) + ".", null, "") : quote();
    }

    private Sentence quote() {
        // Speakers have unique names, except for some who speak several times.
        String name = random.nextInt(8) == 0 ? "Ann" : "Speaker" + names++;
        String words = random.nextInt(3) == 0
                ? capital(words(1 + random.nextInt(12)))
                : ANSWERS.get(random.nextInt(ANSWERS.size()));
        Quote quote = new Quote(name, words);
        return switch (random.nextInt(5)) {
            case 0 -> new Sentence(name + " said: “", quote, ".”");
            case 1 -> new Sentence("“", quote, ",” " + name + " said.");
            case 2 -> new Sentence(capital(words(2)) + " " + name + " told “", quote, "” " + words(3) + ".");
            case 3 -> new Sentence("«", quote, "», " + name + " " + words(1 + random.nextInt(5)) + ".");
            default -> new Sentence(name + ":\n“", quote, "!”\n");
        };
    }

    private String words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        places(text);
        return text.toString();
    }

    List<Place> places() {
        return places(new StringBuilder());
    }

    private List<Place> places(StringBuilder text) {
        List<Place> places = new ArrayList<>();
        for (List<Sentence> paragraph : paragraphs) {
            for (Sentence sentence : paragraph) {
                if (sentence.quote != null) {
                    int start = text.length() + sentence.before.length();
                    places.add(new Place(sentence.quote, new Span(start, start + sentence.quote.words.length())));
                }
                text.append(sentence.text()).append(' ');
            }
            text.append('\n');
        }
        return places;
    }

    /** Returns an edited copy. */
    RandomArticle edited(int edits) {
        RandomArticle copy = new RandomArticle(this);
        for (int i = 0; i < edits; i++) {
            copy.edit();
        }
        return copy;
    }

    private void edit() {
        paragraphs.removeIf(List::isEmpty);
        if (paragraphs.isEmpty()) {
            paragraphs.add(list(1, i -> sentence()));
        }
        List<Sentence> paragraph = paragraphs.get(random.nextInt(paragraphs.size()));
        int at = random.nextInt(paragraph.size());
        Sentence sentence = paragraph.get(at);
        switch (random.nextInt(10)) {
            case 0 -> paragraph.add(random.nextInt(paragraph.size() + 1), sentence());
            case 1 -> paragraph.add(random.nextInt(paragraph.size() + 1), quote());
            case 2 -> paragraph.remove(at);
            case 3 -> {
                paragraph.remove(at);
                List<Sentence> target = paragraphs.get(random.nextInt(paragraphs.size()));
                target.add(random.nextInt(target.size() + 1), sentence);
            }
            case 4 ->
                paragraphs.add(random.nextInt(paragraphs.size()), paragraphs.remove(paragraphs.indexOf(paragraph)));
            case 5 ->
                paragraphs.add(random.nextInt(paragraphs.size() + 1), list(1 + random.nextInt(3), i -> sentence()));
            case 6 -> {
                List<Sentence> rest = paragraph.subList(at, paragraph.size());
                paragraphs.add(paragraphs.indexOf(paragraph) + 1, new ArrayList<>(rest));
                rest.clear();
            }
            case 7 -> paragraph.set(at, new Sentence(edited(sentence.before), sentence.quote, sentence.after));
            case 8 -> paragraph.set(at, withOtherWords(sentence));
            default -> swapAnswers(paragraph, at);
        }
    }

    /** Replaces, adds or removes a word that is not a name. */
    private String edited(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.split(" ")));
        int at = random.nextInt(parts.size());
        if (WORDS.contains(parts.get(at))) {
            parts.set(at, words(random.nextInt(3)).trim());
        }
        return String.join(" ", parts);
    }

    private Sentence withOtherWords(Sentence sentence) {
        return sentence.quote == null
                ? sentence
                : new Sentence(
                        sentence.before,
                        new Quote(sentence.quote.speaker, "retracted " + sentence.quote.words.length()),
                        sentence.after);
    }

    /** Swaps the words of two speakers, who then have said something else. */
    private void swapAnswers(List<Sentence> paragraph, int at) {
        Sentence first = paragraph.get(at);
        List<Sentence> otherParagraph = paragraphs.get(random.nextInt(paragraphs.size()));
        if (otherParagraph.isEmpty()) {
            return;
        }
        int otherAt = random.nextInt(otherParagraph.size());
        Sentence second = otherParagraph.get(otherAt);
        if (first.quote != null && second.quote != null && !first.quote.words.equals(second.quote.words)) {
            paragraph.set(
                    at, new Sentence(first.before, new Quote(first.quote.speaker, second.quote.words), first.after));
            otherParagraph.set(
                    otherAt,
                    new Sentence(second.before, new Quote(second.quote.speaker, first.quote.words), second.after));
        }
    }

    /** Whether a quote with these words and this speaker is in the text. */
    boolean contains(Quote quote) {
        return places().stream().anyMatch(place -> place.quote.equals(quote));
    }

    /** Whether the speaker of a quote says the words at a place. An edit can also have added words to a quote. */
    boolean isSaidAt(Quote quote, Span span) {
        return text().substring(span.start(), span.end()).equals(quote.words)
                && places().stream()
                        .anyMatch(place -> place.quote.speaker.equals(quote.speaker)
                                && place.span.start() <= span.start()
                                && place.span.end() >= span.end());
    }
}
