package org.onrecord.subscription;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes of the packaged service on one database send the events of both. */
@QuarkusIntegrationTest
class ReplicasIT {

    private static final String SUBSCRIPTION = "subscription { articlePublished { headline } }";

    private static PackagedService replica;

    @BeforeAll
    static void startReplica() throws SQLException {
        Map<String, String> environment = new HashMap<>(PostgresServer.environment());
        environment.putAll(TestIssuer.environment());
        replica = PackagedService.start(environment);
    }

    @AfterAll
    static void stopReplica() throws SQLException {
        replica.close();
        Newsroom.clear();
    }

    @Test
    void subscribersReceiveTheEventsOfAllProcessesAndAProcessThatStopsDisconnectsThem() throws InterruptedException {
        try (Socket here = Socket.connect(RestAssured.port, null);
                Socket there = Socket.connect(replica.port(), null)) {
            here.subscribe("1", SUBSCRIPTION);
            there.subscribe("1", SUBSCRIPTION);
            Newsroom.awaitSubscriptions(1);
            Newsroom.awaitSubscriptions(replica.managementPort(), 1);

            Newsroom.publish(RestAssured.port, "published-here", "This was said here");
            Newsroom.publish(replica.port(), "published-there", "This was said there");

            for (Socket socket : new Socket[] {here, there}) {
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("Headline of published-here");
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("Headline of published-there");
                socket.expectNothing();
            }

            replica.terminate();
            assertThat(there.closed()).isEqualTo(new Socket.Closed(1001, "The service stops: connect again"));
            // No subscription delays the shutdown.
            assertThat(replica.process().waitFor(15, TimeUnit.SECONDS)).isTrue();
            Newsroom.publish(RestAssured.port, "published-alone", "This was said alone");
            assertThat(here.event("1").getString("articlePublished.headline")).isEqualTo("Headline of published-alone");
        }
    }
}
