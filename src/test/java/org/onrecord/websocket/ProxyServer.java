package org.onrecord.websocket;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;

import org.onrecord.http.GraphQLEndpoint;

/** A reverse proxy for WebSockets. As Envoy and NGINX do, it appends the address of its peer to X-Forwarded-For. */
final class ProxyServer implements AutoCloseable {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final Vertx vertx = Vertx.vertx();
    private final int target;
    private final HttpServer server;

    /** The address that the proxy appends; null for the real one of its peer. */
    private volatile String peer;

    ProxyServer(int target) throws Exception {
        this.target = target;
        this.server =
                await(vertx.createHttpServer().requestHandler(this::forward).listen(0, "localhost"));
    }

    /**
     * Opens a connection through the proxy.
     *
     * @param address of the client as the proxy sees it; null for its real address
     * @param forwardedFor the header that the client itself sends; null for none
     */
    Socket open(String address, String forwardedFor) {
        peer = address;
        return Socket.open(
                Socket.url(server.actualPort()),
                GraphQLEndpoint.SUBPROTOCOL,
                forwardedFor == null ? Map.of() : Map.of(FORWARDED_FOR, forwardedFor));
    }

    private void forward(HttpServerRequest request) {
        request.pause();
        String address = peer == null ? request.remoteAddress().hostAddress() : peer;
        String before = request.getHeader(FORWARDED_FOR);
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(target)
                .setURI(request.uri())
                .addSubProtocol(GraphQLEndpoint.SUBPROTOCOL)
                .putHeader(FORWARDED_FOR, before == null ? address : before + ", " + address);
        vertx.createWebSocketClient()
                .connect(options)
                .onFailure(failure -> request.response()
                        .setStatusCode(failure instanceof UpgradeRejectedException refused ? refused.getStatus() : 502)
                        .end())
                .onSuccess(upstream -> request.toWebSocket().onSuccess(downstream -> {
                    upstream.textMessageHandler(downstream::writeTextMessage);
                    downstream.textMessageHandler(upstream::writeTextMessage);
                    upstream.closeHandler(closed -> downstream.close());
                    downstream.closeHandler(closed -> upstream.close());
                }));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }
}
