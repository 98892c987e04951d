package org.onrecord.subscription;

import java.sql.Connection;

import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;

/** After a crash of the database, subscribers get the events that they missed, once and in order. */
class DatabaseRestartIT {

    @Test
    void sendsEventsFromBeforeAndAfterTheCrashInOrder() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start();
                PackagedService service = PackagedService.start(postgres.createDatabase("onrecord"));
                Socket socket = Socket.connect(service.port(), null)) {
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            Newsroom.awaitSubscriptions(service.managementPort(), 1);

            try (Connection writer = postgres.connect("onrecord");
                    Connection longRunning = postgres.connect("onrecord")) {
                Newsroom.insert(writer, "sent");
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("sent");
                longRunning.setAutoCommit(false);
                longRunning.createStatement().execute("SELECT pg_current_xact_id()");
                // The servers of the tests commit asynchronously, so the commit would not survive the crash.
                writer.createStatement().execute("SET synchronous_commit = on");
                Newsroom.insert(writer, "committed and not sent");
                postgres.kill();
            }
            postgres.restart();
            try (Connection writer = postgres.connect("onrecord")) {
                Newsroom.insert(writer, "after the restart");
            }

            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("committed and not sent");
            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("after the restart");
            socket.expectNothing();
        }
    }
}
