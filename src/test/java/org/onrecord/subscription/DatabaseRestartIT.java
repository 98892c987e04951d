package org.onrecord.subscription;

import java.sql.Connection;

import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;
import org.onrecord.websocket.Socket;

import static org.assertj.core.api.Assertions.assertThat;

/** The database is killed and comes back: subscribers are told what they missed, once. */
class DatabaseRestartIT {

    @Test
    void whatWasCommittedBeforeTheCrashAndAfterItIsToldInOrder() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start();
                PackagedService service = PackagedService.start(postgres.createDatabase("onrecord"));
                Socket socket = Socket.connect(service.port(), null)) {
            socket.subscribe("1", "subscription { articlePublished { headline } }");
            Newsroom.awaitSubscriptions(service.port(), 1);

            try (Connection writer = postgres.connect("onrecord");
                    Connection longRunning = postgres.connect("onrecord")) {
                Newsroom.insert(writer, "told");
                assertThat(socket.event("1").getString("articlePublished.headline"))
                        .isEqualTo("told");
                longRunning.setAutoCommit(false);
                longRunning.createStatement().execute("SELECT pg_current_xact_id()");
                // The servers of tests write commits a moment later, and one of that moment would not outlive the
                // crash.
                writer.createStatement().execute("SET synchronous_commit = on");
                Newsroom.insert(writer, "committed and not told");
                postgres.kill();
            }
            postgres.restart();
            try (Connection writer = postgres.connect("onrecord")) {
                Newsroom.insert(writer, "after the restart");
            }

            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("committed and not told");
            assertThat(socket.event("1").getString("articlePublished.headline")).isEqualTo("after the restart");
            socket.expectNothing();
        }
    }
}
