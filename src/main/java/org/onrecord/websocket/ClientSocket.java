package org.onrecord.websocket;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

import org.onrecord.subscription.LiveConfig;

/**
 * A WebSocket that knows whether its client is there and keeps up, and closes with a code. All of it runs on the socket's event
 * loop, but what is handed to {@link #runBlocking}; {@link #run} may be called from anywhere.
 */
final class ClientSocket {

    /** Bytes that RFC 6455 leaves for the reason in a close frame. */
    private static final int LONGEST_REASON = 123;

    /** What happens to the socket. */
    interface Listener {

        void received(String message);

        /** The client has read much of what was sent. */
        void drained();

        /**
         * The socket is closed, by whomever.
         *
         * @param code null where it was not this service that closed it
         */
        void closed(CloseCode code);
    }

    private final ServerWebSocket socket;
    private final Vertx vertx;
    private final Context loop;
    private final Listener listener;
    private final Set<Long> timers = new HashSet<>();
    private boolean alive = true;
    private boolean closed;

    /** Called on the event loop. */
    ClientSocket(ServerWebSocket socket, Vertx vertx, LiveConfig config, Listener listener) {
        this.socket = socket;
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.listener = listener;
        socket.setWriteQueueMaxSize((int) config.sendBuffer().asLongValue());
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(message -> close(CloseCode.INVALID_MESSAGE, "Invalid message: messages are text"));
        socket.pongHandler(pong -> alive = true);
        socket.drainHandler(drained -> {
            socket.resume();
            listener.drained();
        });
        socket.exceptionHandler(this::fail);
        socket.closeHandler(gone -> end(null));
        timers.add(vertx.setPeriodic(config.keepAlive().toMillis(), timer -> ping()));
    }

    String subprotocol() {
        return socket.subProtocol();
    }

    private void receive(String message) {
        if (!closed) {
            alive = true;
            listener.received(message);
        }
    }

    private void ping() {
        if (alive) {
            alive = false;
            socket.writePing(Buffer.buffer());
        } else {
            close(CloseCode.TOO_SLOW, "Too slow: no answer to a ping");
        }
    }

    /** Of a connection that is gone, there is nothing left to close. */
    private void fail(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted
                && !corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            close(CloseCode.PROTOCOL_ERROR, "Not a WebSocket frame");
        } else if (!(failure instanceof IOException)) {
            close(CloseCode.MESSAGE_TOO_BIG, "The message is longer than a request may be");
        }
    }

    void send(String message) {
        if (!closed) {
            socket.writeTextMessage(message);
            if (socket.writeQueueFull()) {
                // Who does not read gets no answers to more messages either, nor to pings.
                socket.pause();
            }
        }
    }

    /** Whether the client has yet to read what was sent. */
    boolean isFull() {
        return closed || socket.writeQueueFull();
    }

    void close(CloseCode code, String reason) {
        if (!closed) {
            end(code);
            socket.resume(); // For the client's own close frame.
            socket.close(code.code, shortened(reason));
        }
    }

    /** In a close frame, a character is a byte for certain where it is of ASCII. */
    private static String shortened(String reason) {
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.length() <= LONGEST_REASON ? ascii : ascii.substring(0, LONGEST_REASON);
    }

    private void end(CloseCode code) {
        if (!closed) {
            closed = true;
            timers.forEach(vertx::cancelTimer);
            listener.closed(code);
        }
    }

    /** Runs on the event loop, soon. */
    void run(Runnable action) {
        loop.runOnContext(now -> action.run());
    }

    /** Runs on the event loop, unless the socket is closed by then. */
    void runLater(long milliseconds, Runnable action) {
        if (!closed) {
            timers.add(vertx.setTimer(milliseconds, timer -> {
                timers.remove(timer);
                action.run();
            }));
        }
    }

    /** Runs on a worker thread what blocks, and goes on with what came of it on the event loop. */
    <T> void runBlocking(Callable<T> action, Consumer<T> success, Consumer<Throwable> failure) {
        // Each action has a context of its own, as each request has.
        VertxContext.createNewDuplicatedContext(loop)
                .executeBlocking(action, false)
                .onComplete(result -> run(() -> {
                    if (result.succeeded()) {
                        success.accept(result.result());
                    } else {
                        failure.accept(result.cause());
                    }
                }));
    }
}
