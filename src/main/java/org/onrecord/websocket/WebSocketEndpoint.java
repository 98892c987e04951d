package org.onrecord.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.security.Gatekeeper;
import org.onrecord.subscription.ChangeFeed;
import org.onrecord.subscription.LiveConfig;
import org.onrecord.traversal.limits.Limits;

/**
 * GraphQL over WebSockets, in front of SmallRye's handler, which it replaces: that one knows none of the limits and codes of this
 * service, writes without asking whether the client reads, and has its own form of responses.
 */
@Singleton
public class WebSocketEndpoint {

    /** After CORS and authentication, which are at -300 and -200, and before SmallRye. */
    private static final int ORDER = -150;

    private final SocketExecutor executor;
    private final LiveConfig config;
    private final Limits limits;
    private final Gatekeeper gatekeeper;
    private final boolean corsEnabled;
    private final MeterRegistry metrics;
    private final Counter events;
    private final Set<GraphQLConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    WebSocketEndpoint(
            SocketExecutor executor,
            ChangeFeed feed,
            LiveConfig config,
            Limits limits,
            Gatekeeper gatekeeper,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean corsEnabled) {
        this.executor = executor;
        this.config = config;
        this.limits = limits;
        this.gatekeeper = gatekeeper;
        this.corsEnabled = corsEnabled;
        this.metrics = metrics;
        this.events = metrics.counter("graphql.subscription.events");
        metrics.gauge("graphql.websocket.connections", connections, Set::size);
        metrics.gauge("graphql.subscriptions", feed, ChangeFeed::subscriptions);
    }

    void route(@Observes Router router) {
        router.route("/graphql").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            context.next();
        } else if (!isFromHere(request)) {
            context.response().setStatusCode(403).end("Pages of another site may not connect.");
        } else if (stopping || connections.size() >= config.maxConnections()) {
            context.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, "5")
                    .end("No more connections.");
        } else {
            request.toWebSocket().onSuccess(socket -> {
                GraphQLConnection connection = new GraphQLConnection(this, socket, context);
                connections.add(connection);
                connection.begin();
                if (stopping) {
                    connection.leave();
                }
            });
        }
    }

    /**
     * Browsers apply CORS to no WebSocket, but they say whose page it is that connects; other clients say nothing. A page of
     * this service's own address may, and one that the CORS filter, where it is enabled, let through.
     */
    private boolean isFromHere(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || corsEnabled
                || request.authority() != null
                        && origin.replaceFirst("^https?://", "")
                                .equalsIgnoreCase(request.authority().toString());
    }

    /** As soon as it is known, for what is not closed is waited for: clients then go to another replica, or come back. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        connections.forEach(connection -> connection.leave());
    }

    SecurityIdentity identify(RoutingContext context) {
        return gatekeeper.identify(context);
    }

    SocketExecutor executor() {
        return executor;
    }

    LiveConfig config() {
        return config;
    }

    int jsonDepth() {
        return limits.jsonDepth();
    }

    void countEvent() {
        events.increment();
    }

    /** Counts what the service closed by itself. */
    private void countClose(CloseCode code) {
        metrics.counter("graphql.websocket.closes", "code", Integer.toString(code.code))
                .increment();
    }

    /** @param code null where the client closed the connection, or it was lost */
    void remove(GraphQLConnection connection, CloseCode code) {
        connections.remove(connection);
        if (code != null) {
            countClose(code);
        }
    }
}
