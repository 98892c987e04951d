package org.onrecord.websocket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.GraphQLEndpoint;
import org.onrecord.http.request.GraphQLRequest;
import org.onrecord.http.response.GraphQLResponse;
import org.onrecord.security.AccessControl;
import org.onrecord.subscription.LiveConfig;

/**
 * The session of a client in the protocol graphql-transport-ws
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): its identity and its running operations. Its
 * methods run on the event loop of the socket.
 */
final class GraphQLSession implements WebSocketConnection.Listener {

    /** Characters of an id, which the session keeps. Most clients use a UUID or a number. */
    private static final int MAX_ID = 128;

    private enum State {
        NEW,
        INITIALISING,
        READY
    }

    private final WebSocketEndpoint endpoint;
    private final RoutingContext request;
    private final WebSocketConnection socket;
    private final String address;
    private final Map<String, SessionOperation> operations = new LinkedHashMap<>();

    /** Operations that worker threads execute or will execute. The client may have completed some of them. */
    private int executing;

    private State state = State.NEW;
    private SecurityIdentity identity;
    private boolean stopping;

    /**
     * @param request that was upgraded to the socket
     * @param address of the client
     */
    GraphQLSession(WebSocketEndpoint endpoint, ServerWebSocket socket, RoutingContext request, String address) {
        this.endpoint = endpoint;
        this.request = request;
        this.address = address;
        this.socket = new WebSocketConnection(
                socket, request, endpoint.bodies(), endpoint.sender(), config(), endpoint.messageTime(), this);
    }

