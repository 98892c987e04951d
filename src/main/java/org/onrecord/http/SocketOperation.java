package org.onrecord.http;

import java.util.List;

import graphql.ExecutionResult;

import org.onrecord.http.SocketExecutor.Outcome;
import org.onrecord.live.ChangeFeed.Subscription;
import org.onrecord.live.PendingKeys;
import org.onrecord.traversal.DatabaseFailure;
import org.onrecord.traversal.NodeEvents;

/**
 * An operation on a connection, from the client's {@code subscribe} to the {@code complete} of either. Everything here runs on
 * the connection's event loop, but for what is handed to {@link GraphQLConnection#runBlocking}.
 *
 * <p>Of a subscription, the nodes that its client is to be told of wait as keys. What is told of them is read only while the
 * connection takes it, so a client that reads slowly makes keys wait, and no data.
 */
final class SocketOperation {

    /** Nodes that are read at first; the next time twice as many where they were small, half as many where they were large. */
    private static final int FIRST_BATCH = 8;

    /** Milliseconds until the database is asked again. */
    private static final long PAUSE = 500;

    private final GraphQLConnection connection;
    private final String id;
    private final PendingKeys pending = new PendingKeys();
    private NodeEvents events;
    private Subscription subscription;
    private int batch = FIRST_BATCH;
    private boolean reading;
    private boolean ended;

    SocketOperation(GraphQLConnection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean isSubscription() {
        return subscription != null;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Sends what the operation came to, or begins to send events. */
    void answer(Outcome outcome, Subscription begun) {
        if (ended) {
            if (begun != null) {
                begun.cancel();
            }
        } else if (begun != null) {
            subscription = begun;
            events = outcome.result().getData();
            sendEvents();
        } else if (outcome.isData()) {
            connection.sendNext(id, outcome.json());
            connection.complete(this);
        } else {
            connection.fail(this, outcome.errors());
        }
    }

    /** Takes nodes that were created. */
    void add(long[] keys) {
        if (ended) {
            return;
        }
        pending.add(keys);
        if (pending.size() > connection.config().maxPending()) {
            connection.close(
                    CloseCode.TOO_SLOW,
                    "Too slow: more than " + connection.config().maxPending() + " events wait");
        } else {
            sendEvents();
        }
    }

    /** Reads and sends what waits, as much as the connection takes. */
    void sendEvents() {
        if (ended || events == null || reading || pending.size() == 0 || connection.isFull()) {
            return;
        }
        reading = true;
        List<Long> keys = pending.first(Math.min(batch, events.mostAtOnce()));
        connection.runBlocking(
                () -> events.read(keys),
                results -> {
                    reading = false;
                    pending.removeFirst(keys.size());
                    send(results);
                    sendEvents();
                },
                failure -> {
                    if (failure instanceof DatabaseFailure database && database.isTemporary()) {
                        connection.later(PAUSE, () -> {
                            reading = false;
                            sendEvents();
                        });
                    } else if (!ended) {
                        connection.fail(this, failure);
                    }
                });
    }

    private void send(List<ExecutionResult> results) {
        long length = 0;
        for (ExecutionResult result : results) {
            if (ended) {
                return;
            }
            String json = new Outcome(result, List.of()).json();
            connection.sendNext(id, json);
            connection.countEvent();
            length += json.length();
        }
        boolean large = length > connection.config().sendBuffer().asLongValue();
        batch = large ? Math.max(1, batch / 2) : Math.min(2 * batch, events.mostAtOnce());
    }

    /** Sends nothing more. */
    void end() {
        ended = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
