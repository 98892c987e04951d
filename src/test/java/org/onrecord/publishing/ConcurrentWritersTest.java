package org.onrecord.publishing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Writers of the same nodes lose nothing. */
@QuarkusTest
class ConcurrentWritersTest {

    private static final int WRITERS = 10;
    private static final int ARTICLES = 8;

    private static final String MUTATION = """
            mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed article { url } } }
            """;

    @AfterEach
    void deletePublishedNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect()) {
            for (String delete : List.of(
                    "DELETE FROM article WHERE url LIKE 'https://example.org/cw/%'",
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'cw-%')",
                    "DELETE FROM event WHERE slug LIKE 'cw-%'",
                    "DELETE FROM person WHERE slug LIKE 'cw-%'")) {
                connection.createStatement().execute(delete);
            }
        }
    }

    /** Ten clients publish the same articles, people, events and quotes at once, each in another order. */
    @Test
    void storesEachNodeOnceAndKeepsTheAdditionsOfAllWriters() throws Exception {
        String token = TestIssuer.token("editor");
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<List<Response>>> all = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            all.add(writers.submit(() -> {
                List<Response> responses = new ArrayList<>();
                start.await();
                for (int i = 0; i < ARTICLES; i++) {
                    // Every writer publishes every article and starts with a different one.
                    int article = (i + writer) % ARTICLES;
                    responses.add(GraphQL.postAs(token, MUTATION, Map.of("input", article(article, writer))));
                }
                return responses;
            }));
        }
        for (Future<List<Response>> writer : all) {
            writer.get().forEach(ConcurrentWritersTest::requireSuccess);
        }
        writers.shutdown();

        assertThat(count("article WHERE url LIKE 'https://example.org/cw/%'")).isEqualTo(ARTICLES);
        assertThat(count("person WHERE slug LIKE 'cw-%'")).isEqualTo(2);
        assertThat(count("event WHERE slug LIKE 'cw-%'")).isEqualTo(1 + WRITERS);
        // Each of the two speakers has one quote in all articles and one quote for each article.
        String quotes = "quote q JOIN person p ON p.id = q.speaker_id WHERE p.slug LIKE 'cw-%'";
        assertThat(count(quotes)).isEqualTo(2 * (1 + ARTICLES));
        assertThat(count("quote_appearance a JOIN article r ON r.id = a.article_id"
                        + " WHERE r.url LIKE 'https://example.org/cw/%'"))
                .isEqualTo(ARTICLES * 2 * 2);
        // Every writer adds an event of its own as a topic of the common quotes.
        assertThat(count("quote_topic t JOIN quote q ON q.id = t.quote_id JOIN person p ON p.id = q.speaker_id"
                        + " WHERE p.slug LIKE 'cw-%' AND q.text LIKE 'We agree%'"))
                .isEqualTo(2 * WRITERS);
        // Each event has one link to the common event, with two rows.
        assertThat(count("event_link l JOIN event e ON e.id = l.viewed_from_id WHERE e.slug LIKE 'cw-%'"))
                .isEqualTo(2 * WRITERS);
    }

    /** A quote is deleted with its last appearance, while another writer adds one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "publishArticle(input: {url: \"https://example.org/cw/1\", headline: \"H\", publisher: \"P\","
                        + " inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\", appearances: []}) { changed }",
                "deleteArticle(input: {id: \"%s\", version: %d}) { deletedId }"
            })
    void aQuoteThatAnotherWriterRepeatsIsNotDeleted(String mutation) throws Exception {
        publish("1", List.of(said("one")));
        publish("2", List.of());
        JsonPath article = GraphQL.data("{ article(url: \"https://example.org/cw/1\") { id version } }");
        whileAnotherWriterAdds(
                "INSERT INTO quote_appearance (quote_id, article_id, exact) SELECT q.id, a.id, 'Never'"
                        + " FROM quote q JOIN person p ON p.id = q.speaker_id, article a"
                        + " WHERE p.slug = 'cw-one' AND a.url = 'https://example.org/cw/2'",
                mutation.formatted(article.getString("article.id"), article.getInt("article.version")));
        String quotes = "{ article(url: \"https://example.org/cw/2\") { appearances { nodes { quote { text } } } } }";
        assertThat(GraphQL.data(quotes).getList("article.appearances.nodes.quote.text"))
                .containsExactly("Never");
    }

    /**
     * Two writers take away a report of each quote at once, and neither sees what the other does. The first one deletes
     * the quote of speaker "own" too. So it ends only when the test releases the lock of the words.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleteArticle(input: {id: \"%s\", version: %d}) { deletedId }",
                "publishArticle(input: {url: \"https://example.org/cw/2\", headline: \"H\", publisher: \"P\","
                        + " inLanguage: \"en\", datePublished: \"2018-07-17T12:00:00Z\", appearances: []}) { changed }"
            })
    void aQuoteKnowsTheReportsThatRemainWhenItLosesTwoAtOnce(String second) throws Exception {
        publish("1", "2018-07-16", List.of(said("both"), said("all"), said("own")));
        publish("2", "2018-07-17", List.of(said("both"), said("all")));
        publish("3", "2018-07-18", List.of(said("all")));
        JsonPath articles = GraphQL.data("{ one: article(url: \"https://example.org/cw/1\") { id version }"
                + " two: article(url: \"https://example.org/cw/2\") { id version } }");
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (Connection other = PostgresServer.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("SELECT pg_advisory_xact_lock(20180717, hashtext(statement::text) & 1023) FROM quote q"
                            + " JOIN person p ON p.id = q.speaker_id WHERE p.slug = 'cw-own'");
            Future<Response> first = writers.submit(
                    () -> send("deleteArticle(input: {id: \"%s\", version: %d}) { deletedId }", articles, "one"));
            awaitWaiting(() -> waiting() == 1);
            Future<Response> last = writers.submit(() -> send(second, articles, "two"));
            awaitWaiting(() -> last.isDone() || waiting() == 2);
            other.rollback();
            requireSuccess(first.get());
            requireSuccess(last.get());
        } finally {
            writers.shutdownNow();
        }
        assertThat(GraphQL.data("{ quotes(filter: {speaker: {slug: {startsWith: \"cw-\"}}}) { nodes {"
                                + " speaker { slug } spokenBefore } } }")
                        .getList("quotes.nodes"))
                .containsExactly(Map.of("speaker", Map.of("slug", "cw-all"), "spokenBefore", "2018-07-18"));
    }

    private static Response send(String mutation, JsonPath articles, String name) {
        return GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation { " + mutation.formatted(articles.getString(name + ".id"), articles.getInt(name + ".version"))
                        + " }",
                Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO quote_appearance (quote_id, article_id, exact) SELECT q.id, a.id, 'Never'"
                        + " FROM quote q JOIN person p ON p.id = q.speaker_id, article a"
                        + " WHERE p.slug = 'cw-one' AND a.url = 'https://example.org/cw/2'",
                "INSERT INTO article_mention (person_id, article_id, rel) SELECT p.id, a.id, 'ABOUT'"
                        + " FROM person p, article a WHERE p.slug = 'cw-one' AND a.url = 'https://example.org/cw/2'"
            })
    void aMergeKeepsWhatAnotherWriterAdds(String addition) throws Exception {
        publish("1", List.of(said("one"), said("two")));
        publish("2", List.of());
        JsonPath people = GraphQL.data(
                "{ one: person(slug: \"cw-one\") { id version } two: person(slug: \"cw-two\") { id version } }");
        whileAnotherWriterAdds(
                addition,
                "mergePeople(input: {from: {id: \"%s\", version: %d}, into: {id: \"%s\", version: %d}}) { __typename }"
                        .formatted(
                                people.getString("one.id"),
                                people.getInt("one.version"),
                                people.getString("two.id"),
                                people.getInt("two.version")));
        JsonPath article = GraphQL.data("{ article(url: \"https://example.org/cw/2\") {"
                + " appearances { nodes { quote { speaker { slug } } } } mentions { nodes { person { slug } } } } }");
        List<String> found = new ArrayList<>(article.getList("article.appearances.nodes.quote.speaker.slug"));
        found.addAll(article.getList("article.mentions.nodes.person.slug"));
        assertThat(found).containsExactly("cw-two");
    }

    @Test
    void aQuoteIsFoundInTheTextThatAnotherWriterCorrects() throws Exception {
        String publish = "publishArticle(input: {url: \"https://example.org/cw/1\", headline: \"H\","
                + " publisher: \"P\", inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\", %s}) { changed }";
        Response first = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation { " + publish.formatted("body: \"Never, she said.\"") + " }",
                Map.of());
        requireSuccess(first);
        whileAnotherWriterAdds(
                "UPDATE article SET body = 'News. ' || body, version = version + 1"
                        + " WHERE url = 'https://example.org/cw/1'",
                publish.formatted("appearances: [{exact: \"Never\", quote: {text: \"Never\", type: DIRECT,"
                        + " speechAct: STATEMENT, speaker: {person: {slug: \"cw-one\", name: \"One\"}}}}]"));
        JsonPath article =
                GraphQL.data("{ article(url: \"https://example.org/cw/1\") { body appearances { nodes { start } } } }");
        assertThat(article.getString("article.body")).isEqualTo("News. Never, she said.");
        assertThat(article.getList("article.appearances.nodes.start")).containsExactly(6);
    }

    /** The article is read before the writer waits. */
    @Test
    void aQuoteThatAnotherWriterRejectsIsNotRead() throws Exception {
        String publish = "publishArticle(%s input: {url: \"https://example.org/cw/1\", headline: \"H\","
                + " publisher: \"P\", inLanguage: \"en\", datePublished: \"2018-07-16T12:00:00Z\","
                + " mentions: [{rel: ABOUT, person: {person: {slug: \"cw-ann\", name: \"Ann Cwfeld\"}}}], body:"
                + " \"%s“The bridge opens in June,” Ann Cwfeld said.\"}) { changed }";
        requireSuccess(
                GraphQL.postAs(TestIssuer.token("editor"), "mutation { " + publish.formatted("", "") + " }", Map.of()));
        whileAnotherWriterAdds(
                "WITH changed AS (UPDATE article SET version = version + 1 WHERE url = 'https://example.org/cw/1'"
                        + " RETURNING id) INSERT INTO rejected_quote (article_id, exact, suffix)"
                        + " SELECT id, 'The bridge opens in June,', '” Ann Cwfeld said.' FROM changed",
                publish.formatted("read: true,", "News. "));
        JsonPath article =
                GraphQL.data("{ article(url: \"https://example.org/cw/1\") { body appearances { nodes { exact } } } }");
        assertThat(article.getString("article.body")).startsWith("News. ");
        assertThat(article.getList("article.appearances.nodes")).isEmpty();
    }

    /** Executes a mutation that waits for the transaction of another writer, which commits then. */
    private static void whileAnotherWriterAdds(String addition, String mutation) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection other = PostgresServer.connect()) {
            other.setAutoCommit(false);
            assertThat(other.createStatement().executeUpdate(addition)).isEqualTo(1);
            Future<Response> response = executor.submit(
                    () -> GraphQL.postAs(TestIssuer.token("admin"), "mutation { " + mutation + " }", Map.of()));
            awaitWaiting(() -> {
                assertThat(response).isNotDone();
                return waiting() > 0;
            });
            other.commit();
            requireSuccess(response.get());
        } finally {
            executor.shutdownNow();
        }
    }

    private static void awaitWaiting(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("the mutation waits").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static long waiting() throws SQLException {
        return count("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
    }

    private static void requireSuccess(Response response) {
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
    }

    private static void publish(String name, List<Object> appearances) {
        publish(name, "2018-07-16", appearances);
    }

    private static void publish(String name, String day, List<Object> appearances) {
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                MUTATION,
                Map.of(
                        "input",
                        Map.of(
                                "url",
                                "https://example.org/cw/" + name,
                                "headline",
                                "Article",
                                "publisher",
                                "Publisher",
                                "inLanguage",
                                "en",
                                "datePublished",
                                day + "T12:00:00Z",
                                "appearances",
                                appearances)));
        requireSuccess(response);
    }

    private static Map<String, Object> said(String speaker) {
        Map<String, Object> person = Map.of("slug", "cw-" + speaker, "name", "Person " + speaker);
        return Map.of(
                "exact",
                "Never",
                "quote",
                Map.of(
                        "text",
                        "Never",
                        "type",
                        "DIRECT",
                        "speechAct",
                        "STATEMENT",
                        "speaker",
                        Map.of("person", person)));
    }

    private static Map<String, Object> article(int number, int writer) {
        List<Object> appearances = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        // Writers name the people in different orders, which would cause deadlocks without ordered locks.
        for (int person : writer % 2 == 0 ? List.of(0, 1) : List.of(1, 0)) {
            appearances.add(appearance("We agree, said person " + person, person, writer));
            appearances.add(appearance("This is statement " + number + " of person " + person, person, writer));
        }
        for (int person : List.of(0, 1)) {
            body.append("We agree, said person ").append(person).append(". ");
            body.append("This is statement ")
                    .append(number)
                    .append(" of person ")
                    .append(person)
                    .append(". ");
        }
        return Map.of(
                "url",
                "https://example.org/cw/" + number,
                "headline",
                "Article " + number,
                "publisher",
                "Publisher",
                "inLanguage",
                "en",
                "datePublished",
                "2018-07-16T12:00:00Z",
                "body",
                body.toString(),
                "appearances",
                appearances);
    }

    private static Map<String, Object> appearance(String text, int person, int writer) {
        Map<String, Object> act = Map.of("event", Map.of("slug", "cw-act", "name", "Act", "type", "CYBERATTACK"));
        Map<String, Object> topic = Map.of(
                "slug",
                "cw-of-writer-" + writer,
                "name",
                "Event of a writer",
                "type",
                "INVESTIGATION",
                "links",
                List.of(Map.of("relation", "INVESTIGATES", "event", act)));
        return Map.of(
                "exact",
                text,
                "quote",
                Map.of(
                        "text",
                        text,
                        "type",
                        "DIRECT",
                        "speechAct",
                        "STATEMENT",
                        "speaker",
                        Map.of(
                                "person",
                                Map.of(
                                        "slug", "cw-person-" + person,
                                        "name", "Person " + person,
                                        "description", "Description by writer " + writer)),
                        "topics",
                        List.of(Map.of("event", topic))));
    }

    private static long count(String what) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + what)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
