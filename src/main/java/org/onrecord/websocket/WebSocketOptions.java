package org.onrecord.websocket;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

import org.onrecord.traversal.limits.Limits;

/** Configures the WebSockets of the HTTP server. */
@Singleton
class WebSocketOptions implements HttpServerOptionsCustomizer {

    /** Bytes of a message beside the request that it contains. */
    private static final int ENVELOPE = 1024;

    private final int maxMessage;

    WebSocketOptions(Limits limits) {
        this.maxMessage = (int) limits.body().asLongValue() + ENVELOPE;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketMessageSize(maxMessage)
                .setMaxWebSocketFrameSize(maxMessage)
                // Vert.x checks the size before it decompresses: a few bytes could become gigabytes.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
