package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.Tier;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random articles report statements that differ in their words, speaker, day, sense or event, each in several
 * spellings. In whatever order and by whatever way they are written, each statement is one quote with all its reports.
 */
@QuarkusTest
class PublicationOrderTest {

    private static final int ARTICLES = 8;

    /** Each line has spellings of one statement. Those of different lines are similar, and are not the same. */
    private static final List<List<String>> WORDS = List.of(
            List.of("We paid 30 million of it", "we paid 30\u00A0million of it.", "WE PAID “30” MILLION OF IT!"),
            List.of("We paid 13 million of it", "We paid １３ million of it", "We paid\u200B 13 mil\u00ADlion of it"),
            List.of("We paid 3.0 million of it", "We (paid) 3.0 million of it"),
            List.of("We paid -30 million of it", "We paid \u221230 million of it"),
            List.of("We never paid 30 million of it", "We never paid ‘30’ million [of it]"),
            List.of("We paid 30 million of it?", "We paid 30 million of it ?"),
            List.of("We paid … 30 million of it", "We paid — 30 million of it"),
            List.of("We paid 👍🏽 of it all now", "We paid 👍🏽 of it all now!"),
            List.of("We paid 👍 of it all now", "We paid 👍\uFE0F of it all now"),
            List.of("كل شيء 5 هنا الآن معنا", "كل شيء ٥ هنا الآن معنا", "كـل شيء 5 هنا الآن معنا"),
            List.of("Café for all of us here", "Cafe\u0301 for all of us here"),
            List.of("Cafe for all of us here", "CAFE for all of us here"));

    private static final String NEWS = "It rained all day.\n";

    private static final List<String> DAYS = List.of("2001-09-12", "2001-09-15", "2020-03-01");

    /** The senses of words: of a statement, and of their denial. */
    private static final List<List<Map<String, Object>>> SENSES = List.of(
            List.of(
                    Map.of("type", "DIRECT", "speechAct", "STATEMENT"),
                    Map.of("type", "INDIRECT", "speechAct", "ALLEGATION", "cue", "said"),
                    Map.of("type", "MIXED", "speechAct", "ADMISSION", "cue", "admitted")),
            List.of(
                    Map.of("type", "INDIRECT", "speechAct", "DENIAL", "cue", "denied that"),
                    Map.of("type", "MIXED", "speechAct", "REJECTION", "cue", "rejected")));

    @Inject
    Jsonb jsonb;

    /** Two statements are one if all their parts are equal. */
    private record Statement(int speaker, int words, int day, int sense, int event) {

        static Statement random(Random random) {
            return new Statement(
                    random.nextInt(2),
                    random.nextInt(WORDS.size()),
                    random.nextInt(DAYS.size()),
                    random.nextInt(SENSES.size()),
                    random.nextInt(2));
        }

        Statement of(int speaker, int event) {
            return new Statement(speaker, words, day, sense, event);
        }

        /** Another statement that differs in one part. */
        Statement neighbour(Random random) {
            Statement other = random(random);
            return switch (random.nextInt(5)) {
                case 0 -> new Statement(other.speaker, words, day, sense, event);
                case 1 -> new Statement(speaker, other.words, day, sense, event);
                case 2 -> new Statement(speaker, words, other.day, sense, event);
                case 3 -> new Statement(speaker, words, day, other.sense, event);
                default -> new Statement(speaker, words, day, sense, other.event);
            };
        }
    }

    /** @param spelling of the words */
    private record Report(Statement statement, String spelling, Map<String, Object> sense) {

        static Report random(Statement statement, Random random) {
            return new Report(
                    statement, pick(WORDS.get(statement.words), random), pick(SENSES.get(statement.sense), random));
        }
    }

