package org.onrecord.websocket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.Errors;
import org.onrecord.http.GraphQLEndpoint;
import org.onrecord.http.GraphQLRequest;
import org.onrecord.http.GraphQLResponse;
import org.onrecord.security.Gatekeeper;
import org.onrecord.subscription.LiveConfig;

/**
 * One client's side of the protocol graphql-transport-ws
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): who it is, and which operations it runs.
 */
final class GraphQLConnection implements ClientSocket.Listener {

    private enum State {
        NEW,
        INITIALISING,
        READY
    }

    private final WebSocketEndpoint endpoint;
    private final RoutingContext request;
    private final ClientSocket socket;
    private final Map<String, SocketOperation> operations = new LinkedHashMap<>();
    private State state = State.NEW;
    private SecurityIdentity identity;
    private boolean leaving;

    /** @param request that became the socket */
    GraphQLConnection(WebSocketEndpoint endpoint, ServerWebSocket socket, RoutingContext request) {
        this.endpoint = endpoint;
        this.request = request;
        this.socket = new ClientSocket(socket, request.vertx(), config(), this);
    }

    void begin() {
        if (!GraphQLEndpoint.SUBPROTOCOL.equals(socket.subprotocol())) {
            socket.close(
                    CloseCode.SUBPROTOCOL_NOT_ACCEPTABLE,
                    "Subprotocol not acceptable: use " + GraphQLEndpoint.SUBPROTOCOL);
            return;
        }
        socket.runLater(config().initTimeout().toMillis(), () -> {
            if (state == State.NEW) {
                socket.close(CloseCode.INIT_TIMEOUT, "Connection initialisation timeout");
            }
        });
    }

    LiveConfig config() {
        return endpoint.config();
    }

    ClientSocket socket() {
        return socket;
    }

