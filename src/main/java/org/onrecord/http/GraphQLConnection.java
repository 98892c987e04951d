package org.onrecord.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.access.Gatekeeper;
import org.onrecord.http.SocketExecutor.Outcome;
import org.onrecord.live.ChangeFeed.Subscription;
import org.onrecord.live.LiveConfig;
import org.onrecord.traversal.NodeEvents;
import org.onrecord.traversal.Refusal;

/**
 * One client's WebSocket, by the protocol graphql-transport-ws
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). Everything here runs on the connection's event loop, but
 * for what {@link #runBlocking} is given.
 */
final class GraphQLConnection {

    /** Bytes that RFC 6455 leaves for the reason in a close frame. */
    private static final int LONGEST_REASON = 123;

    private enum State {
        NEW,
        INITIALISING,
        READY,
        CLOSED
    }

    private final WebSocketEndpoint endpoint;
    private final ServerWebSocket socket;
    private final RoutingContext request;
    private final Context loop;
    private final Map<String, SocketOperation> operations = new LinkedHashMap<>();
    private final List<Long> timers = new ArrayList<>();
    private State state = State.NEW;
    private SecurityIdentity identity;
    private boolean alive = true;
    private boolean leaving;

    /** @param request that became the socket */
    GraphQLConnection(WebSocketEndpoint endpoint, ServerWebSocket socket, RoutingContext request) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.request = request;
        this.loop = request.vertx().getOrCreateContext();
    }

    void begin() {
        socket.setWriteQueueMaxSize((int) config().sendBuffer().asLongValue());
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(message -> close(CloseCode.INVALID_MESSAGE, "Messages are text"));
        socket.pongHandler(pong -> alive = true);
        socket.drainHandler(drained -> {
            socket.resume();
            new ArrayList<>(operations.values()).forEach(SocketOperation::sendEvents);
        });
        socket.exceptionHandler(this::closeForUnreadable);
        socket.closeHandler(closed -> end());
        if (!WebSocketEndpoint.SUBPROTOCOL.equals(socket.subProtocol())) {
            close(
                    CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE,
                    "Subprotocol not acceptable: use " + WebSocketEndpoint.SUBPROTOCOL);
            return;
        }
        timers.add(request.vertx().setPeriodic(config().keepAlive().toMillis(), timer -> ping()));
        later(config().initTimeout().toMillis(), () -> {
            if (state == State.NEW) {
                close(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout");
            }
        });
    }

    LiveConfig config() {
        return endpoint.config();
    }

    private void ping() {
        if (alive) {
            alive = false;
            socket.writePing(Buffer.buffer());
        } else {
            close(CloseCode.TOO_SLOW, "Too slow: no answer to a ping");
        }
    }

    private void receive(String text) {
        if (state == State.CLOSED) {
            return;
        }
        alive = true;
        try {
            // The message is one object around what a request by HTTP is.
            JsonObject message = GraphQLRequest.message(text, endpoint.jsonDepth() + 1);
            switch (message.getString("type", "")) {
                case "connection_init" -> initialise(message);
                case "ping" -> send("pong", message.get("payload"));
                case "pong" -> {}
                case "subscribe" -> subscribe(message);
                case "complete" -> {
                    SocketOperation operation = operations.remove(id(message));
                    if (operation != null) {
                        operation.end();
                    }
                }
                default -> throw RefusedRequest.bad("its type is none that a client sends");
            }
        } catch (RefusedRequest e) {
            closeForInvalid(e);
        }
    }

    private void closeForInvalid(RefusedRequest refused) {
        close(CloseCode.INVALID_MESSAGE, "Invalid message: " + refused.getMessage());
    }

    /** Of a connection that is gone, there is nothing left to close. */
    private void closeForUnreadable(Throwable failure) {
        boolean tooBig = !(failure instanceof CorruptedWebSocketFrameException corrupted)
                || corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        if (!(failure instanceof IOException)) {
            close(
                    tooBig ? CloseCode.MESSAGE_TOO_BIG : CloseCode.PROTOCOL_ERROR,
                    tooBig ? "A message has at most " + endpoint.largestMessage() + " bytes" : "Not a WebSocket frame");
        }
    }

    private static String id(JsonObject message) {
        if (message.get("id") instanceof JsonString id && !id.getString().isEmpty()) {
            return id.getString();
        }
        throw RefusedRequest.bad("its `id` has to be a text");
    }

    private void initialise(JsonObject message) {
        if (state != State.NEW) {
            close(CloseCode.TOO_MANY_INITS, "Too many initialisation requests");
            return;
        }
        JsonValue payload = message.getOrDefault("payload", JsonValue.NULL);
        if (payload instanceof JsonObject parameters) {
            parameters.forEach((name, value) -> {
                if (name.equalsIgnoreCase("Authorization")) {
                    if (!(value instanceof JsonString authorization)) {
                        throw RefusedRequest.bad("`Authorization` has to be a text");
                    }
                    request.request().headers().set(HttpHeaders.AUTHORIZATION, authorization.getString());
                }
            });
        } else if (payload != JsonValue.NULL) {
            throw RefusedRequest.bad("the payload of connection_init has to be an object");
        }
        state = State.INITIALISING;
        runBlocking(() -> endpoint.identify(request), this::acknowledge, this::refuse);
    }

    private void acknowledge(SecurityIdentity known) {
        if (state == State.CLOSED) {
            return;
        }
        identity = known;
        state = State.READY;
        send("connection_ack", null);
        Gatekeeper.expiry(known)
                .ifPresent(expiry -> later(
                        Math.max(1, Duration.between(Instant.now(), expiry).toMillis()),
                        () -> close(CloseCode.FORBIDDEN, "The access token has expired")));
    }

    /** Who sends a token may have a better one next time: clients connect again on FORBIDDEN, and not on UNAUTHORIZED. */
    private void refuse(Throwable failure) {
        if (failure instanceof Refusal refusal
                && "UNAUTHENTICATED".equals(refusal.getExtensions().get("code"))) {
            boolean hasToken = request.request().headers().contains(HttpHeaders.AUTHORIZATION);
            close(hasToken ? CloseCode.FORBIDDEN : CloseCode.UNAUTHORIZED, refusal.getMessage());
        } else if (failure instanceof Refusal refusal) {
            close(CloseCode.TRY_AGAIN_LATER, refusal.getMessage());
        } else {
            close(CloseCode.INTERNAL_ERROR, "The service failed");
        }
    }

    private void subscribe(JsonObject message) {
        String id = id(message);
        if (!(message.get("payload") instanceof JsonObject payload)) {
            throw RefusedRequest.bad("the payload of subscribe has to be an object");
        } else if (state != State.READY) {
            close(CloseCode.UNAUTHORIZED, "Unauthorized: no connection_init was acknowledged");
            return;
        } else if (operations.containsKey(id)) {
            close(CloseCode.SUBSCRIBER_EXISTS, "Subscriber for " + id + " already exists");
            return;
        }
        SocketOperation operation = new SocketOperation(this, id);
        if (operations.size() >= config().maxOperations()) {
            fail(
                    operation,
                    List.of(Errors.error(
                            ErrorCode.TOO_MANY_OPERATIONS,
                            "At most " + config().maxOperations()
                                    + " operations run on one connection. Complete one before.")));
            return;
        }
        operations.put(id, operation);
        runBlocking(
                () -> start(operation, payload),
                started -> {
                    operation.answer(started.outcome(), started.subscription());
                    closeIfLeaving();
                },
                failure -> {
                    if (failure instanceof RefusedRequest refused) {
                        closeForInvalid(refused);
                    } else if (!operation.hasEnded()) {
                        fail(operation, failure);
                    }
                });
    }

    /** @param subscription null where the operation is none */
    private record Started(Outcome outcome, Subscription subscription) {}

    private Started start(SocketOperation operation, JsonObject payload) {
        Outcome outcome = endpoint.executor().execute(payload, identity);
        if (!(outcome.isData() && outcome.result().getData() instanceof NodeEvents events)) {
            return new Started(outcome, null);
        }
        return new Started(
                outcome,
                endpoint.feed().subscribe(events.nodeType(), keys -> loop.runOnContext(added -> operation.add(keys))));
    }

    /** Runs on a worker thread what blocks, and goes on with what came of it on the event loop. */
    <T> void runBlocking(Callable<T> action, Consumer<T> success, Consumer<Throwable> failure) {
        // Each action has a context of its own, as each request has.
        VertxContext.createNewDuplicatedContext(loop)
                .executeBlocking(action, false)
                .onComplete(result -> loop.runOnContext(done -> {
                    if (result.succeeded()) {
                        success.accept(result.result());
                    } else {
                        failure.accept(result.cause());
                    }
                }));
    }

    void later(long milliseconds, Runnable action) {
        timers.add(request.vertx().setTimer(milliseconds, timer -> {
            timers.remove(timer);
            action.run();
        }));
    }

    boolean isFull() {
        return state == State.CLOSED || socket.writeQueueFull();
    }

    void countEvent() {
        endpoint.countEvent();
    }

    void sendNext(String id, String payload) {
        send("{\"id\":" + text(id) + ",\"type\":\"next\",\"payload\":" + payload + "}");
    }

    void complete(SocketOperation operation) {
        send("{\"id\":" + text(operation.id()) + ",\"type\":\"complete\"}");
        remove(operation);
    }

    void fail(SocketOperation operation, Throwable failure) {
        fail(operation, endpoint.executor().failed(failure).errors());
    }

    /** Ends an operation for good; the protocol has no {@code complete} after an {@code error}. */
    void fail(SocketOperation operation, List<Map<String, Object>> errors) {
        send("{\"id\":" + text(operation.id()) + ",\"type\":\"error\",\"payload\":" + GraphQLResponse.json(errors)
                + "}");
        remove(operation);
    }

    private void remove(SocketOperation operation) {
        operation.end();
        operations.remove(operation.id(), operation);
        closeIfLeaving();
    }

    private void send(String type, JsonValue payload) {
        send("{\"type\":\"" + type + "\"" + (payload == null ? "" : ",\"payload\":" + payload) + "}");
    }

    private void send(String message) {
        if (state != State.CLOSED) {
            socket.writeTextMessage(message);
            if (socket.writeQueueFull()) {
                // Who does not read gets no answers to more messages either, nor to pings.
                socket.pause();
            }
        }
    }

    private static String text(String id) {
        return Json.createValue(id).toString();
    }

    /** Closes when queries and mutations that have begun are answered. May be called on any thread. */
    void leave() {
        loop.runOnContext(now -> {
            leaving = true;
            closeIfLeaving();
        });
    }

    private void closeIfLeaving() {
        if (leaving && operations.values().stream().allMatch(SocketOperation::isSubscription)) {
            close(CloseCode.GOING_AWAY, "The service stops: connect again");
        }
    }

    void close(CloseCode code, String reason) {
        if (state != State.CLOSED) {
            end();
            endpoint.countClose(code);
            socket.resume(); // For the client's own close frame.
            socket.close(code.code, shortened(reason));
        }
    }

    private static String shortened(String reason) {
        // Each character has three bytes at most, and almost all have one.
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.length() <= LONGEST_REASON ? ascii : ascii.substring(0, LONGEST_REASON);
    }

    private void end() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            timers.forEach(request.vertx()::cancelTimer);
            operations.values().forEach(SocketOperation::end);
            operations.clear();
            endpoint.remove(this);
            UpgradedRequest.done(request.request());
        }
    }
}