    @AfterEach
    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/po/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'po-%')");
            Event.delete("slug like 'po-%'");
            Person.delete("slug like 'po-%'");
        });
    }

    @Test
    void eachStatementIsOneQuoteInEveryOrder() throws Exception {
        for (Random random : rounds()) {
            List<List<Report>> articles = articles(random);
            Set<Set<String>> expected = expected(articles);
            List<Map<String, Object>> inputs = inputs(articles, random);
            publish(inputs, 1);
            assertThat(statements()).as("published").isEqualTo(expected);
            List<String> exported = exported();

            Collections.shuffle(inputs, random);
            publish(inputs, 1);
            importArticles(inputs);
            assertThat(exported()).as("sent again").isEqualTo(exported);
            delete();
            publish(inputs, 1);
            assertThat(statements()).as("published in another order").isEqualTo(expected);
            delete();
            publish(inputs, 4);
            assertThat(statements()).as("published at once").isEqualTo(expected);
            delete();
            Collections.shuffle(inputs, random);
            importArticles(inputs);
            assertThat(statements()).as("imported").isEqualTo(expected);

            exported = exported();
            delete();
            importLines(exported);
            assertThat(exported()).as("imported from an export").isEqualTo(exported);
            assertThat(statements()).isEqualTo(expected);
            delete();
        }
    }

    /** As if what was merged had been published as one, and what was deleted had not been published. */
    @Test
    void mergesAndDeletionsLeaveWhatWouldHaveBeenPublishedWithoutThem() throws Exception {
        for (Random random : rounds()) {
            List<List<Report>> articles = articles(random);
            importArticles(inputs(articles, random));
            articles = map(articles, statement -> statement.of(0, statement.event));
            merge("People", "person", "po-0", "po-1");
            assertThat(statements()).as("merged people").isEqualTo(expected(articles));
            for (int i = 0; i < ARTICLES; i += 3) {
                mutate("deleteArticle", "DeleteArticleInput", article(i));
                articles.set(i, List.of());
            }
            assertThat(statements()).as("deleted articles").isEqualTo(expected(articles));
            articles = map(articles, statement -> statement.of(statement.speaker, 0));
            merge("Events", "event", "po-event-0", "po-event-1");
            assertThat(statements()).as("merged events").isEqualTo(expected(articles));
            delete();
        }
    }

    /** Statements that lose their last article and get another one at once. */
    @Test
    void publicationsKeepTheirStatementsWhileOtherArticlesAreDeleted() throws Exception {
        for (Random random : rounds()) {
            List<List<Report>> articles = articles(random);
            List<Map<String, Object>> inputs = inputs(articles, random);
            publish(inputs.subList(0, ARTICLES / 2), 1);
            List<Callable<Response>> writers = new ArrayList<>();
            for (int i = 0; i < ARTICLES / 2; i++) {
                Map<String, Object> article = article(i);
                writers.add(() -> send("deleteArticle", "DeleteArticleInput", article));
                articles.set(i, List.of());
            }
            inputs.subList(ARTICLES / 2, ARTICLES).forEach(input -> writers.add(() -> publish(input)));
            Collections.shuffle(writers, random);
            run(writers, 4);
            assertThat(statements()).isEqualTo(expected(articles));
            delete();
        }
    }

    /** A new text in which the quotes are at other places, with and without these places. */
    @Test
    void quotesMoveWithTheirWords() throws Exception {
        for (Random random : rounds()) {
            List<List<Report>> articles = articles(random);
            publish(inputs(articles, random), 1);
            for (int i = 0; i < ARTICLES; i++) {
                Map<String, Object> input = new HashMap<>(article(i));
                input.put("body", NEWS + body(articles.get(i)));
                mutate("correctArticle", "CorrectArticleInput", input);
            }
            assertThat(statements()).as("corrected").isEqualTo(expected(articles, length(NEWS)));
            Collections.reverse(articles.get(0));
            publish(inputs(articles, random), 1);
            assertThat(statements()).as("published again").isEqualTo(expected(articles));
            delete();
        }
    }

    /** A generator of random numbers for each round. */
    private static List<Random> rounds() {
        long seed = Long.getLong("onrecord.test.seed", System.nanoTime());
        System.out.printf("Order of publications: -Donrecord.test.seed=%d repeats them.%n", seed);
        return new Random(seed)
                .longs(Tier.isFull() ? 8 : 2)
                .mapToObj(Random::new)
                .toList();
    }

    private static List<List<Report>> map(List<List<Report>> articles, UnaryOperator<Statement> change) {
        List<List<Report>> changed = new ArrayList<>();
        for (List<Report> reports : articles) {
            changed.add(reports.stream()
                    .map(report -> new Report(change.apply(report.statement), report.spelling, report.sense))
                    .toList());
        }
        return changed;
    }

    private static List<List<Report>> articles(Random random) {
        List<Statement> statements = new ArrayList<>(List.of(Statement.random(random)));
        while (statements.size() < ARTICLES) {
            statements.add(pick(statements, random).neighbour(random));
        }
        List<List<Report>> articles = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            List<Report> reports = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                reports.add(Report.random(pick(statements, random), random));
            }
            articles.add(reports);
        }
        return articles;
    }

    /** The places of each statement. */
    private static Set<Set<String>> expected(List<List<Report>> articles) {
        return expected(articles, 0);
    }

    /** @param begin the start of the first quote in each body */
    private static Set<Set<String>> expected(List<List<Report>> articles, int begin) {
        Map<Statement, Set<String>> places = new HashMap<>();
        for (int i = 0; i < articles.size(); i++) {
            int start = begin;
            for (Report report : articles.get(i)) {
                places.computeIfAbsent(report.statement, statement -> new TreeSet<>())
                        .add(i + " " + start + " " + report.spelling);
                start += length(report.spelling) + 1;
            }
        }
        return new HashSet<>(places.values());
    }

    private static List<Map<String, Object>> inputs(List<List<Report>> articles, Random random) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            inputs.add(input(i, articles.get(i), random));
        }
        return inputs;
    }

    private static Map<String, Object> input(int number, List<Report> reports, Random random) {
        List<Map<String, Object>> appearances = new ArrayList<>();
        int start = 0;
        for (Report report : reports) {
            Map<String, Object> quote = new HashMap<>(report.sense);
            quote.put("text", report.spelling);
            quote.put("spokenAt", DAYS.get(report.statement.day));
            quote.put("speaker", Map.of("person", Map.of("slug", "po-" + report.statement.speaker, "name", "P")));
            quote.put(
                    "occasion",
                    Map.of(
                            "event",
                            Map.of("slug", "po-event-" + report.statement.event, "name", "E", "type", "OTHER")));
            int end = start + length(report.spelling);
            appearances.add(Map.of("start", start, "end", end, "exact", report.spelling, "quote", quote));
            start = end + 1;
        }
        Collections.shuffle(appearances, random);
        return Map.of(
                "url", url(number),
                "headline", "H",
                "publisher", "P",
                "inLanguage", "en",
                "datePublished", "2020-04-01T12:00:00Z",
                "body", body(reports),
                "appearances", appearances);
    }

    /** A line for each report. */
    private static String body(List<Report> reports) {
        return reports.stream().map(report -> report.spelling + "\n").collect(Collectors.joining());
    }

    private static String url(int number) {
        return "https://example.org/po/" + number;
    }

    private static Map<String, Object> article(int number) {
        return GraphQL.data("{ article(url: \"" + url(number) + "\") { id version } }")
                .getMap("article");
    }

    private static Map<String, Object> node(String field, String slug) {
        return GraphQL.data("{ " + field + "(slug: \"" + slug + "\") { id version } }")
                .getMap(field);
    }

    private static void merge(String type, String field, String into, String from) throws Exception {
        mutate("merge" + type, "Merge" + type + "Input", Map.of("into", node(field, into), "from", node(field, from)));
    }

    private static void mutate(String mutation, String type, Map<String, Object> input) throws Exception {
        run(List.of(() -> send(mutation, type, input)), 1);
    }

    private static void publish(List<Map<String, Object>> inputs, int writers) throws Exception {
        List<Callable<Response>> all = new ArrayList<>();
        inputs.forEach(input -> all.add(() -> publish(input)));
        run(all, writers);
    }

    private static Response publish(Map<String, Object> input) {
        return send("publishArticle", "PublishArticleInput", input);
    }

    private static Response send(String mutation, String type, Map<String, Object> input) {
        return GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
    }

    private static void run(List<Callable<Response>> writes, int writers) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(writers);
        for (Future<Response> response : executor.invokeAll(writes)) {
            assertThat(response.get().jsonPath().<Object>get("errors"))
                    .as(response.get().asString())
                    .isNull();
        }
        executor.shutdown();
    }

    private void importArticles(List<Map<String, Object>> inputs) {
        importLines(inputs.stream()
                .map(input -> jsonb.toJson(Map.of("article", input)))
                .toList());
    }

    private static void importLines(List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        for (int i = 0; i < 2; i++) {
            all.add("{\"person\": {\"slug\": \"po-" + i + "\", \"name\": \"P\"}}");
            all.add("{\"event\": {\"slug\": \"po-event-" + i + "\", \"name\": \"E\", \"type\": \"OTHER\"}}");
        }
        assertThat(NdjsonImport.result(all).getList("errors")).isEmpty();
    }

    /** The places of each quote, of which the words are those of the body. */
    private static Set<Set<String>> statements() {
        Set<Set<String>> statements = new HashSet<>();
        List<Map<String, Object>> quotes = GraphQL.data("""
                        { quotes(first: 100, filter: { speaker: { slug: { startsWith: "po-" } } }) { nodes {
                            appearances(first: 100) { nodes { exact start end article { url body } } } } } }
                        """).getList("quotes.nodes");
        for (Map<String, Object> quote : quotes) {
            Set<String> places = new TreeSet<>();
            for (Map<?, ?> appearance : nodes(quote.get("appearances"))) {
                Map<?, ?> article = (Map<?, ?>) appearance.get("article");
                int[] body = ((String) article.get("body")).codePoints().toArray();
                int start = (int) appearance.get("start");
                int[] exact = Arrays.copyOfRange(body, start, (int) appearance.get("end"));
                assertThat(new String(exact, 0, exact.length)).isEqualTo(appearance.get("exact"));
                String url = (String) article.get("url");
                places.add(url.substring(url.lastIndexOf('/') + 1) + " " + start + " " + appearance.get("exact"));
            }
            statements.add(places);
        }
        assertThat(statements).hasSameSizeAs(quotes);
        return statements;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> nodes(Object connection) {
        return (List<Map<?, ?>>) ((Map<?, ?>) connection).get("nodes");
    }

    private static List<String> exported() {
        return given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export?type=article")
                .asString()
                .lines()
                .filter(line -> line.contains("https://example.org/po/"))
                .toList();
    }

    private static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
