package org.onrecord.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/** The queries and commands of a page, each with the answer that the page shows. */
public final class Examples {

    /** The address of the service in the pages. */
    private static final String SERVICE = "http://localhost:8080";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /** @param answer null if the page shows none */
    public record Example(MarkdownPage page, String text, String answer) {

        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElseThrow();
        }
    }

    /** The queries and mutations, without subscriptions. */
    public static List<Example> queries(MarkdownPage page) {
        return examples(page, "graphql").stream()
                .filter(example -> !example.text.startsWith("subscription"))
                .toList();
    }

    public static List<Example> subscriptions(MarkdownPage page) {
        return examples(page, "graphql").stream()
                .filter(example -> example.text.startsWith("subscription"))
                .toList();
    }

    /** The commands that send requests to a service in development mode. */
    public static List<Example> commands(MarkdownPage page) {
        return examples(page, "sh").stream()
                .filter(example -> example.text.contains(SERVICE))
                .toList();
    }

    private static List<Example> examples(MarkdownPage page, String language) {
        List<Example> examples = new ArrayList<>();
        List<MarkdownPage.Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals(language)) {
                boolean isAnswered =
                        i + 1 < blocks.size() && blocks.get(i + 1).language().equals("js");
                examples.add(new Example(
                        page,
                        blocks.get(i).text(),
                        isAnswered ? blocks.get(i + 1).text() : null));
            }
        }
        return examples;
    }

    /** Compares the response to a query with the answer that the page shows. */
    public static void assertAnswers(Example query, String response) throws IOException {
        JsonNode answer = JSON.readTree(response);
        assertThat(answer.has("errors")).as("%s: %s", query, response).isFalse();
        assertShows(query, answer);
    }

    private static void assertShows(Example example, JsonNode answer) {
        if (example.answer == null) {
            return;
        }
        ShownAnswer shown = ShownAnswer.parse(example.answer);
        if (answer instanceof ObjectNode object && !shown.json().has("extensions")) {
            object.remove("extensions");
        }
        assertThat(shown.difference(answer)).as("%s: %s", example, answer).isNull();
    }

    /**
     * Runs a command and compares the last JSON value that it prints with the answer that the page shows. Skips the
     * test if bash or curl is missing.
     *
     * @param service the address of the service, without a slash at the end
     * @param folder the working folder
     */
    public static String assertRuns(Example command, String service, Path folder)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled("bash") && isInstalled("curl"), "This test needs bash and curl.");
        File errors = folder.resolve("errors.txt").toFile();
        Process process = new ProcessBuilder("bash", "-ec", command.text.replace(SERVICE, service))
                .directory(folder.toFile())
                .redirectError(errors)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes()).replace(service, SERVICE);
        assertThat(process.waitFor())
                .as("%s: %s%s", command, output, Files.readString(errors.toPath()))
                .isZero();
        if (command.answer == null) {
            assertThat(output).as("%s", command).doesNotContain("\"errors\":[{");
        } else {
            assertShows(command, last(output));
        }
        return output;
    }

    private static JsonNode last(String output) throws IOException {
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(output)) {
            List<JsonNode> all = values.readAll();
            return all.get(all.size() - 1);
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The body of the request with the query. */
    public static Map<String, String> request(Example query) {
        return Map.of("query", query.text);
    }
}
