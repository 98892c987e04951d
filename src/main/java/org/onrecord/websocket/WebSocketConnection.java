package org.onrecord.websocket;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.subscription.LiveConfig;
import org.onrecord.traversal.limits.MemoryBudget;

/**
 * A WebSocket with pings, back-pressure and close codes. Its methods run on the event loop of the socket; only {@link
 * #run} may be called on any thread.
 */
final class WebSocketConnection {

    /** Bytes of the reason in a close frame (RFC 6455, 5.5). */
    private static final int MAX_REASON = 123;

    /** The largest part of a message, in bytes: the largest that clients of Vert.x accept by default. */
    private static final int FRAME = 65_536;

    /** How long the client may take to receive the close frame and to answer it. */
    private static final long CLOSING_MILLIS = 30_000;

    /** Receives the events of the socket. */
    interface Listener {

        void received(String message);

        /** The write queue has room again. */
        void drained();

        /** @param code null if the client closed the socket or the connection was lost */
        void closed(CloseCode code);
    }

    private final ServerWebSocket socket;
    private final ChannelHandlerContext network;
    private final RoutingContext request;
    private final ResponseSender sender;
    private final Vertx vertx;
    private final Context loop;
    private final Listener listener;
    private final FrameGuard frames;
    private final Set<Long> timers = new HashSet<>();
    /** Milliseconds from the first to the last fragment of a message. */
    private final long messageTime;
    /** The timer of the message that is not complete; null if there is none. */
    private Long messageTimer;

    /** Whether the client has given a sign of life since the last ping. */
    private boolean alive = true;

    /** The payload of the last ping. The answer must have it, so that a client cannot answer without reading. */
    private String lastPing;

    private boolean closed;

    /**
     * Called on the event loop.
     *
     * @param request that was upgraded to the socket
     * @param bodies for the memory of messages that are not complete
     * @param messageTime how long a message may take to arrive
     */
    WebSocketConnection(
            ServerWebSocket socket,
            RoutingContext request,
            BodyReceiver bodies,
            ResponseSender sender,
            LiveConfig config,
            Duration messageTime,
            Listener listener) {
        this.socket = socket;
        // WebSockets need HTTP/1.1: Vert.x upgrades no other connections.
        this.network = ((Http1xServerConnection) request.request().connection()).channelHandlerContext();
        this.request = request;
        this.sender = sender;
        this.vertx = request.vertx();
        this.loop = vertx.getOrCreateContext();
        this.listener = listener;
        this.messageTime = messageTime.toMillis();
        Runnable giveUp = () -> run(this::giveUp);
        this.frames = FrameGuard.add(network, () -> bodies.memory(request, giveUp), giveUp);
        socket.setWriteQueueMaxSize((int) config.sendBuffer().asLongValue());
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(
                message -> close(CloseCode.INVALID_MESSAGE, "Invalid message: send text, not binary data"));
        socket.frameHandler(this::observe);
        socket.pongHandler(pong -> alive |= pong.toString().equals(lastPing));
        socket.drainHandler(drained -> {
            socket.resume();
            listener.drained();
        });
        socket.exceptionHandler(this::fail);
        socket.closeHandler(ended -> end(null));
        timers.add(vertx.setPeriodic(config.keepAlive().toMillis(), timer -> ping()));
    }

    String subprotocol() {
        return socket.subProtocol();
    }

    private void receive(String message) {
        if (!closed) {
            alive |= !socket.writeQueueFull(); // A client that does not read may still send.
            listener.received(message);
        }
    }

    /**
     * Limits the time between the fragments of a message. A frame needs no such limit: a client that is sending a frame
     * cannot answer a ping.
     */
    private void observe(WebSocketFrame frame) {
        frames.read(frame);
        if (!FrameGuard.isData(frame)) {
            return;
        }
        if (!frame.isFinal() && messageTimer == null) {
            messageTimer = runLater(
                    messageTime,
                    () -> close(CloseCode.TOO_SLOW, "Too slow: a message took more than " + messageTime + " ms"));
        } else if (frame.isFinal() && messageTimer != null) {
            vertx.cancelTimer(messageTimer);
            timers.remove(messageTimer);
            messageTimer = null;
        }
    }

    /** Others need the memory of what the client sends. It must not wait until the client reads the close frame. */
    private void giveUp() {
        close(CloseCode.TRY_AGAIN_LATER, "The service receives too many messages");
        network.close();
    }

