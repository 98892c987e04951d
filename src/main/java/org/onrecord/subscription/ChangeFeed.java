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

    /** Guards the fields below. Nobody holds it while waiting for the database. */
    private final Object lock = new Object();

    /** All records before the position were sent. */
    private Position position;

    /** The position at which the thread started. */
    private Position first;

    private Thread thread;
    private boolean stopped;

    ChangeFeed(@DataSource("fresh") AgroalDataSource primary, LiveConfig config) {
        this.primary = primary;
        this.config = config;
    }

    /** The number of subscriptions that have started. */
    public int subscriptions() {
        synchronized (lock) {
            return (int) subscriptions.stream().filter(Subscription::hasStarted).count();
        }
    }

    /**
     * Starts a subscription. It receives the nodes of all transactions that commit after this call, and of no others.
     * Blocks.
     *
     * @param keys receives the primary keys of the nodes, on the thread of the feed; it must neither block nor change
     *     the array
     * @throws DatabaseFailure if the database does not answer, or has no free connection
     */
    public Subscription subscribe(String nodeType, Consumer<long[]> keys) {
        Subscription subscription = new Subscription(nodeType, keys, subscriptions::remove);
        // From now on, the feed keeps the nodes that it finds for the subscription.
        subscriptions.add(subscription);
        boolean started = false;
        try {
            while (!started) {
                started = start(subscription, snapshot());
            }
            return subscription;
        } finally {
            if (!started) {
                subscription.cancel();
            }
        }
    }

    private TransactionSnapshot snapshot() {
        try (Connection connection = primary.getConnection()) {
            return ChangeLog.snapshot(connection);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e, primary);
        }
    }

    /** Returns false if the snapshot is too old: the feed may have started after a transaction that is not in it. */
    private boolean start(Subscription subscription, TransactionSnapshot snapshot) {
        synchronized (lock) {
            if (thread == null) {
                first = Position.before(snapshot.xmin());
                position = first;
                startThread();
            } else if (snapshot.xmin() < first.transaction()) {
                return false;
            }
            subscription.start(snapshot);
            return true;
        }
    }

    private void startThread() {
        if (!stopped) {
            Thread started = new Thread(this::run, "onrecord-changes");
            started.setDaemon(true);
            started.start();
            thread = started;
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
                try {
                    PGConnection notifications = connection.unwrap(PGConnection.class);
                    while (catchUp(connection)) {
                        pause = FIRST_PAUSE;
                        notifications.getNotifications(
                                (int) config.pollInterval().toMillis());
                    }
                } finally {
                    // The connection returns to the pool, and would collect notifications there.
                    ChangeLog.unlisten(connection);
                }
                return;
            } catch (Throwable e) { // Also an Error, which would otherwise end the feed for all subscriptions.
                if (isDone()) {
                    return;
                }
                LOG.warnf("The change log cannot be read, next attempt in %d ms: %s", pause.toMillis(), e);
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        }
    }

    /** Reads the rest of the log; returns false if the thread must end. */
    private boolean catchUp(Connection connection) throws SQLException {
        boolean isFull = true;
        while (isFull) {
            if (isDone()) {
                return false;
            }
            Set<String> nodeTypes = nodeTypes();
            Page page = ChangeLog.read(connection, position, nodeTypes);
            synchronized (lock) {
                // Otherwise a subscription to another type has started meanwhile, and the page is read again, or
                // another thread has replaced this one.
                if (thread == Thread.currentThread() && nodeTypes.containsAll(nodeTypes())) {
                    send(page.creations());
                    position = page.end();
                    isFull = page.isFull();
                }
            }
        }
        return true;
    }

    private Set<String> nodeTypes() {
        return subscriptions.stream().map(Subscription::nodeType).collect(Collectors.toSet());
    }

    /** Whether the thread must end. The next subscription starts a new thread. */
    private boolean isDone() {
        synchronized (lock) {
            if (thread != Thread.currentThread()) {
                return true; // It was done before, and UNLISTEN failed. A new thread may run already.
            }
            if (subscriptions.isEmpty() || stopped) {
                thread = null;
                return true;
            }
            return false;
        }
    }

    private void send(List<Creation> creations) {
        // Subscriptions of one type to which all of these nodes are new share one array, which saves memory.
        Map<String, long[]> shared = new HashMap<>();
        subscriptions.forEach(subscription -> subscription.receive(creations, shared));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
