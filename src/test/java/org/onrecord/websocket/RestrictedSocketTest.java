package org.onrecord.websocket;

import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.onrecord.TestProfiles;
import org.onrecord.security.TestIssuer;
import org.onrecord.websocket.FrameClient.Frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service that requires a token for reading and allows the pages of one site. */
@QuarkusTest
@TestProfile(TestProfiles.Closed.class)
class RestrictedSocketTest {

    @Test
    void rejectsAConnectionWithoutAToken() {
        try (Socket socket = Socket.open()) {
            socket.sendInit(null);
            assertThat(socket.closed().code()).isEqualTo(4401);
            assertThat(socket.closed().reason()).contains("access token");
        }
    }

    @Test
    void acceptsAConnectionWithAToken() {
        try (Socket socket = Socket.connect(RestAssured.port, TestIssuer.token())) {
            socket.subscribe("1", "{ version }");
            assertThat(socket.event("1").getString("version")).isNotEmpty();
        }
    }

    @Test
    void acceptsOnlyPagesOfTheSite() {
        for (String origin : new String[] {TestProfiles.SITE, "http://localhost:" + RestAssured.port}) {
            try (Socket socket = open(origin)) {
                socket.expectNothing();
            }
        }
        for (String origin : new String[] {"https://evil.example", "null"}) {
            assertThatThrownBy(() -> open(origin))
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(WebSocketHandshakeException.class, rejected -> assertThat(
                                    rejected.getResponse().statusCode())
                            .isEqualTo(403));
        }
    }

    /** Pongs that answer nothing show that the client sends, not that it reads. */
    @Test
    void closesTheConnectionOfAClientWhosePongsAnswerNoPing() {
        try (FrameClient client = FrameClient.connect(TestIssuer.token())) {
            Frame frame = client.next();
            for (int pings = 1; frame.opcode() == FrameClient.PING; pings++) {
                assertThat(pings).isLessThan(5);
                client.send(FrameClient.PONG, "");
                frame = client.next();
            }
            assertThat(frame.payload()).endsWith("Too slow: the client does not answer a ping");
        }
    }

    @Test
    void keepsTheConnectionOfAClientThatAnswersPings() {
        try (FrameClient client = FrameClient.connect(TestIssuer.token())) {
            for (int i = 0; i < 5; i++) {
                Frame ping = client.next();
                assertThat(ping.opcode()).isEqualTo(FrameClient.PING);
                client.send(FrameClient.PONG, ping.payload());
            }
        }
    }

    private static Socket open(String origin) {
        return Socket.open(Socket.url(RestAssured.port), "graphql-transport-ws", Map.of("Origin", origin));
    }
}