    void begin() {
        socket.onDisconnect(() -> endpoint.remove(this));
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

    WebSocketConnection socket() {
        return socket;
    }

    @Override
    public void received(String text) {
        try {
            // The message nests the request in one more object than HTTP does.
            JsonObject message = GraphQLRequest.message(text, endpoint.jsonDepth() + 1);
            switch (message.getString("type", "")) {
                case "connection_init" -> initialise(message);
                case "ping" -> socket.send(ServerMessage.pong(message.get("payload")));
                case "pong" -> {}
                case "subscribe" -> subscribe(message);
                case "complete" -> {
                    SessionOperation operation = operations.remove(id(message));
                    if (operation != null) {
                        operation.end();
                    }
                }
                default -> throw new ApiException(ErrorCode.BAD_REQUEST, "the type is unknown");
            }
        } catch (ApiException e) {
            closeForInvalid(e);
        }
    }

    private void closeForInvalid(ApiException e) {
        socket.close(CloseCode.INVALID_MESSAGE, "Invalid message: " + e.getMessage());
    }

    private static String id(JsonObject message) {
        if (message.get("id") instanceof JsonString id
                && !id.getString().isEmpty()
                && id.getString().length() <= MAX_ID) {
            return id.getString();
        }
        throw new ApiException(ErrorCode.BAD_REQUEST, "`id` must be a string of 1 to " + MAX_ID + " characters");
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
                        throw new ApiException(ErrorCode.BAD_REQUEST, "`Authorization` must be a string");
                    }
                    request.request().headers().set(HttpHeaders.AUTHORIZATION, authorization.getString());
                }
            });
        } else if (payload != JsonValue.NULL) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "the payload of connection_init must be an object");
        }
        state = State.INITIALISING;
        socket.runBlocking(memory -> endpoint.identify(request), this::acknowledge, this::closeForFailedInit);
    }

    private void acknowledge(SecurityIdentity authenticated) {
        identity = authenticated;
        state = State.READY;
        socket.send(ServerMessage.connectionAck());
        AccessControl.expiry(authenticated)
                .ifPresent(expiry -> socket.runLater(
                        Math.max(1, Duration.between(Instant.now(), expiry).toMillis()),
                        () -> socket.close(CloseCode.FORBIDDEN, "The access token has expired")));
    }

    /**
     * Clients reconnect after FORBIDDEN, but not after UNAUTHORIZED. A client that sent an invalid token may have a
     * valid one next time.
     */
    private void closeForFailedInit(Throwable failure) {
        if (!(failure instanceof ApiException rejected)) {
            socket.close(CloseCode.INTERNAL_ERROR, "The service failed");
        } else if (rejected.code() != ErrorCode.UNAUTHENTICATED) {
            socket.close(CloseCode.TRY_AGAIN_LATER, rejected.getMessage());
        } else {
            boolean hasToken = request.request().headers().contains(HttpHeaders.AUTHORIZATION);
            socket.close(hasToken ? CloseCode.FORBIDDEN : CloseCode.UNAUTHORIZED, rejected.getMessage());
        }
    }

    private void subscribe(JsonObject message) {
        String id = id(message);
        if (!(message.get("payload") instanceof JsonObject payload)) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "the payload of subscribe must be an object");
        } else if (state != State.READY) {
            socket.close(CloseCode.UNAUTHORIZED, "Unauthorized: send connection_init first");
            return;
        } else if (operations.containsKey(id)) {
            socket.close(CloseCode.SUBSCRIBER_EXISTS, "Subscriber for " + id + " already exists");
            return;
        }
        SessionOperation operation = new SessionOperation(this, id);
        int max = config().maxOperations();
        if (running() >= max) {
            fail(
                    operation,
                    GraphQLResponse.text(List.of(new ApiError(
                            ErrorCode.TOO_MANY_OPERATIONS,
                            "A connection may run at most " + max + " operations. Complete one first."))));
            return;
        }
        operations.put(id, operation);
        executing++;
        socket.runBlocking(
                memory -> endpoint.executor().execute(memory, payload, identity, address, operation::offer),
                outcome -> {
                    executing--;
                    operation.complete(outcome);
                    closeIfStopping();
                },
                failure -> {
                    executing--;
                    if (failure instanceof ApiException invalid) {
                        closeForInvalid(invalid);
                    } else if (!operation.hasEnded()) {
                        fail(operation, GraphQLResponse.text(endpoint.executor().errors(failure)));
                    }
                });
    }

    /** The operations that the service works for, also if the client no longer waits for them. */
    private long running() {
        return executing
                + operations.values().stream()
                        .filter(SessionOperation::isSubscription)
                        .count();
    }

    /** The address of the client, under which its connections are counted. */
    String address() {
        return address;
    }

    @Override
    public void drained() {
        List.copyOf(operations.values()).forEach(SessionOperation::sendEvents);
    }

    void sendNext(SessionOperation operation, Buffer payload) {
        socket.send(ServerMessage.next(operation.id()), payload, ServerMessage.END);
    }

    void sendEvent(SessionOperation operation, Buffer payload) {
        endpoint.countEvent(payload);
        sendNext(operation, payload);
    }

    void complete(SessionOperation operation) {
        socket.send(ServerMessage.complete(operation.id()));
        remove(operation);
    }

    /**
     * Ends an operation. The protocol has no {@code complete} after an {@code error}.
     *
     * @param errors as a response has them, as JSON text
     */
    void fail(SessionOperation operation, String errors) {
        socket.send(ServerMessage.error(operation.id(), errors));
        remove(operation);
    }

    private void remove(SessionOperation operation) {
        operation.end();
        operations.remove(operation.id(), operation);
        closeIfStopping();
    }

    /** Closes the socket when the running queries and mutations are complete. May be called on any thread. */
    void stop() {
        socket.run(() -> {
            stopping = true;
            closeIfStopping();
        });
    }

    private void closeIfStopping() {
        if (stopping && operations.values().stream().allMatch(SessionOperation::isSubscription)) {
            socket.close(CloseCode.GOING_AWAY, "The service stops: connect again");
        }
    }

    OperationExecutor executor() {
        return endpoint.executor();
    }

    @Override
    public void closed(CloseCode code) {
        new ArrayList<>(operations.values()).forEach(SessionOperation::end);
        operations.clear();
        endpoint.countClose(code);
        GracefulShutdown.release(request.request());
    }
}