    @Override
    public void received(String text) {
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
                default -> throw new ApiException(ErrorCode.BAD_REQUEST, "its type is none that a client sends");
            }
        } catch (ApiException e) {
            closeForInvalid(e);
        }
    }

    private void closeForInvalid(ApiException refused) {
        socket.close(CloseCode.INVALID_MESSAGE, "Invalid message: " + refused.getMessage());
    }

    private static String id(JsonObject message) {
        if (message.get("id") instanceof JsonString id && !id.getString().isEmpty()) {
            return id.getString();
        }
        throw new ApiException(ErrorCode.BAD_REQUEST, "its `id` has to be a text");
    }

    private void initialise(JsonObject message) {
        if (state != State.NEW) {
            socket.close(CloseCode.TOO_MANY_INITS, "Too many initialisation requests");
            return;
        }
        JsonValue payload = message.getOrDefault("payload", JsonValue.NULL);
        if (payload instanceof JsonObject parameters) {
            parameters.forEach((name, value) -> {
                if (name.equalsIgnoreCase("Authorization")) {
                    if (!(value instanceof JsonString authorization)) {
                        throw new ApiException(ErrorCode.BAD_REQUEST, "`Authorization` has to be a text");
                    }
                    request.request().headers().set(HttpHeaders.AUTHORIZATION, authorization.getString());
                }
            });
        } else if (payload != JsonValue.NULL) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "the payload of connection_init has to be an object");
        }
        state = State.INITIALISING;
        socket.runBlocking(() -> endpoint.identify(request), this::acknowledge, this::refuse);
    }

    private void acknowledge(SecurityIdentity known) {
        identity = known;
        state = State.READY;
        send("connection_ack", null);
        Gatekeeper.expiry(known)
                .ifPresent(expiry -> socket.runLater(
                        Math.max(1, Duration.between(Instant.now(), expiry).toMillis()),
                        () -> socket.close(CloseCode.FORBIDDEN, "The access token has expired")));
    }

    /** Who sends a token may have a better one next time: clients connect again on FORBIDDEN, and not on UNAUTHORIZED. */
    private void refuse(Throwable failure) {
        if (!(failure instanceof ApiException refusal)) {
            socket.close(CloseCode.INTERNAL_ERROR, "The service failed");
        } else if (refusal.code() != ErrorCode.UNAUTHENTICATED) {
            socket.close(CloseCode.TRY_AGAIN_LATER, refusal.getMessage());
        } else {
            boolean hasToken = request.request().headers().contains(HttpHeaders.AUTHORIZATION);
            socket.close(hasToken ? CloseCode.FORBIDDEN : CloseCode.UNAUTHORIZED, refusal.getMessage());
        }
    }

    private void subscribe(JsonObject message) {
        String id = id(message);
        if (!(message.get("payload") instanceof JsonObject payload)) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "the payload of subscribe has to be an object");
        } else if (state != State.READY) {
            socket.close(CloseCode.UNAUTHORIZED, "Unauthorized: no connection_init was acknowledged");
            return;
        } else if (operations.containsKey(id)) {
            socket.close(CloseCode.SUBSCRIBER_EXISTS, "Subscriber for " + id + " already exists");
            return;
        }
        SocketOperation operation = new SocketOperation(this, id);
        int most = config().maxOperations();
        if (operations.size() >= most) {
            fail(
                    operation,
                    List.of(Errors.error(
                            ErrorCode.TOO_MANY_OPERATIONS,
                            "At most " + most + " operations run on one connection. Complete one before.")));
            return;
        }
        operations.put(id, operation);
        socket.runBlocking(
                () -> endpoint.executor().execute(payload, identity, operation::offer),
                outcome -> {
                    operation.answer(outcome);
                    closeIfLeaving();
                },
                failure -> {
                    if (failure instanceof ApiException refused) {
                        closeForInvalid(refused);
                    } else if (!operation.hasEnded()) {
                        fail(operation, endpoint.executor().errors(failure));
                    }
                });
    }

    @Override
    public void drained() {
        List.copyOf(operations.values()).forEach(SocketOperation::sendEvents);
    }

    void sendNext(SocketOperation operation, String payload) {
        socket.send("{\"id\":" + text(operation.id()) + ",\"type\":\"next\",\"payload\":" + payload + "}");
    }

    void complete(SocketOperation operation) {
        socket.send("{\"id\":" + text(operation.id()) + ",\"type\":\"complete\"}");
        remove(operation);
    }

    /** Ends an operation for good; the protocol has no {@code complete} after an {@code error}. */
    void fail(SocketOperation operation, List<Map<String, Object>> errors) {
        socket.send("{\"id\":" + text(operation.id()) + ",\"type\":\"error\",\"payload\":"
                + GraphQLResponse.json(errors) + "}");
        remove(operation);
    }

    private void remove(SocketOperation operation) {
        operation.end();
        operations.remove(operation.id(), operation);
        closeIfLeaving();
    }

    private void send(String type, JsonValue payload) {
        socket.send("{\"type\":\"" + type + "\"" + (payload == null ? "" : ",\"payload\":" + payload) + "}");
    }

    private static String text(String id) {
        return Json.createValue(id).toString();
    }

    /** Closes when queries and mutations that have begun are answered. May be called on any thread. */
    void leave() {
        socket.run(() -> {
            leaving = true;
            closeIfLeaving();
        });
    }

    private void closeIfLeaving() {
        if (leaving && operations.values().stream().allMatch(SocketOperation::isSubscription)) {
            socket.close(CloseCode.GOING_AWAY, "The service stops: connect again");
        }
    }

    SocketExecutor executor() {
        return endpoint.executor();
    }

    void countEvent() {
        endpoint.countEvent();
    }

    @Override
    public void closed(CloseCode code) {
        new ArrayList<>(operations.values()).forEach(SocketOperation::end);
        operations.clear();
        endpoint.remove(this, code);
        UpgradedRequest.done(request.request());
    }
}
