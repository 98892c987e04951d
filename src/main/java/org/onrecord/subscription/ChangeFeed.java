package org.onrecord.subscription;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.subscription.ChangeLog.Creation;
import org.onrecord.subscription.ChangeLog.Page;
import org.onrecord.subscription.ChangeLog.Position;

/**
 * Sends every node that any process creates to the subscriptions of this process, once and in the order of the change
 * log. While there are subscriptions, one thread with one connection waits for notifications and reads the log. A
 * notification only triggers a read, so no node is missed if a notification is lost.
 */
@Singleton
public class ChangeFeed {

    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final AgroalDataSource primary;
    private final LiveConfig config;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** Guards the fields below. The feed holds it while it reads a page, so that no subscription starts meanwhile. */
    private final Object lock = new Object();

    private Position position;
    private Thread thread;
    private boolean stopped;

    ChangeFeed(@DataSource("fresh") AgroalDataSource primary, LiveConfig config) {
        this.primary = primary;
        this.config = config;
    }

    /** The number of subscriptions. */
    public int subscriptions() {
        return subscriptions.size();
    }

    /** A subscription to the nodes of one type. */
    public final class Subscription {

        private final String nodeType;
        /** The snapshot at the start of the subscription. It contains the transactions that are not new. */
        private final TransactionSnapshot start;

        private final Consumer<long[]> keys;

        private Subscription(String nodeType, TransactionSnapshot start, Consumer<long[]> keys) {
            this.nodeType = nodeType;
            this.start = start;
            this.keys = keys;
        }

        public void cancel() {
            subscriptions.remove(this);
        }

        private boolean includes(Creation creation) {
            return creation.nodeType().equals(nodeType) && !start.contains(creation.transaction());
        }
    }

    /**
     * Starts a subscription. It receives the nodes of all transactions that commit after this call, and of no others.
     * Blocks.
     *
     * @param keys receives the primary keys of the nodes, on the thread of the feed; it must neither block nor change
     *     the array
     * @throws DatabaseFailure if the database does not answer
     */
    public Subscription subscribe(String nodeType, Consumer<long[]> keys) {
        synchronized (lock) {
            TransactionSnapshot now;
            try (Connection connection = primary.getConnection()) {
                now = ChangeLog.snapshot(connection);
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            }
            if (subscriptions.isEmpty()) {
                position = Position.before(now.xmin());
            }
            Subscription subscription = new Subscription(nodeType, now, keys);
            subscriptions.add(subscription);
            if (thread == null && !stopped) {
                thread = new Thread(this::run, "onrecord-changes");
                thread.setDaemon(true);
                thread.start();
            }
            return subscription;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        synchronized (lock) {
            stopped = true;
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try (Connection connection = primary.getConnection()) {
                ChangeLog.listen(connection);
                PGConnection notifications = connection.unwrap(PGConnection.class);
                while (catchUp(connection)) {
                    pause = FIRST_PAUSE;
                    notifications.getNotifications((int) config.pollInterval().toMillis());
                }
                ChangeLog.unlisten(connection);
                return;
            } catch (SQLException | RuntimeException e) {
                if (isDone()) {
                    return;
                }
                LOG.warnf("The change log cannot be read, next attempt in %d ms: %s", pause.toMillis(), e.getMessage());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        }
    }

    /** Reads the rest of the log; returns false if the thread must end. */
    private boolean catchUp(Connection connection) throws SQLException {
        Page page;
        do {
            synchronized (lock) {
                if (isDone()) {
                    return false;
                }
                Set<String> nodeTypes = subscriptions.stream()
                        .map(subscription -> subscription.nodeType)
                        .collect(Collectors.toSet());
                page = ChangeLog.read(connection, position, nodeTypes);
                position = page.end();
                send(page.creations());
            }
        } while (page.isFull());
        return true;
    }

    /** Whether the thread must end. The next subscription starts a new thread. */
    private boolean isDone() {
        synchronized (lock) {
            if (subscriptions.isEmpty() || stopped) {
                thread = null;
                return true;
            }
            return false;
        }
    }

    private void send(List<Creation> creations) {
        if (creations.isEmpty()) {
            return;
        }
        // Subscriptions of one type to which all of these nodes are new share one array, which saves memory.
        Map<String, long[]> shared = new HashMap<>();
        long first = creations.get(0).transaction();
        for (Subscription subscription : subscriptions) {
            long[] keys = first >= subscription.start.xmax()
                    ? shared.computeIfAbsent(subscription.nodeType, type -> keys(subscription, creations))
                    : keys(subscription, creations);
            if (keys.length > 0) {
                subscription.keys.accept(keys);
            }
        }
    }

    private static long[] keys(Subscription subscription, List<Creation> creations) {
        return creations.stream()
                .filter(subscription::includes)
                .mapToLong(Creation::key)
                .toArray();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
