package org.onrecord.publishing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Ten clients publish the same articles, people, events and quotes at once, each in another order. */
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
            for (Response response : writer.get()) {
                assertThat(response.jsonPath().<Object>get("errors"))
                        .as(response.asString())
                        .isNull();
            }
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
