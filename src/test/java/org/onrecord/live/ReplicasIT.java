package org.onrecord.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes of the packaged service on one database: what is published at one is told by the other. */
@QuarkusIntegrationTest
class ReplicasIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private static final String SUBSCRIPTION = "subscription { articlePublished { headline } }";

    private static Process replica;
    private static int port;

    @BeforeAll
    static void startAnotherProcess() throws IOException, SQLException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        Map<String, String> environment = builder.environment();
        try (Connection connection = PostgresServer.connect()) {
            environment.put(
                    "QUARKUS_DATASOURCE_JDBC_URL", connection.getMetaData().getURL());
        }
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("ONRECORD_ACCESS_ISSUER", System.getProperty("onrecord.test.issuer"));
        environment.put("ONRECORD_ACCESS_ROLE_CLAIM", "realm_access/roles");
        environment.put("QUARKUS_HTTP_PORT", "0");
        replica = builder.redirectErrorStream(true).start();
        BufferedReader log =
                new BufferedReader(new InputStreamReader(replica.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder lines = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                port = Integer.parseInt(listening.group(1));
                Thread reader = new Thread(() -> log.lines().forEach(rest -> {}));
                reader.setDaemon(true);
                reader.start();
                return;
            }
            lines.append(line).append('\n');
        }
        throw new AssertionError("The other process did not start:\n" + lines);
    }

    @AfterAll
    static void stopIt() {
        replica.destroyForcibly();
    }

    @Test
    void subscribersOfEachAreToldWhatIsPublishedAtTheOtherAndWhenOneStopsTheyAreSentAway() throws InterruptedException {
        try (Socket here = Socket.connect(RestAssured.port, null);
                Socket there = Socket.connect(port, null)) {
            here.subscribe("1", SUBSCRIPTION);
            there.subscribe("1", SUBSCRIPTION);
            Newsroom.awaitSubscriptions(RestAssured.port, 1);
            Newsroom.awaitSubscriptions(port, 1);

            Newsroom.publish(RestAssured.port, "published-here", "This was said here");
            Newsroom.publish(port, "published-there", "This was said there");

            for (Socket socket : new Socket[] {here, there}) {
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("Headline of published-here");
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("Headline of published-there");
                socket.expectNothing();
            }

            replica.destroy();
            assertThat(there.closed()).isEqualTo(new Socket.Closed(1001, "The service stops: connect again"));
            assertThat(replica.waitFor(20, TimeUnit.SECONDS)).isTrue();
            Newsroom.publish(RestAssured.port, "published-alone", "This was said alone");
            assertThat(here.event("1").getString("articlePublished.headline")).isEqualTo("Headline of published-alone");
        }
    }
}
