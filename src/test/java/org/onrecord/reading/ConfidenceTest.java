package org.onrecord.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.onrecord.reading.ArticleScore.Judged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares the confidence of quotes with the share of them that is right. */
class ConfidenceTest {

    private static final Path TABLE = Path.of("src/main/resources/reading/confidence.tsv");
    private static final double[] BINS = {0, 0.6, 0.75, 0.85, 0.93, 1.01};
    private static final int MIN_QUOTES = 20;
    private static final double TOLERANCE = 0.16;

    @Test
    void tableHasTheCountsOfArticlesThatRulesWereNotWrittenOn() throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        for (Judged judged : judged("scored")) {
            ReadQuote quote = judged.quote();
            String kind = Confidence.kind(quote.speaker(), quote.reasons().name());
            int[] count = counts.computeIfAbsent(quote.reasons().frame() + "\t" + kind, key -> new int[2]);
            count[0] += judged.isRight() ? 1 : 0;
            count[1]++;
        }
        List<String> lines = new ArrayList<>();
        lines.add("# frame\tspeaker\tright\tfound: made by ConfidenceTest from the articles in scored");
        counts.forEach((key, count) -> lines.add(key + "\t" + count[0] + "\t" + count[1]));
        if (Boolean.getBoolean("reading.accept")) {
            Files.write(TABLE, lines);
        }
        assertThat(Files.readAllLines(TABLE)).isEqualTo(lines);
    }

    @Test
    void isTheShareOfRightQuotesInArticlesThatItWasNotMadeFrom() throws IOException {
        List<Judged> quotes = judged("gum");
        for (int i = 0; i + 1 < BINS.length; i++) {
            double low = BINS[i];
            double high = BINS[i + 1];
            List<Judged> bin = quotes.stream()
                    .filter(judged ->
                            judged.quote().confidence() >= low && judged.quote().confidence() < high)
                    .toList();
            if (bin.size() >= MIN_QUOTES) {
                double confidence = bin.stream()
                        .mapToDouble(judged -> judged.quote().confidence())
                        .average()
                        .orElseThrow();
                double right = bin.stream().filter(Judged::isRight).count() / (double) bin.size();
                System.out.printf("confidence %.2f: %.2f right of %d%n", confidence, right, bin.size());
                assertThat(right).as("from %s to %s", low, high).isCloseTo(confidence, within(TOLERANCE));
            }
        }
    }

    private static List<Judged> judged(String part) throws IOException {
        try (Stream<ArticleScore> scores = ReadingScoresTest.scores(part).stream()) {
            return scores.flatMap(score -> score.judged().stream()).toList();
        }
    }
}
