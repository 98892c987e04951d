package org.onrecord.websocket;

import java.util.List;

import graphql.ExecutionResult;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.subscription.NodeKeyQueue;
import org.onrecord.websocket.SocketExecutor.Answer;
import org.onrecord.websocket.SocketExecutor.Begun;
import org.onrecord.websocket.SocketExecutor.Failure;
import org.onrecord.websocket.SocketExecutor.Outcome;

/**
 * An operation on a connection, from the client's {@code subscribe} to the {@code complete} of either. It runs on the
 * connection's event loop, but for {@link #offer}.
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
    private final ClientSocket socket;
    private final String id;
    private final NodeKeyQueue pending = new NodeKeyQueue();
    private int batch = FIRST_BATCH;
    /** Null of an operation that is no subscription, or none yet. */
    private Begun subscription;

    private boolean reading;
    private boolean ended;

    SocketOperation(GraphQLConnection connection, String id) {
        this.connection = connection;
        this.socket = connection.socket();
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
    void answer(Outcome outcome) {
        if (outcome instanceof Begun begun) {
            subscription = begun;
            if (ended) {
                begun.subscription().cancel();
            }
            sendEvents();
        } else if (ended) {
            return;
        } else if (outcome instanceof Answer answer) {
            connection.sendNext(this, answer.json());
            connection.complete(this);
        } else {
            connection.fail(this, ((Failure) outcome).errors());
        }
    }

    /** Takes nodes that were created, on any thread. */
    void offer(long[] keys) {
        socket.run(() -> add(keys));
    }

    private void add(long[] keys) {
        if (ended) {
            return;
        }
        pending.add(keys);
        int most = connection.config().maxPending();
        if (pending.size() > most) {
            socket.close(CloseCode.TOO_SLOW, "Too slow: more than " + most + " events wait");
        } else {
            sendEvents();
        }
    }

    /** Reads and sends what waits, as much as the connection takes. */
    void sendEvents() {
        if (ended || subscription == null || reading || pending.size() == 0 || socket.isFull()) {
            return;
        }
        reading = true;
        List<Long> keys = pending.first(Math.min(batch, mostAtOnce()));
        socket.runBlocking(
                () -> subscription.events().read(keys),
                results -> {
                    reading = false;
                    pending.removeFirst(keys.size());
                    send(results);
                    sendEvents();
                },
                this::failToRead);
    }

    private int mostAtOnce() {
        return subscription.events().maxBatchSize();
    }

    private void failToRead(Throwable failure) {
        if (failure instanceof DatabaseFailure database && database.isTemporary()) {
            socket.runLater(PAUSE, () -> {
                reading = false;
                sendEvents();
            });
        } else if (!ended) {
            connection.fail(this, connection.executor().errors(failure));
        }
    }

    private void send(List<ExecutionResult> results) {
        long length = 0;
        for (ExecutionResult result : results) {
            if (ended) {
                return;
            }
            String json = SocketExecutor.json(result, List.of());
            connection.sendNext(this, json);
            connection.countEvent();
            length += json.length();
        }
        boolean large = length > connection.config().sendBuffer().asLongValue();
        batch = large ? Math.max(1, batch / 2) : Math.min(2 * batch, mostAtOnce());
    }

    /** Sends nothing more. */
    void end() {
        ended = true;
        if (subscription != null) {
            subscription.subscription().cancel();
        }
    }
}
