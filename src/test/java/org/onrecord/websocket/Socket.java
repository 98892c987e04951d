package org.onrecord.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;

/** A client of the subprotocol graphql-transport-ws that sends any message, valid or not. */
public final class Socket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** The close frame of the service. */
    public record Closed(int code, String reason) {}

    private Socket(String url, String subprotocol, Map<String, String> headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocol != null) {
            builder.subprotocols(subprotocol);
        }
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create(url), new Listener()).join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(new Closed(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    public static String url(int port) {
        return "ws://localhost:" + port + "/graphql";
    }

    /** A new connection to the service under test. */
    public static Socket open() {
        return open(url(RestAssured.port), "graphql-transport-ws", Map.of());
    }

    /** @throws CompletionException if the service rejects the connection */
    public static Socket open(String url, String subprotocol, Map<String, String> headers) {
        return new Socket(url, subprotocol, headers);
    }

    /** An initialised connection without an access token. */
    public static Socket connect() {
        Socket socket = open();
        socket.initialise(null);
        return socket;
    }

    /** @param token null for a connection without one */
    public static Socket connect(int port, String token) {
        Socket socket = open(url(port), "graphql-transport-ws", Map.of());
        socket.initialise(token);
        return socket;
    }

    private void initialise(String token) {
        sendInit(token);
        String answer = next();
        if (!answer.equals("{\"type\":\"connection_ack\"}")) {
            throw new AssertionError("Expected connection_ack, got " + answer);
        }
    }

    public void sendInit(String token) {
        JsonObject payload = token == null ? null : new JsonObject().put("Authorization", "Bearer " + token);
        send(new JsonObject().put("type", "connection_init").put("payload", payload));
    }

    public void send(JsonObject message) {
        send(message.encode());
    }

    public void send(String message) {
        socket.sendText(message, true).join();
    }

    /** Sends the first fragment of a message that does not end. */
    public void sendFragment(String text) {
        socket.sendText(text, false).join();
    }

    /** Sends a ping frame, which may be between the fragments of a message. */
    public void sendPingFrame() {
        socket.sendPing(ByteBuffer.allocate(0)).join();
    }

    public void subscribe(String id, String query) {
        subscribe(id, query, Map.of());
    }

    public void subscribe(String id, String query, Map<String, Object> variables) {
        send(new JsonObject()
                .put("id", id)
                .put("type", "subscribe")
                .put("payload", new JsonObject().put("query", query).put("variables", new JsonObject(variables))));
    }

    public void complete(String id) {
        send(new JsonObject().put("id", id).put("type", "complete"));
    }

    /** The next message. */
    public String next() {
        try {
            String message = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("No message came" + (closed.isDone() ? ", but " + closed.getNow(null) : ""));
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonPath nextJson() {
        return JsonPath.from(next());
    }

    /** The data of the next message, which must be an event of the subscription. */
    public JsonPath event(String id) {
        String message = next();
        JsonPath json = JsonPath.from(message);
        if (!"next".equals(json.getString("type"))
                || !id.equals(json.getString("id"))
                || json.get("payload.errors") != null) {
            throw new AssertionError("Expected an event of " + id + ", got " + message);
        }
        return json.setRootPath("payload.data");
    }

    /** The headlines of the articles in the next events of a subscription. */
    public List<String> headlines(String id, int count) {
        List<String> headlines = new ArrayList<>();
        while (headlines.size() < count) {
            // Not with JsonPath, which is slow for many messages.
            JsonObject message = new JsonObject(next());
            if (!id.equals(message.getString("id")) || !"next".equals(message.getString("type"))) {
                throw new AssertionError("Expected an event of " + id + ", got " + message);
            }
            headlines.add(message.getJsonObject("payload")
                    .getJsonObject("data")
                    .getJsonObject("articlePublished")
                    .getString("headline"));
        }
        return headlines;
    }

    /** Asserts that the service has sent nothing: the next message is the answer to a ping. */
    public void expectNothing() {
        send("{\"type\":\"ping\"}");
        String answer = next();
        if (!answer.equals("{\"type\":\"pong\"}")) {
            throw new AssertionError("Expected nothing, got " + answer);
        }
    }

    /** Waits until the service closes the connection. */
    public Closed closed() {
        try {
            return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Not closed with a code", e);
        }
    }

    /** Closes the TCP connection without a close frame. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(gone -> null)
                .join();
        socket.abort();
    }
}
