package org.onrecord.http.request;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;

/**
 * Guards an HTTP/1.1 connection between the decoder of Netty and Vert.x.
 *
 * <p>It limits the requests whose responses the client has not received. A client may send requests without waiting for
 * responses (RFC 9112, 9.3.2). Vert.x keeps any number of them until it has answered those before, and any number of
 * responses until the client reads them.
 *
 * <p>It discards what follows a request with a transfer coding: for a proxy it may be a part of the body of that
 * request (RFC 9112, 6.1), and Vert.x handles it before the connection is closed.
 *
 * <p>Vert.x closes a connection as soon as a chunk of a body is broken. Then the guard waits for a moment for responses
 * that worker threads are sending.
 */
@RegisterForReflection(fields = false) // Netty looks for the annotations of the methods.
final class ConnectionGuard extends ChannelDuplexHandler {

    /** More than programs send: browsers and most libraries wait for each response. */
    private static final int MAX = 64;

    private static final long LINGER_MILLIS = 500;

    /** Requests without a response that the network has accepted. The first one is there when the limit is added. */
    private int pending = 1;

    /** Whether the body of a request has a malformed chunk. */
    private boolean isBroken;

    /** Whether a request has a transfer coding, so that it is the last one. */
    private boolean isLast;

    /** Whether another request has followed the last one. */
    private boolean discards;

    private ConnectionGuard(HttpServerRequest first) {
        isLast = first.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /** Called on the event loop of a request. */
    static void add(HttpServerRequest request) {
        if (request.connection() instanceof Http1xServerConnection http1) {
            ChannelHandlerContext context = http1.channelHandlerContext();
            ChannelPipeline pipeline = context.pipeline();
            // A closed connection has no handlers, but Vert.x still calls those of the requests that wait.
            if (!context.isRemoved() && pipeline.get(ConnectionGuard.class) == null) {
                pipeline.addBefore(context.name(), null, new ConnectionGuard(request));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            discards = isLast;
            isLast |= request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
            pending += discards ? 0 : 1;
        }
        if (discards) {
            ReferenceCountUtil.release(message);
        } else if (pending > MAX) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            isBroken |= message instanceof HttpContent content
                    && content.decoderResult().isFailure();
            super.channelRead(context, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        boolean isInterim =
                message instanceof HttpResponse response && response.status().code() < 200;
        if (message instanceof LastHttpContent && !isInterim) {
            super.write(context, message, promise.unvoid().addListener(sent -> received(context)));
        } else {
            super.write(context, message, promise);
        }
    }

    private void received(ChannelHandlerContext context) {
        pending--;
        if (isBroken && pending == 0) {
            context.close();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isBroken && pending > 0) {
            context.executor().schedule(() -> context.close(promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close(promise);
        }
    }
}
