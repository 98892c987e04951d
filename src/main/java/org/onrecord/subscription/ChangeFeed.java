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
 * Tells subscribers in this process of the nodes that are created, by whatever process: each once, in the order of the log of
 * changes. One thread with one connection listens for notifications and reads the log, as long as there are subscribers; a
 * process without them costs the database nothing. A notification says only that there is something to read, so that one which
 * is lost with its connection is no loss.
 */
@Singleton
public class ChangeFeed {

    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AgroalDataSource dataSource;
    private final LiveConfig config;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** Guards what follows, and that nobody subscribes while a page is read. */
    private final Object reading = new Object();

    private Position position;
    private Thread reader;
    private boolean stopped;

    ChangeFeed(@DataSource("fresh") AgroalDataSource dataSource, LiveConfig config) {
        this.dataSource = dataSource;
        this.config = config;
    }

    /** How many there are. */
    public int subscriptions() {
        return subscriptions.size();
    }

    /** Someone who is told of the nodes of one type. */
    public final class Subscription {

        private final String nodeType;
        private final TransactionSnapshot begin;
        private final Consumer<long[]> keys;

        private Subscription(String nodeType, TransactionSnapshot begin, Consumer<long[]> keys) {
            this.nodeType = nodeType;
            this.begin = begin;
            this.keys = keys;
        }

        public void cancel() {
            subscriptions.remove(this);
        }

        private boolean isOf(Creation creation) {
            return creation.nodeType().equals(nodeType) && !begin.shows(creation.transaction());
        }
    }

    /**
     * Begins to tell of nodes: of all whose transactions commit after this, and of none before. Blocks.
     *
     * @param keys takes the nodes' primary keys, on the feed's own thread, and must not block; arrays are not to be changed
     * @throws DatabaseFailure if the database does not answer
     */
    public Subscription subscribe(String nodeType, Consumer<long[]> keys) {
        synchronized (reading) {
            TransactionSnapshot now;
            try (Connection connection = dataSource.getConnection()) {
                now = ChangeLog.snapshot(connection);
            } catch (SQLException e) {
                throw new DatabaseFailure(e);
            }
            if (subscriptions.isEmpty()) {
                position = Position.before(now.oldest());
            }
            Subscription subscription = new Subscription(nodeType, now, keys);
            subscriptions.add(subscription);
            if (reader == null && !stopped) {
                reader = new Thread(this::run, "onrecord-changes");
                reader.setDaemon(true);
                reader.start();
            }
            return subscription;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        synchronized (reading) {
            stopped = true;
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try (Connection connection = dataSource.getConnection()) {
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
                LOG.warnf(
                        "The log of changes cannot be read; next attempt in %d ms: %s",
                        pause.toMillis(), e.getMessage());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Reads what there is to read; false where nobody wants to know any more. */
    private boolean catchUp(Connection connection) throws SQLException {
        Page page;
        do {
            synchronized (reading) {
                if (isDone()) {
                    return false;
                }
                Set<String> nodeTypes = subscriptions.stream()
                        .map(subscription -> subscription.nodeType)
                        .collect(Collectors.toSet());
                page = ChangeLog.read(connection, position, nodeTypes);
                position = page.end();
                tell(page.creations());
            }
        } while (page.isFull());
        return true;
    }

    /** Whether the thread is to end; the next subscriber starts another one. */
    private boolean isDone() {
        synchronized (reading) {
            if (subscriptions.isEmpty() || stopped) {
                reader = null;
                return true;
            }
            return false;
        }
    }

    private void tell(List<Creation> creations) {
        if (creations.isEmpty()) {
            return;
        }
        // As soon as all is new to a subscription, it shares its keys with the others: many may wait for them for long.
        Map<String, long[]> shared = new HashMap<>();
        long first = creations.get(0).transaction();
        for (Subscription subscription : subscriptions) {
            long[] keys = first >= subscription.begin.next()
                    ? shared.computeIfAbsent(subscription.nodeType, type -> keys(subscription, creations))
                    : keys(subscription, creations);
            if (keys.length > 0) {
                subscription.keys.accept(keys);
            }
        }
    }

    private static long[] keys(Subscription subscription, List<Creation> creations) {
        return creations.stream()
                .filter(subscription::isOf)
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
