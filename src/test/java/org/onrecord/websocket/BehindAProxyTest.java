package org.onrecord.websocket;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.TestProfiles;
import org.onrecord.http.GraphQLEndpoint;
import org.onrecord.subscription.Newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A service behind one trusted proxy. An address may open two connections. */
@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class BehindAProxyTest {

    private ProxyServer proxy;

    @BeforeEach
    void start() throws Exception {
        Newsroom.awaitConnections(0);
        proxy = new ProxyServer(RestAssured.port);
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
    }

    @Test
    void countsAClientThatSendsAnAddressUnderItsRealAddress() {
        try (Socket one = proxy.open(null, "203.0.113.1");
                Socket two = proxy.open(null, "203.0.113.2, 203.0.113.3")) {
            one.expectNothing();
            two.expectNothing();
            assertRefused(() -> proxy.open(null, "203.0.113.4"));
            assertRefused(() -> proxy.open(null, "203.0.113.5,"));
            assertRefused(() -> proxy.open(null, null));
            // Other clients cannot be locked out in the name of this one, nor can it connect in theirs.
            proxy.open("198.51.100.1", "127.0.0.1").close();
        }
    }

    /** What proxies write, and the same client at two other connections. */
    @ParameterizedTest
    @CsvSource({
        "198.51.100.2, 198.51.100.2:4711, ::ffff:198.51.100.2",
        "2001:db8:1:2::3, [2001:db8:1:2:3::4]:4711, [2001:DB8:1:2:ffff:ffff:ffff:ffff]",
        "unknown, _hidden, 999.1.1.1"
    })
    void recognisesAClientInEachNotation(String first, String second, String third) {
        try (Socket one = proxy.open(first, null);
                Socket two = proxy.open(second, "198.51.100.3")) {
            one.expectNothing();
            two.expectNothing();
            assertRefused(() -> proxy.open(third, "198.51.100.4"));
        }
    }

    @Test
    void distinguishesTheNetworksOfIpv6() {
        List<Socket> sockets = List.of(
                proxy.open("2001:db8:1:3::1", null),
                proxy.open("2001:db8:1:3::2", null),
                proxy.open("2001:db8:1:4::1", null));
        sockets.forEach(Socket::expectNothing);
        sockets.forEach(Socket::close);
    }

    @Test
    void countsAClientThatDoesNotPassTheProxyUnderItsAddress() {
        try (Socket one = direct();
                Socket two = direct()) {
            one.expectNothing();
            two.expectNothing();
            assertRefused(BehindAProxyTest::direct);
        }
    }

    private static Socket direct() {
        return Socket.open(Socket.url(RestAssured.port), GraphQLEndpoint.SUBPROTOCOL, Map.of());
    }

    private static void assertRefused(ThrowingCallable connection) {
        assertThatThrownBy(connection)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, rejected -> assertThat(
                                rejected.getResponse().statusCode())
                        .isEqualTo(503));
    }
}
