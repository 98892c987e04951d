package org.onrecord.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Keeps pings from Vert.x while the send buffer of a WebSocket is full. Vert.x answers each ping, and keeps the answers
 * until the client reads them. When the buffer has room again, Vert.x receives the latest ping: the others need no
 * answer (RFC 6455, 5.5.3).
 */
@RegisterForReflection(fields = false) // Netty looks for the annotations of the methods.
final class PingGuard extends ChannelInboundHandlerAdapter {

    /** Null if no ping waits. */
    private PingWebSocketFrame latest;

    /** @param next the handler that answers pings */
    static void add(ChannelHandlerContext next) {
        if (!next.isRemoved()) { // A closed connection has no handlers.
            next.pipeline().addBefore(next.name(), null, new PingGuard());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof PingWebSocketFrame ping && !context.channel().isWritable()) {
            keep(ping);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void keep(PingWebSocketFrame ping) {
        ReferenceCountUtil.release(latest);
        latest = ping;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (latest != null && context.channel().isWritable()) {
            PingWebSocketFrame ping = latest;
            latest = null;
            context.fireChannelRead(ping);
            context.fireChannelReadComplete();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        keep(null);
    }
}
