package org.onrecord.websocket;

import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket08FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.impl.ws.WebSocketFrameInternal;

import org.onrecord.traversal.limits.MemoryBudget;

/**
 * Bounds what the service keeps of the frames of a WebSocket. Its methods run on the event loop.
 *
 * <p>It counts the bytes of incomplete frames, of frames that Vert.x keeps while the service does not read, and of
 * incomplete messages. It keeps pings from Vert.x while the send buffer is full: Vert.x answers each ping, and keeps
 * the answers until the client reads them. When the buffer has room again, Vert.x receives the latest ping: the others
 * need no answer (RFC 6455, 5.5.3).
 */
@RegisterForReflection(fields = false) // Netty looks for the annotations of the methods.
final class FrameGuard extends ChannelInboundHandlerAdapter {

    /** Bytes that a frame takes in memory beside its payload. */
    private static final int FRAME_OVERHEAD = 200;

    private final Supplier<MemoryBudget.Part> memory;
    private final Runnable exhausted;
    /** Null if nothing is reserved. */
    private MemoryBudget.Part part;

    private long reserved;
    /** Bytes that are no complete frame yet. */
    private long undecoded;
    /** Bytes of frames that the service has not read, and of the message that is not complete. */
    private long unread;
    /** Bytes of the payloads that the service has read of the message that is not complete. */
    private long message;
    /** Null if no ping waits. */
    private PingWebSocketFrame latestPing;

    private FrameGuard(Supplier<MemoryBudget.Part> memory, Runnable exhausted) {
        this.memory = memory;
        this.exhausted = exhausted;
    }

    /**
     * @param next the handler that answers pings
     * @param memory for what the client has sent
     * @param exhausted called, once or several times, if there is not enough memory
     */
    static FrameGuard add(ChannelHandlerContext next, Supplier<MemoryBudget.Part> memory, Runnable exhausted) {
        FrameGuard guard = new FrameGuard(memory, exhausted);
        ChannelPipeline pipeline = next.pipeline();
        ChannelHandlerContext decoder = pipeline.context(WebSocket08FrameDecoder.class);
        if (next.isRemoved()) {
            return guard; // A closed connection has no handlers.
        } else if (decoder == null) {
            next.close(); // Its frames would have no limit.
            return guard;
        }
        pipeline.addBefore(decoder.name(), null, guard.new Bytes());
        pipeline.addBefore(next.name(), null, guard);
        return guard;
    }

    /** Receives bytes before the decoder of frames does. */
    @RegisterForReflection(fields = false)
    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            undecoded += ((ByteBuf) bytes).readableBytes();
            context.fireChannelRead(bytes);
            reserve();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object decoded) {
        if (decoded instanceof WebSocketFrame frame) {
            // The decoder may have had bytes before this guard counted.
            undecoded = Math.max(0, undecoded - length(frame));
        }
        if (decoded instanceof PingWebSocketFrame ping && !context.channel().isWritable()) {
            keep(ping);
        } else {
            pass(context, decoded);
        }
    }

    /** The length of a frame of a client (RFC 6455, 5.2). */
    private static int length(WebSocketFrame frame) {
        int payload = frame.content().readableBytes();
        int extendedLength = payload > 65_535 ? 8 : payload > 125 ? 2 : 0;
        int mask = 4;
        return 2 + extendedLength + mask + payload;
    }

    private void pass(ChannelHandlerContext context, Object decoded) {
        if (decoded instanceof WebSocketFrame frame) {
            unread += FRAME_OVERHEAD + frame.content().readableBytes();
        }
        context.fireChannelRead(decoded);
    }

    private void keep(PingWebSocketFrame ping) {
        ReferenceCountUtil.release(latestPing);
        latestPing = ping;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (latestPing != null && context.channel().isWritable()) {
            PingWebSocketFrame ping = latestPing;
            latestPing = null;
            pass(context, ping);
            context.fireChannelReadComplete();
        }
        context.fireChannelWritabilityChanged();
    }

    /** The service has read a frame. */
    void read(io.vertx.core.http.WebSocketFrame frame) {
        int payload = ((WebSocketFrameInternal) frame).length();
        unread -= FRAME_OVERHEAD;
        if (!isData(frame)) {
            unread -= payload;
        } else {
            message += payload;
            if (frame.isFinal()) {
                unread -= message;
                message = 0;
            }
        }
        if (undecoded + unread < reserved) {
            reserve();
        }
    }

    /** Whether a frame is a part of a message. A control frame may arrive between the parts. */
    static boolean isData(io.vertx.core.http.WebSocketFrame frame) {
        return frame.isText() || frame.isBinary() || frame.isContinuation();
    }

    private void reserve() {
        long needed = undecoded + unread;
        if (needed < reserved) {
            release();
        }
        if (needed > reserved) {
            part = part == null ? memory.get() : part;
            if (part.reserve(needed - reserved)) {
                reserved = needed;
            } else {
                exhausted.run();
            }
        }
    }

    private void release() {
        if (part != null) {
            part.close();
            part = null;
            reserved = 0;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        keep(null);
        release();
    }
}
