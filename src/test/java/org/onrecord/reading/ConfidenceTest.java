package org.onrecord.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.onrecord.reading.ArticleScore.Judged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Compares the confidence of quotes with the share of them that is right. */
class ConfidenceTest {

    private static final Path TABLE = Path.of("src/main/resources/reading/confidence.tsv");
    private static final List<String> PARTS = List.of("gum", "scored");
    private static final double[] BINS = {0, 0.8, 0.93, 1.01};
    private static final int MIN_QUOTES = 20;
    private static final double TOLERANCE = 0.12;

    @Test
    void tableHasTheCountsOfTheArticles() throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        for (ArticleScore article : articles()) {
            counts(article).forEach((key, count) -> {
                int[] sum = counts.computeIfAbsent(key, name -> new int[2]);
                sum[0] += count[0];
                sum[1] += count[1];
            });
        }
        List<String> lines = new ArrayList<>();
        lines.add("# frame\tspeaker\tright\tfound: made by ConfidenceTest from the articles in gum and scored");
        counts.forEach((key, count) -> lines.add(key + "\t" + count[0] + "\t" + count[1]));
        if (Boolean.getBoolean("reading.accept")) {
            Files.write(TABLE, lines);
        }
        assertThat(Files.readAllLines(TABLE)).isEqualTo(lines);
    }

    /** The confidence of the quotes of an article comes from the counts of all other articles. */
    @Test
    void higherConfidenceIsRightMoreOften() throws IOException {
        List<ArticleScore> articles = articles();
        int[] right = new int[BINS.length - 1];
        int[] found = new int[BINS.length - 1];
        double[] confidence = new double[BINS.length - 1];
        for (ArticleScore article : articles) {
            Confidence others = new Confidence();
            articles.stream().filter(other -> other != article).forEach(other -> add(others, other));
            for (Judged judged : article.judged()) {
                double value = others.of(judged.quote().reasons().frame(), kind(judged));
                int bin = bin(value);
                right[bin] += judged.isRight() ? 1 : 0;
                found[bin]++;
                confidence[bin] += value;
            }
        }
        double before = 0;
        for (int i = 0; i < found.length; i++) {
            double share = right[i] / (double) found[i];
            double mean = confidence[i] / found[i];
            System.out.printf("confidence %.2f: %.2f right of %d%n", mean, share, found[i]);
            assertThat(found[i]).isGreaterThanOrEqualTo(MIN_QUOTES);
            assertThat(share).as("from %s", BINS[i]).isGreaterThan(before).isCloseTo(mean, within(TOLERANCE));
            before = share;
        }
    }

    @Test
    void isNotHigherThanTheCountsBear() {
        Confidence confidence = new Confidence();
        confidence.add("Q, S V", "name", 8, 8);
        confidence.add("S V C", "name", 98, 98);
        assertThat(confidence.of("Q, S V", "name")).isEqualTo(0.9);
        assertThat(confidence.of("S V C", "name")).isEqualTo(0.99);
        assertThat(confidence.of("unknown", "name")).isEqualTo(0.99);
        assertThat(new Confidence().of("unknown", "name")).isEqualTo(0.5);
    }

    private static int bin(double value) {
        int bin = 0;
        while (value >= BINS[bin + 1]) {
            bin++;
        }
        return bin;
    }

    private static void add(Confidence confidence, ArticleScore article) {
        counts(article).forEach((key, count) -> {
            String[] parts = key.split("\t");
            confidence.add(parts[0], parts[1], count[0], count[1]);
        });
    }

    private static Map<String, int[]> counts(ArticleScore article) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Judged judged : article.judged()) {
            String key = judged.quote().reasons().frame() + "\t" + kind(judged);
            int[] count = counts.computeIfAbsent(key, name -> new int[2]);
            count[0] += judged.isRight() ? 1 : 0;
            count[1]++;
        }
        return counts;
    }

    private static String kind(Judged judged) {
        return Confidence.kind(
                judged.quote().speaker(), judged.quote().reasons().name());
    }

    private static List<ArticleScore> articles() throws IOException {
        List<ArticleScore> articles = new ArrayList<>();
        for (String part : PARTS) {
            articles.addAll(ReadingScoresTest.scores(part));
        }
        return articles;
    }
}
