package org.onrecord.websocket;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

import org.onrecord.traversal.limits.Limits;

/** What the HTTP server allows WebSockets. */
@Singleton
class WebSocketOptions implements HttpServerOptionsCustomizer {

    /** Bytes that a message has around the request in it. */
    private static final int ENVELOPE = 1024;

    private final int largestMessage;

    WebSocketOptions(Limits limits) {
        this.largestMessage = (int) limits.body().asLongValue() + ENVELOPE;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketMessageSize(largestMessage)
                .setMaxWebSocketFrameSize(largestMessage)
                // A message of some bytes could become one of gigabytes before anybody asks how long it is.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
