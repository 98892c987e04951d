package org.onrecord.reading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.AnnotatedArticle.AnnotatedQuote;
import org.onrecord.reading.ArticleText.Span;

/**
 * Compares the quotes that were read in an article with those that a person found. Two quotes overlap if the
 * intersection of their spans is at least half of their union. Each quote has at most one counterpart.
 */
final class ArticleScore {

    private final AnnotatedArticle article;
    private final ArticleText text;
    private final List<AnnotatedQuote> expected;
    private final List<Found> found;
    private final List<Span> dontCare = new ArrayList<>();

    ArticleScore(AnnotatedArticle article, List<ReadQuote> quotes) {
        this.article = article;
        text = new ArticleText(article.source().body());
        expected = article.quotes().stream().filter(AnnotatedQuote::isSpeech).toList();
        dontCare.addAll(article.dontCare());
        article.quotes().stream()
                .filter(Predicate.not(AnnotatedQuote::isSpeech))
                .map(AnnotatedQuote::span)
                .forEach(dontCare::add);
        found = pieces(quotes);
    }

    AnnotatedArticle article() {
        return article;
    }

    ArticleText text() {
        return text;
    }

    List<AnnotatedQuote> expected(Set<QuoteType> types) {
        return expected.stream().filter(quote -> types.contains(quote.type())).toList();
    }

    /** The pairs of quotes of these types, the best first. A pair is exact if its overlap is 1. */
    List<Pair> pairs(Set<QuoteType> types, double leastOverlap) {
        List<Candidate> candidates = new ArrayList<>();
        for (Found read : found(types)) {
            for (AnnotatedQuote quote : expected(types)) {
                double overlap = read.span().intersectionOverUnion(quote.span());
                if (overlap >= leastOverlap) {
                    candidates.add(new Candidate(overlap, new Pair(read, quote)));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::overlap).reversed());
        Set<Span> usedFound = new HashSet<>();
        Set<AnnotatedQuote> usedExpected = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Pair pair = candidate.pair();
            if (!usedFound.contains(pair.found().span()) && !usedExpected.contains(pair.expected())) {
                usedFound.add(pair.found().span());
                usedExpected.add(pair.expected());
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** The quotes of these types that no person found, without those that are at least half in a don't-care span. */
    List<Span> falseAlarms(Set<QuoteType> types, double leastOverlap) {
        Set<Span> paired = new HashSet<>();
        pairs(types, leastOverlap).forEach(pair -> paired.add(pair.found().span()));
        return found(types).stream()
                .map(Found::span)
                .filter(span -> !paired.contains(span) && !isDontCare(span))
                .toList();
    }

    /** The quotes that were read, without those that are neither right nor wrong. */
    List<Judged> judged() {
        Set<ReadQuote> right = new HashSet<>();
        for (Set<QuoteType> types : List.of(Set.of(QuoteType.DIRECT), Set.of(QuoteType.INDIRECT, QuoteType.MIXED))) {
            pairs(types, 0.5).stream()
                    .filter(pair -> pair.expected().sourceText() == null || pair.isPrintedSpeakerRight())
                    .forEach(pair -> right.add(pair.found().quote()));
        }
        return found.stream()
                .filter(read -> right.contains(read.quote()) || !isDontCare(read.span()))
                .map(Found::quote)
                .distinct()
                .map(quote -> new Judged(quote, right.contains(quote)))
                .toList();
    }

    private List<Found> found(Set<QuoteType> types) {
        return found.stream().filter(read -> types.contains(read.type())).toList();
    }

    private boolean isDontCare(Span span) {
        return 2 * dontCare.stream().mapToInt(span::overlap).sum() >= span.length();
    }

    private List<Found> pieces(List<ReadQuote> quotes) {
        List<Found> pieces = new ArrayList<>();
        Set<Span> seen = new HashSet<>();
        for (ReadQuote quote : quotes) {
            List<Span> spans = text.pieces(quote.start(), quote.end());
            for (Span span : spans) {
                if (seen.add(span)) {
                    pieces.add(new Found(span, spans.size() == 1 ? quote.type() : text.type(span), quote));
                }
            }
        }
        return pieces;
    }

    /** A quote that was read, and whether its place and its printed speaker are right. */
    record Judged(ReadQuote quote, boolean isRight) {}

    record Found(Span span, QuoteType type, ReadQuote quote) {}

    private record Candidate(double overlap, Pair pair) {}

    /** A quote that was read and its counterpart. */
    record Pair(Found found, AnnotatedQuote expected) {

        /** Whether the place of the speaker is right, and one of its names or its head is in the text of the other. */
        boolean isPrintedSpeakerRight() {
            ReadSpeaker speaker = found.quote().speaker();
            if (speaker == null || speaker.text() == null) {
                return false;
            }
            Span place = new Span(speaker.start(), speaker.end());
            if (!expected.source().isEmpty()
                    && expected.source().stream().allMatch(source -> source.overlap(place) == 0)) {
                return false;
            }
            Set<String> words = ComparedWords.of(speaker.text());
            return ComparedWords.intersect(words, expected.names())
                    || words.stream().anyMatch(word -> word.equalsIgnoreCase(expected.head()))
                    || speaker.text().equalsIgnoreCase(expected.sourceText());
        }

        boolean isResolvedSpeakerRight() {
            ReadSpeaker speaker = found.quote().speaker();
            if (speaker == null) {
                return false;
            }
            String name = speaker.name() != null ? speaker.name() : speaker.text();
            return name != null && ComparedWords.intersect(ComparedWords.names(name), expected.resolved());
        }

        boolean isCueRight() {
            String cue = found.quote().cue();
            return cue != null
                    && ComparedWords.intersect(ComparedWords.ofCue(cue), ComparedWords.ofCue(expected.cue()));
        }

        boolean isSpeechActRight() {
            return found.quote().speechAct() == expected.speechAct();
        }

        boolean hasDate() {
            return readDate() != null || expected.spokenAt() != null;
        }

        boolean isDateRight() {
            return Objects.equals(readDate(), expected.spokenAt());
        }

        private LocalDate readDate() {
            SpokenAt spokenAt = found.quote().spokenAt();
            return spokenAt == null ? null : spokenAt.date();
        }
    }

    /** What is known of a pair, for each of the attributes that are scored. */
    enum Attribute {
        PRINTED("printed speaker", pair -> pair.expected().sourceText() != null, Pair::isPrintedSpeakerRight),
        RESOLVED(
                "resolved speaker",
                pair -> pair.expected().sourceText() != null
                        && !pair.expected().resolved().isEmpty(),
                Pair::isResolvedSpeakerRight),
        CUE("cue", pair -> pair.expected().cue() != null, Pair::isCueRight),
        ACT("speech act", pair -> pair.expected().speechAct() != null, Pair::isSpeechActRight),
        DATE("date", pair -> pair.expected().speechAct() != null && pair.hasDate(), Pair::isDateRight);

        private final String title;
        private final Predicate<Pair> isScored;
        private final Predicate<Pair> isRight;

        Attribute(String title, Predicate<Pair> isScored, Predicate<Pair> isRight) {
            this.title = title;
            this.isScored = isScored;
            this.isRight = isRight;
        }

        String title() {
            return title;
        }

        boolean isScored(Pair pair) {
            return isScored.test(pair);
        }

        boolean isRight(Pair pair) {
            return isRight.test(pair);
        }
    }
}
