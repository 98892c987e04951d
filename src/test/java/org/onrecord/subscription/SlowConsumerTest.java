package org.onrecord.subscription;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.subscription.Newsroom.awaitSubscriptions;

/** The service disconnects a client that is too slow, without an effect on other clients. */
@QuarkusTest
@TestProfile(TestProfiles.Tight.class)
class SlowConsumerTest {

    /** A client that requests no messages until {@code reads} is set. */
    private static final class SlowListener implements WebSocket.Listener {

        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private volatile boolean reads;

        @Override
        public void onOpen(WebSocket webSocket) {}

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            if (reads) {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    @Test
    void disconnectsASlowClientAndSendsAllEventsToOthers() throws Exception {
        SlowListener slow = new SlowListener();
        WebSocket slowSocket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create(Socket.url(RestAssured.port)), slow)
                .join();
        String large = "subscription { articlePublished { url body } }";
        slowSocket.sendText("{\"type\":\"connection_init\"}", true).join();
        slowSocket.request(1); // Only the acknowledgement.
        try (Socket quick = Socket.connect();
                Connection connection = PostgresServer.connect()) {
            quick.subscribe("1", "subscription { articlePublished { headline } }");
            awaitSubscriptions(1);
            slowSocket
                    .sendText("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"" + large + "\"}}", true)
                    .join();
            awaitSubscriptions(2);

            for (int i = 0; i < 12; i++) {
                insert(connection, 50 * i);
                int first = 50 * i;
                assertThat(quick.headlines("1", 50))
                        .isEqualTo(IntStream.range(first, first + 50)
                                .mapToObj(n -> "large " + n)
                                .toList());
            }

            awaitSubscriptions(1);
            quick.expectNothing();
            slow.reads = true;
            slowSocket.request(1);
            assertThat(slow.closed.get(20, TimeUnit.SECONDS)).isEqualTo(4290);
        } finally {
            Newsroom.clear();
        }
    }

    /** Frames cut the text between any two bytes. */
    @Test
    void sendsALongEventWhole() throws SQLException {
        String body = "“€” 😀 ß, ".repeat(6_000);
        try (Socket quick = Socket.connect();
                Connection connection = PostgresServer.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO article (id, url, headline, publisher, date_published, in_language, version, body)
                        VALUES (nextval('article_seq'), 'https://example.org/live/long', 'Long', 'Example News', now(),
                          'en', 0, ?)
                        """)) {
            quick.subscribe("1", "subscription { articlePublished { body } }");
            awaitSubscriptions(1);
            insert.setString(1, body);
            insert.execute();

            assertThat(quick.event("1").getString("articlePublished.body")).isEqualTo(body);
            quick.expectNothing();
        } finally {
            Newsroom.clear();
        }
    }

    /** 50 articles of 100 KB. */
    private static void insert(Connection connection, int first) throws SQLException {
        connection.createStatement().execute("""
                INSERT INTO article (id, url, headline, publisher, date_published, in_language, version, body)
                SELECT nextval('article_seq'), 'https://example.org/live/large/' || n, 'large ' || n, 'Example News',
                  now(), 'en', 0,
                    repeat('0123456789', 10000)
                FROM generate_series(%d, %d) n
                """.formatted(first, first + 49));
    }
}
