import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Publishes the articles of an NDJSON file one by one, each by a mutation, and prints how many milliseconds one takes: the
 * average of each third.
 *
 * <p>{@code java src/bench/SingleMutations.java GRAPHQL_URL TOKEN_FILE NDJSON_FILE}
 */
public class SingleMutations {

    private static final String PREFIX = "{\"article\":";

    private static final String MUTATION =
            "mutation Publish($input: PublishArticleInput!) { publishArticle(input: $input) { changed article { id } } }";

    public static void main(String[] args) throws IOException, InterruptedException {
        String token = Files.readString(Path.of(args[1])).strip();
        List<String> articles = Files.readAllLines(Path.of(args[2])).stream()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length(), line.length() - 1))
                .toList();
        HttpClient client = HttpClient.newHttpClient();
        long start = System.nanoTime();
        int third = articles.size() / 3;
        for (int i = 0; i < third * 3; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(args[0]))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + MUTATION
                            + "\", \"variables\": {\"input\": " + articles.get(i) + "}}"))
                    .build();
            String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (!answer.contains("\"changed\":true")) {
                throw new IllegalStateException(answer);
            }
            if ((i + 1) % third == 0) {
                System.out.printf("%.2f%n", (System.nanoTime() - start) / 1e6 / third);
                start = System.nanoTime();
            }
        }
    }
}
