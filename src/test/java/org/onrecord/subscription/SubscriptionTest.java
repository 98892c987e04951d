package org.onrecord.subscription;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.Management;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.subscription.Newsroom.awaitSubscriptions;
import static org.onrecord.subscription.Newsroom.insert;
import static org.onrecord.subscription.Newsroom.insertMany;
import static org.onrecord.subscription.Newsroom.publish;

/** Tests the events of subscriptions. */
@QuarkusTest
class SubscriptionTest {

    @AfterEach
    void clear() throws SQLException {
        awaitSubscriptions(0);
        Newsroom.clear();
    }

    @Test
    void anEventContainsTheSelectionsOfTheSubscription() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", """
                    subscription { articlePublished {
                      __typename headline version
                      appearances(first: 1) { totalCount nodes { exact start quote { text
                        speaker { name denials(filter: {text: {eq: "We know nothing of it"}}) { totalCount } } } } } } }
                    """);
            awaitSubscriptions(1);

            publish("selected", "We know nothing of it");

            JsonPath article = socket.event("1");
            assertThat(article.getString("articlePublished.headline")).isEqualTo("Headline of selected");
            assertThat(article.getString("articlePublished.__typename")).isEqualTo("Article");
            assertThat(article.getString("articlePublished.appearances.nodes[0].exact"))
                    .isEqualTo("We know nothing of it");
            assertThat(article.getString("articlePublished.appearances.nodes[0].quote.speaker.name"))
                    .isEqualTo("The Minister");
            assertThat(article.getInt("articlePublished.appearances.nodes[0].quote.speaker.denials.totalCount"))
                    .isEqualTo(1);
        }
    }

    @Test
    void subscriptionsOnOneConnectionHaveSeparateFiltersAndAliases() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("by the minister", """
                    subscription($slug: String!) { said: quotePublished(
                      filter: {speaker: {slug: {eq: $slug}, not: {isNull: true}}, topics: {isEmpty: true},
                        appearances: {some: {article: {url: {endsWith: "/filtered"}}}}}) {
                      words: text } }
                    """, Map.of("slug", "the-minister"));
            socket.subscribe("by nobody", """
                    subscription { quotePublished(filter: {speaker: {isNull: true}}) { text } }
                    """);
            socket.subscribe("articles", "subscription { article: articlePublished { url } }");
            awaitSubscriptions(3);

            publish("elsewhere", "Of this we have no knowledge");
            publish("filtered", "Such reports are fantasy");

            List<JsonPath> events = List.of(socket.nextJson(), socket.nextJson(), socket.nextJson());
            assertThat(events)
                    .filteredOn(event -> event.getString("id").equals("articles"))
                    .extracting(event -> event.getString("payload.data.article.url"))
                    .containsExactly("https://example.org/live/elsewhere", "https://example.org/live/filtered");
            assertThat(events)
                    .filteredOn(event -> !event.getString("id").equals("articles"))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getString("id")).isEqualTo("by the minister");
                        assertThat(event.getString("payload.data.said.words")).isEqualTo("Such reports are fantasy");
                    });
            socket.expectNothing();
        }
    }

    @Test
    void countsEventsAndTheirBytes() {
        double events = metric("graphql_subscription_events_total");
        double bytes = metric("graphql_subscription_event_size_bytes_total");
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", "subscription { quotePublished { text } }");
            awaitSubscriptions(1);

            publish("counted", "Ça n’est pas vrai");

            String message = socket.next();
            int payload = message.indexOf("\"payload\":") + "\"payload\":".length();
            int length = message.substring(payload, message.length() - 1).getBytes(StandardCharsets.UTF_8).length;
            assertThat(metric("graphql_subscription_events_total") - events).isEqualTo(1);
            assertThat(metric("graphql_subscription_event_size_bytes_total") - bytes)
                    .isEqualTo(length);
        }
    }

    private static double metric(String name) {
        return Management.metrics()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void sendsEventsOnlyForNewNodes() throws SQLException {
        publish("known", "We were not there at all");
        try (Socket socket = Socket.connect();
                Connection connection = PostgresServer.connect()) {
            socket.subscribe("articles", "subscription { articlePublished { headline } }");
            socket.subscribe("quotes", "subscription { quotePublished { text } }");
            awaitSubscriptions(2);

            publish("known", "We were not there at all");
            publish("repeats", "We were not there at all!");
            connection
                    .createStatement()
                    .execute("UPDATE article SET headline = 'Changed' WHERE url LIKE '%/live/known'");

            assertThat(socket.event("articles").getString("articlePublished.headline"))
                    .isEqualTo("Headline of repeats");
            publish("last", "This is the last word on it");
            assertThat(List.of(socket.nextJson(), socket.nextJson()))
                    .extracting(event -> event.getString("id"))
                    .containsExactlyInAnyOrder("articles", "quotes");
            socket.expectNothing();
        }
    }

    @Test
    void sendsNoEventsForRolledBackOrDeletedNodes() throws SQLException {
        try (Socket socket = Socket.connect();
                Connection connection = PostgresServer.connect()) {
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);

            connection.setAutoCommit(false);
            insert(connection, "rolled-back");
            connection.rollback();
            insert(connection, "deleted");
            connection.createStatement().execute("DELETE FROM article WHERE headline = 'deleted'");
            insert(connection, "stays");
            connection.commit();

            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("stays");
            socket.expectNothing();
        }
    }

    @Test
    void sendsEventsOfTransactionsThatStartedBeforeTheSubscription() throws SQLException {
        try (Connection early = PostgresServer.connect();
                Connection late = PostgresServer.connect();
                Socket socket = Socket.connect()) {
            early.setAutoCommit(false);
            insert(early, "early-begin");
            insert(late, "before-the-subscription");

            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);
            insert(late, "late-begin");
            // The feed delays this event, because an older transaction is still running.
            socket.expectNothing();
            early.commit();

            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("early-begin");
            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("late-begin");
            socket.expectNothing();
        }
    }

    @Test
    void sendsDelayedEventsWithoutANotification() throws SQLException {
        try (Connection longRunning = PostgresServer.connect();
                Connection writer = PostgresServer.connect();
                Socket socket = Socket.connect()) {
            longRunning.setAutoCommit(false);
            longRunning.createStatement().execute("SELECT pg_current_xact_id()");
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);

            insert(writer, "held-back");
            socket.expectNothing();
            longRunning.rollback();

            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("held-back");
        }
    }

    @Test
    void sendsEachEventOfConcurrentWritersOnceInTheOrderOfTheLog() throws Exception {
        int writers = 8;
        int articles = 40;
        try (Socket one = Socket.connect();
                Socket other = Socket.connect()) {
            String query =
                    "subscription { articlePublished(filter: {headline: {startsWith: \"writer-\"}}) { headline } }";
            one.subscribe("1", query);
            other.subscribe("1", query);
            awaitSubscriptions(2);

            ExecutorService pool = Executors.newFixedThreadPool(writers);
            for (int writer = 0; writer < writers; writer++) {
                String name = "writer-" + writer + "-";
                pool.submit(() -> {
                    try (Connection connection = PostgresServer.connect()) {
                        connection.setAutoCommit(false);
                        for (int i = 0; i < articles; i++) {
                            insert(connection, name + i);
                            if (i % 3 == 0) {
                                Thread.sleep(5); // Lets other writers commit first.
                            }
                            connection.commit();
                        }
                    }
                    return null;
                });
            }
            pool.shutdown();

            List<String> names = one.headlines("1", writers * articles);
            assertThat(names).isEqualTo(inOrderOfTheLog()).doesNotHaveDuplicates();
            assertThat(other.headlines("1", writers * articles)).isEqualTo(names);
            one.expectNothing();
            other.expectNothing();
        }
    }

    @Test
    void readsManyEventsInBatches() throws SQLException {
        try (Socket socket = Socket.connect();
                Connection connection = PostgresServer.connect()) {
            socket.subscribe(
                    "1", "subscription { articlePublished(filter: {headline: {startsWith: \"many-\"}}) { headline } }");
            awaitSubscriptions(1);

            List<String> statements = SqlStatements.during(() -> {
                try {
                    insertMany(connection, "many-", 2500);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(socket.headlines("1", 2500))
                        .isEqualTo(IntStream.rangeClosed(1, 2500)
                                .mapToObj(n -> "many-" + n)
                                .toList());
            });

            assertThat(statements)
                    .filteredOn(statement -> statement.contains("WITH ORDINALITY"))
                    .hasSizeBetween(25, 40);
        }
    }

    @Test
    void equalSubscriptionsShareAStatement() {
        int subscribers = 20;
        String query = "subscription($url: String) { articlePublished(filter: {url: {contains: $url}}) { headline } }";
        List<Socket> sockets =
                IntStream.range(0, subscribers).mapToObj(i -> Socket.connect()).toList();
        try {
            for (Socket socket : sockets) {
                socket.subscribe("1", query, Map.of("url", "/shared"));
            }
            sockets.get(0).subscribe("other", query, Map.of("url", "/not-shared"));
            awaitSubscriptions(subscribers + 1);

            List<String> statements = SqlStatements.during(() -> {
                publish("shared", "We share what we know");
                for (Socket socket : sockets) {
                    assertThat(socket.event("1").getString("articlePublished.headline"))
                            .isEqualTo("Headline of shared");
                }
            });
            sockets.forEach(Socket::expectNothing);
            // Two if all are equally fast; a subscriber that is seconds late reads for itself.
            assertThat(statements)
                    .filteredOn(statement -> statement.contains("WITH ORDINALITY"))
                    .hasSizeBetween(2, 5);
        } finally {
            sockets.forEach(Socket::close);
        }
    }

    /** One article that many subscriptions of a client wait for takes few connections. */
    @Test
    void fewSubscriptionsOfAClientReadAtTheSameTime() throws Exception {
        String query = "subscription($other: String) { articlePublished(filter: {not: {url: {eq: $other}}}) { headline"
                + " appearances(first: 1) { nodes { quote { speaker { name } } } } } }";
        int subscribers = 20;
        try (Socket socket = Socket.connect();
                Connection locking = PostgresServer.connect();
                Connection connection = PostgresServer.connect()) {
            for (int i = 0; i < subscribers; i++) {
                socket.subscribe("" + i, query, Map.of("other", "https://example.org/" + i));
            }
            awaitSubscriptions(subscribers);
            // The service reads no events of transactions that began after one that is open.
            connection.setAutoCommit(false);
            insert(connection, "for-many");
            locking.setAutoCommit(false);
            locking.createStatement().execute("LOCK TABLE person IN ACCESS EXCLUSIVE MODE");
            connection.commit();
            connection.setAutoCommit(true);
            int most = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (System.nanoTime() < end && most <= 2) {
                int waiting = waitingForLocks(connection);
                if (most < 2 && waiting == 2) {
                    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1); // Time for more.
                }
                most = Math.max(most, waiting);
                Thread.sleep(20);
            }
            locking.rollback();

            assertThat(most).isEqualTo(2);
            Set<String> received = new HashSet<>();
            for (int i = 0; i < subscribers; i++) {
                JsonPath event = socket.nextJson();
                assertThat(event.getString("payload.data.articlePublished.headline"))
                        .isEqualTo("for-many");
                received.add(event.getString("id"));
            }
            assertThat(received).hasSize(subscribers);
            socket.expectNothing();
        }
    }

    private static int waitingForLocks(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("""
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void sendsNoEventsAfterComplete() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);
            socket.complete("1");
            awaitSubscriptions(0);

            publish("completed", "There is nothing more to say");
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);
            publish("after-completed", "There is still nothing more to say");

            assertThat(socket.event("1").getString("articlePublished.headline"))
                    .isEqualTo("Headline of after-completed");
        }
    }

    @Test
    void missesNoEventWhenTheConnectionOfTheFeedIsTerminated() throws SQLException {
        try (Socket socket = Socket.connect();
                Connection connection = PostgresServer.connect()) {
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);
            insert(connection, "before-the-cut");
            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("before-the-cut");

            for (int i = 0; i < 3; i++) {
                connection.createStatement().execute("""
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type =
                          'client backend'
                        """);
                insert(connection, "after-cut-" + i);
            }

            for (int i = 0; i < 3; i++) {
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("after-cut-" + i);
            }
            socket.expectNothing();
        }
    }

    private static List<String> inOrderOfTheLog() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = PostgresServer.connect();
                ResultSet rows = connection.createStatement().executeQuery("""
                        SELECT after ->> 'headline' FROM audit_record
                        WHERE node_type = 'Article' AND after ->> 'headline' LIKE 'writer-%' ORDER BY transaction, id
                        """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
