import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Publishes the articles of an NDJSON file: some by an import, and some by one mutation each. Imports and mutations
 * take turns, so that both run on a graph of the same size and on an equally busy machine. Articles before the first
 * turn warm up the service and are not measured.
 *
 * <p>{@code java src/bench/ImportAgainstSingle.java SERVICE_URL TOKEN_FILE NDJSON_FILE WARM_UP IMPORTED SINGLE TURNS}.
 * The file has people and events first. {@code WARM_UP + IMPORTED} articles follow, then {@code WARM_UP / 10}
 * articles, then {@code SINGLE} articles.
 */
public class ImportAgainstSingle {

    private static final String ARTICLE = "{\"article\":";

    private static final String MUTATION =
            "mutation Publish($input: PublishArticleInput!) {"
                    + " publishArticle(input: $input) { changed article { id } } }";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String service;
    private final String token;
    private final BufferedReader news;

    private ImportAgainstSingle(String service, String token, BufferedReader news) {
        this.service = service;
        this.token = token;
        this.news = news;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int warmUp = Integer.parseInt(args[3]);
        int imported = Integer.parseInt(args[4]);
        int single = Integer.parseInt(args[5]);
        int turns = Integer.parseInt(args[6]);
        if (warmUp % 10 > 0 || imported % turns > 0 || single % turns > 0) {
            throw new IllegalArgumentException("WARM_UP is a multiple of 10, IMPORTED and SINGLE are of TURNS.");
        }
        try (BufferedReader news = Files.newBufferedReader(Path.of(args[2]))) {
            var bench = new ImportAgainstSingle(args[0], Files.readString(Path.of(args[1])).strip(), news);
            print("warming up", bench.importArticles(warmUp) / warmUp, bench.publish(warmUp / 10) / (warmUp / 10));
            double importSeconds = 0;
            double singleSeconds = 0;
            for (int turn = 1; turn <= turns; turn++) {
                double first = bench.importArticles(imported / turns);
                double second = bench.publish(single / turns);
                print("turn " + turn, first / (imported / turns), second / (single / turns));
                importSeconds += first;
                singleSeconds += second;
            }
            print("all turns", importSeconds / imported, singleSeconds / single);
            System.out.printf(Locale.ROOT, "imported: %.0f articles/s%n", imported / importSeconds);
        }
    }

    private static void print(String what, double imported, double single) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f ms an imported article, %.2f ms a single mutation, %.1f times%n",
                what,
                imported * 1000,
                single * 1000,
                single / imported);
    }

    /** Seconds of an import of the next articles, and of the people and events that stand before them. */
    private double importArticles(int count) throws IOException, InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int articles = 0; articles < count; ) {
            String line = news.readLine();
            lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
            articles += line.startsWith(ARTICLE) ? 1 : 0;
        }
        byte[] body = lines.toByteArray();
        long start = System.nanoTime();
        String report = send("/import", "application/x-ndjson", BodyPublishers.ofByteArray(body));
        double seconds = (System.nanoTime() - start) / 1e9;
        String last = report.strip().substring(report.strip().lastIndexOf('\n') + 1);
        if (!last.contains("\"status\":\"done\"") || !last.contains("\"failed\":0")) {
            throw new IllegalStateException(last);
        }
        return seconds;
    }

    /** Seconds of publishing the next articles one after the other. */
    private double publish(int count) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            String line = news.readLine();
            String article = line.substring(ARTICLE.length(), line.length() - 1);
            String answer = send(
                    "/graphql",
                    "application/json",
                    BodyPublishers.ofString(
                            "{\"query\": \"" + MUTATION + "\", \"variables\": {\"input\": " + article + "}}"));
            if (!answer.contains("\"changed\":true")) {
                throw new IllegalStateException(answer);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private String send(String path, String type, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + path))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token)
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