    private void ping() {
        if (alive) {
            alive = false;
            lastPing = UUID.randomUUID().toString();
            socket.writePing(Buffer.buffer(lastPing));
        } else {
            close(CloseCode.TOO_SLOW, "Too slow: the client does not answer a ping");
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupted
                && !corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            close(CloseCode.PROTOCOL_ERROR, "The frame violates RFC 6455");
        } else if (!(failure instanceof IOException || failure instanceof HttpClosedException)) {
            // After these two the connection is closed already.
            close(CloseCode.MESSAGE_TOO_BIG, "The message is too long");
        }
    }

    void send(String message) {
        send(message.length(), () -> socket.writeTextMessage(message));
    }

    /** Sends a message that consists of three parts. Frames have slices of a large payload, so it is not copied. */
    void send(String before, Buffer payload, String behind) {
        if (payload.length() <= FRAME) {
            send(before + payload + behind);
        } else {
            send(payload.length(), () -> {
                socket.writeFrame(WebSocketFrame.textFrame(before, false));
                for (int start = 0; start < payload.length(); start += FRAME) {
                    Buffer part = payload.slice(start, Math.min(start + FRAME, payload.length()));
                    socket.writeFrame(WebSocketFrame.continuationFrame(part, false));
                }
                return socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(behind), true));
            });
        }
    }

    private void send(int length, Supplier<Future<Void>> write) {
        if (!closed) {
            sender.track(request, length, write);
            if (socket.writeQueueFull()) {
                // The service reads no more messages or pongs from a client that does not read.
                socket.pause();
            }
        }
    }

    /** Whether the write queue is full, or the socket is closed. */
    boolean isFull() {
        return closed || socket.writeQueueFull();
    }

    void close(CloseCode code, String reason) {
        if (!closed) {
            end(code);
            socket.resume(); // To receive the close frame of the client.
            socket.close(code.code, shortened(reason));
        }
    }

    /** In ASCII each character is one byte. */
    private static String shortened(String reason) {
        String ascii = reason.replaceAll("[^ -~]", "?");
        return ascii.length() <= MAX_REASON ? ascii : ascii.substring(0, MAX_REASON);
    }

    private void end(CloseCode code) {
        if (!closed) {
            closed = true;
            timers.forEach(vertx::cancelTimer);
            listener.closed(code);
            // Vert.x would wait until the client has read the close frame, and then for a while.
            long timer = vertx.setTimer(CLOSING_MILLIS, late -> network.close());
            onDisconnect(() -> vertx.cancelTimer(timer));
        }
    }

    /** Runs an action on the event loop when the network connection ends, which may be after the socket is closed. */
    void onDisconnect(Runnable action) {
        network.channel().closeFuture().addListener(ended -> action.run());
    }

    /** Runs an action on the event loop. May be called on any thread. */
    void run(Runnable action) {
        loop.runOnContext(now -> action.run());
    }

    /**
     * Runs an action on the event loop after a time, unless the socket is closed by then. Returns the timer, null if
     * the socket is closed.
     */
    Long runLater(long milliseconds, Runnable action) {
        if (closed) {
            return null;
        }
        long started = vertx.setTimer(milliseconds, timer -> {
            timers.remove(timer);
            action.run();
        });
        timers.add(started);
        return started;
    }

    /** A blocking action with memory for what it reads. */
    interface Action<T> {
        T run(MemoryBudget.Part memory) throws Exception;
    }

    /**
     * Runs a blocking action on a worker thread, and passes its result or its failure to a callback on the event loop,
     * which sends it. Until then the action has its memory.
     */
    <T> void runBlocking(Action<T> action, Consumer<T> success, Consumer<Throwable> failure) {
        MemoryBudget.Part memory = sender.memory();
        // Each action has its own Vert.x context, as each HTTP request has.
        VertxContext.createNewDuplicatedContext(loop)
                .executeBlocking(
                        () -> {
                            // The thread returns nothing: until its next action it would keep what it returned.
                            T result = action.run(memory);
                            run(() -> {
                                try (memory) {
                                    success.accept(result);
                                }
                            });
                            return null;
                        },
                        false)
                .onFailure(thrown -> run(() -> {
                    try (memory) {
                        failure.accept(thrown);
                    }
                }));
    }
}
