package org.onrecord.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the annotated articles in {@code src/test/resources/reading}, and fails if a score is lower than the accepted
 * one. To accept the present scores, run {@value #ACCEPT}.
 */
class ReadingScoresTest {

    private static final String ACCEPT = "./mvnw test -Dtest=ReadingScoresTest -Dreading.accept=true";
    private static final Path FOLDER = Path.of("src/test/resources/reading");
    private static final Path SCORES = FOLDER.resolve("scores.properties");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reader READER = new Reader();

    @ParameterizedTest
    @ValueSource(strings = {"written", "scored", "gum", "languages"})
    void readsAsWellAsBefore(String name) throws IOException {
        ScoredPart part = new ScoredPart(scores(name));
        Map<String, Double> scores = part.scores();
        Path outcomes = FOLDER.resolve(name).resolve("outcomes.tsv");
        System.out.println(name + " " + scores);
        if (Boolean.getBoolean("reading.accept")) {
            write(SCORES, "=", merged(name, scores));
            write(outcomes, "\t", part.outcomes());
        }
        Map<String, String> accepted = read(SCORES, "=");
        assertThat(scores).isNotEmpty();
        assertThat(lower(name, scores, accepted))
                .as(() -> "Worse than before:\n" + String.join("\n", part.worseThan(read(outcomes, "\t")))
                        + "\nTo accept lower scores: " + ACCEPT)
                .isEmpty();
    }

    private static List<String> lower(String name, Map<String, Double> scores, Map<String, String> accepted) {
        List<String> lower = new ArrayList<>();
        accepted.forEach((key, value) -> {
            if (key.startsWith(name + ".")) {
                Double score = scores.get(key.substring(name.length() + 1));
                if (score == null || score < Double.parseDouble(value)) {
                    lower.add(key + " is " + score + ", accepted is " + value);
                }
            }
        });
        return lower;
    }

    private static Map<String, String> merged(String name, Map<String, Double> scores) {
        Map<String, String> merged = new TreeMap<>(read(SCORES, "="));
        merged.keySet().removeIf(key -> key.startsWith(name + "."));
        scores.forEach((key, value) -> merged.put(name + "." + key, value.toString()));
        return merged;
    }

    static List<ArticleScore> scores(String part) throws IOException {
        return articles(part).stream()
                .map(article ->
                        new ArticleScore(article, READER.read(article.source()).quotes()))
                .toList();
    }

    private static List<AnnotatedArticle> articles(String part) throws IOException {
        List<AnnotatedArticle> articles = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve(part))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    articles.add(AnnotatedArticle.of(JSON.readTree(line)));
                }
            }
        }
        return articles;
    }

    private static Map<String, String> read(Path file, String separator) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(separator, 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String separator, Map<String, String> lines) throws IOException {
        Files.write(
                file,
                lines.entrySet().stream()
                        .map(line -> line.getKey() + separator + line.getValue())
                        .toList());
    }
}
