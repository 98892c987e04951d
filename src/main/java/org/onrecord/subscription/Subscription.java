package org.onrecord.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import org.onrecord.subscription.ChangeLog.Creation;
import org.onrecord.subscription.ChangeLog.Position;

/**
 * A subscription to the nodes of one type. It sends each node once, and none of the transactions that ended before its
 * start. The lock of {@link ChangeFeed} guards it.
 */
public final class Subscription {

    private static final Logger LOG = Logger.getLogger(Subscription.class);

    private final String nodeType;
    private final Consumer<long[]> keys;
    private final Consumer<Subscription> end;

    /** The nodes that were found before {@link #start} is known. */
    private final List<Creation> early = new ArrayList<>();

    /** The snapshot at the start. It contains the transactions that are not new. Null until it is read. */
    private TransactionSnapshot start;

    /** The last record that was sent. After a failure in the middle of a page, the page is sent again. */
    private Position sent = Position.before(0);

    /**
     * @param keys receives the primary keys of new nodes
     * @param end called when the subscription is cancelled
     */
    Subscription(String nodeType, Consumer<long[]> keys, Consumer<Subscription> end) {
        this.nodeType = nodeType;
        this.keys = keys;
        this.end = end;
    }

    String nodeType() {
        return nodeType;
    }

    /** May be called on any thread, without the lock. */
    public void cancel() {
        end.accept(this);
    }

    boolean hasStarted() {
        return start != null;
    }

    /** Sends the nodes that were found already, as far as the snapshot does not contain them. */
    void start(TransactionSnapshot snapshot) {
        start = snapshot;
        send(List.copyOf(early), new HashMap<>());
        early.clear();
    }

    /**
     * Sends nodes, or keeps them until the subscription starts.
     *
     * @param creations in the order of the log
     * @param shared the keys by type, for the subscriptions to which all of these nodes are new
     */
    void receive(List<Creation> creations, Map<String, long[]> shared) {
        if (hasStarted()) {
            send(creations, shared);
        } else {
            keep(creations);
        }
    }

    private void keep(List<Creation> creations) {
        Position last = early.isEmpty()
                ? Position.before(0)
                : early.get(early.size() - 1).position();
        creations.stream()
                .filter(creation -> creation.nodeType().equals(nodeType) && last.isBefore(creation.position()))
                .forEach(early::add);
    }

    private void send(List<Creation> creations, Map<String, long[]> shared) {
        if (creations.isEmpty()) {
            return;
        }
        long[] included = includesAllFrom(creations.get(0))
                ? shared.computeIfAbsent(nodeType, type -> included(creations))
                : included(creations);
        if (included.length > 0) {
            try {
                keys.accept(included);
            } catch (RuntimeException | Error e) {
                // It must not keep the events from the others.
                LOG.error("A subscription cannot receive events", e);
                cancel();
            }
        }
        sent = creations.get(creations.size() - 1).position();
    }

    private long[] included(List<Creation> creations) {
        return creations.stream()
                .filter(this::includes)
                .mapToLong(Creation::key)
                .toArray();
    }

    private boolean includes(Creation creation) {
        return creation.nodeType().equals(nodeType)
                && !start.contains(creation.transaction())
                && sent.isBefore(creation.position());
    }

    /** Whether all records are new to the subscription. */
    private boolean includesAllFrom(Creation creation) {
        return creation.transaction() >= start.xmax() && sent.isBefore(creation.position());
    }
}
