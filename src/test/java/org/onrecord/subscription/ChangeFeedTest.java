package org.onrecord.subscription;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The feed under failures of one subscription, of the pool, and with subscriptions that start all the time. */
@QuarkusTest
class ChangeFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ChangeFeed feed;

    @Inject
    @DataSource("fresh")
    AgroalDataSource connections;

    @AfterEach
    void clear() throws SQLException {
        Newsroom.clear();
    }

    @Test
    void sendsEventsWhileAnotherSubscriptionWaitsForAConnection() throws Exception {
        List<Long> received = new CopyOnWriteArrayList<>();
        Subscription running = feed.subscribe("Article", collect(received));
        List<Connection> held = new ArrayList<>();
        CompletableFuture<Subscription> waiting = null;
        try (Connection writer = PostgresServer.connect()) {
            await(() -> connections.getMetrics().activeCount() == 1); // The connection of the feed.
            int size =
                    connections.getConfiguration().connectionPoolConfiguration().maxSize();
            while (connections.getMetrics().activeCount() < size) {
                held.add(connections.getConnection());
            }
            List<Long> late = new CopyOnWriteArrayList<>();
            waiting = CompletableFuture.supplyAsync(() -> feed.subscribe("Article", collect(late)));
            await(() -> connections.getMetrics().awaitingCount() == 1);

            long early = insert(writer, "while another waits");
            await(() -> received.contains(early));
            assertThat(waiting).isNotDone();

            held.remove(0).close();
            waiting.get();
            long after = insert(writer, "after both have started");
            await(() -> received.contains(after) && late.contains(after));
            assertThat(received).containsExactly(early, after);
            assertThat(late).containsExactly(after);
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
            running.cancel();
            if (waiting != null) {
                waiting.get().cancel();
            }
        }
    }

    @Test
    void anErrorOfOneSubscriptionKeepsNothingFromTheOthers() throws Exception {
        List<Subscription> subscriptions = new ArrayList<>();
        List<List<Long>> received = new ArrayList<>();
        try (Connection writer = PostgresServer.connect()) {
            for (int i = 0; i < 6; i++) {
                List<Long> keys = new CopyOnWriteArrayList<>();
                received.add(keys);
                subscriptions.add(feed.subscribe("Article", collect(keys)));
                subscriptions.add(feed.subscribe("Article", keysOfNodes -> {
                    throw new StackOverflowError("A subscription that fails");
                }));
            }
            List<Long> inserted = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inserted.add(insert(writer, "with failing subscriptions " + i));
                long last = inserted.get(i);
                await(() -> received.stream().allMatch(keys -> keys.contains(last)));
            }
            assertThat(received).allSatisfy(keys -> assertThat(keys).isEqualTo(inserted));
        } finally {
            subscriptions.forEach(Subscription::cancel);
        }
    }

    @Test
    void subscriptionsThatStartDuringWritesMissAndRepeatNothing() throws Exception {
        List<Long> committed = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (Connection writer = PostgresServer.connect()) {
                for (int i = 0; i < 400; i++) {
                    committed.add(insert(writer, "during starts " + i));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        List<CompletableFuture<Void>> checks = new ArrayList<>();
        while (!writing.isDone()) {
            for (int i = 0; i < 4; i++) {
                checks.add(CompletableFuture.runAsync(() -> {
                    List<Long> received = new CopyOnWriteArrayList<>();
                    Subscription subscription = feed.subscribe("Article", collect(received));
                    int before = committed.size() + 1; // One may be committed and not be in the list yet.
                    await(() -> committed.size() >= Math.min(before + 3, 400));
                    List<Long> known = List.copyOf(committed);
                    List<Long> expected = known.subList(Math.min(before, known.size()), known.size());
                    await(() -> received.containsAll(expected));
                    subscription.cancel();
                    assertThat(received).doesNotHaveDuplicates().isSorted();
                }));
            }
            CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new)).get();
        }
        writing.get();
        assertThat(checks).isNotEmpty();
    }

    /** The thread of the last subscription ends while the thread of the next one starts. */
    @Test
    void aFeedThatEndsAndStartsAtOnceSendsEachEventOnce() throws Exception {
        try (Connection writer = PostgresServer.connect()) {
            for (int i = 0; i < 100; i++) {
                feed.subscribe("Article", keys -> {}).cancel();
                insert(writer, "which wakes the ending thread " + i);
                List<Long> received = new CopyOnWriteArrayList<>();
                Subscription subscription = feed.subscribe("Article", collect(received));
                long first = insert(writer, "of the starting thread " + i);
                await(() -> received.contains(first));
                long second = insert(writer, "after it " + i);
                await(() -> received.contains(second));
                subscription.cancel();
                assertThat(received).containsExactly(first, second);
            }
        }
    }

    private static Consumer<long[]> collect(List<Long> received) {
        return keys -> {
            for (long key : keys) {
                received.add(key);
            }
        };
    }

    private static long insert(Connection writer, String headline) throws SQLException {
        try (PreparedStatement statement = writer.prepareStatement("""
                INSERT INTO article (url, headline, publisher, date_published, in_language)
                VALUES ('https://example.org/live/feed/' || replace(?, ' ', '-'), 'Feed', 'Example News', now(), 'en')
                RETURNING id
                """)) {
            statement.setString(1, headline);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
