package org.onrecord.websocket;

import java.util.List;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.subscription.NodeKeyQueue;
import org.onrecord.websocket.OperationExecutor.ActiveSubscription;
import org.onrecord.websocket.OperationExecutor.Outcome;
import org.onrecord.websocket.OperationExecutor.Rejection;
import org.onrecord.websocket.OperationExecutor.Response;

/**
 * An operation of a session, from the {@code subscribe} message to a {@code complete} or {@code error} message. Its
 * methods run on the event loop of the session; only {@link #offer} may be called on any thread.
 *
 * <p>A subscription queues the keys of new nodes, and reads the nodes only when the client is ready to receive them.
 * So a slow client makes the service keep keys, not data.
 */
final class SessionOperation {

    /** Nodes that the first statement reads. The number doubles after small batches and halves after large ones. */
    private static final int FIRST_BATCH = 8;

    /** Milliseconds until the next attempt after a temporary failure of the database, or if there is no memory. */
    private static final long RETRY_DELAY = 500;

    private final GraphQLSession session;
    private final WebSocketConnection socket;
    private final String id;
    private final NodeKeyQueue pending = new NodeKeyQueue();
    private int batch = FIRST_BATCH;
    /** Null if the operation is not a subscription, or has not been executed yet. */
    private ActiveSubscription subscription;

    /** Whether the operation reads events, waits for its turn to do so, or for the next attempt. */
    private boolean reading;

    private boolean ended;

    SessionOperation(GraphQLSession session, String id) {
        this.session = session;
        this.socket = session.socket();
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

    /** Sends the response, or starts to send events. */
    void complete(Outcome outcome) {
        if (outcome instanceof ActiveSubscription started) {
            subscription = started;
            if (ended) {
                started.cancel();
            }
            sendEvents();
        } else if (ended) {
            return;
        } else if (outcome instanceof Response response) {
            session.sendNext(this, response.json());
            session.complete(this);
        } else {
            session.fail(this, ((Rejection) outcome).json());
        }
    }

    /** Queues the keys of new nodes. May be called on any thread. */
    void offer(long[] keys) {
        socket.run(() -> add(keys));
    }

    private void add(long[] keys) {
        if (ended) {
            return;
        }
        pending.add(keys);
        int max = session.config().maxPending();
        if (pending.size() > max) {
            socket.close(CloseCode.TOO_SLOW, "Too slow: more than " + max + " events are pending");
        } else {
            sendEvents();
        }
    }

    /** Reads and sends the pending events until the write queue of the socket is full. */
    void sendEvents() {
        if (ended || subscription == null || reading || pending.size() == 0 || socket.isFull()) {
            return;
        }
        reading = true;
        subscription.startRead(() -> socket.run(this::readEvents));
    }

    private void readEvents() {
        if (ended || socket.isFull()) {
            reading = false;
            subscription.endRead();
            return;
        }
        List<Long> keys = pending.first(Math.min(batch, maxBatch()));
        socket.runBlocking(
                memory -> subscription.events().read(keys, memory),
                results -> {
                    reading = false;
                    subscription.endRead();
                    pending.removeFirst(keys.size());
                    send(results);
                    sendEvents();
                },
                failure -> {
                    subscription.endRead();
                    failToRead(keys.size(), failure);
                });
    }

    private int maxBatch() {
        return subscription.events().maxBatchSize();
    }

    private void failToRead(int events, Throwable failure) {
        if (events > 1
                && failure instanceof ApiException rejected
                && rejected.code() == ErrorCode.RESPONSE_LIMIT_EXCEEDED) {
            batch = events / 2;
            reading = false;
            sendEvents();
        } else if (failure instanceof DatabaseFailure database && database.isTemporary()
                || failure instanceof ApiException busy && busy.code() == ErrorCode.TOO_MANY_OPERATIONS) {
            socket.runLater(RETRY_DELAY, () -> {
                reading = false;
                sendEvents();
            });
        } else if (!ended) {
            session.fail(this, GraphQLResponse.text(session.executor().errors(failure)));
        }
    }

    private void send(List<ExecutionResult> results) {
        long length = 0;
        for (ExecutionResult result : results) {
            if (ended) {
                return;
            }
            Buffer json = OperationExecutor.json(result, List.of());
            session.sendEvent(this, json);
            length += json.length();
        }
        boolean large = length > session.config().sendBuffer().asLongValue();
        batch = large ? Math.max(1, batch / 2) : Math.min(2 * batch, maxBatch());
    }

    /** Ends the operation without a message. */
    void end() {
        ended = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
