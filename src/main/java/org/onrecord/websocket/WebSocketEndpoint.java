package org.onrecord.websocket;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.ClientAddress;
import org.onrecord.http.browser.LocalPages;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.security.AccessControl;
import org.onrecord.subscription.ChangeFeed;
import org.onrecord.subscription.LiveConfig;
import org.onrecord.traversal.limits.Limits;

/**
 * GraphQL over WebSockets. It replaces the handler of SmallRye GraphQL, which has no back-pressure, and knows neither
 * the limits nor the error codes of this service.
 */
@Singleton
public class WebSocketEndpoint {

    /** After CORS (-300) and authentication (-200). */
    private static final int ORDER = -150;

    /** Of the WebSocket protocol (RFC 6455). */
    private static final String VERSION = "13";

    private final OperationExecutor executor;
    private final BodyReceiver bodies;
    private final ResponseSender sender;
    private final LiveConfig config;
    private final Limits limits;
    private final AccessControl accessControl;
    private final ClientAddress address;
    private final boolean corsEnabled;
    private final MeterRegistry metrics;
    private final Counter events;
    private final Counter eventBytes;
    private final Quota connections;
    private final Set<GraphQLSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    WebSocketEndpoint(
            OperationExecutor executor,
            BodyReceiver bodies,
            ResponseSender sender,
            ChangeFeed feed,
            LiveConfig config,
            Limits limits,
            AccessControl accessControl,
            ClientAddress address,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean corsEnabled) {
        this.executor = executor;
        this.bodies = bodies;
        this.sender = sender;
        this.config = config;
        this.connections = new Quota(config.maxConnections(), config.maxConnectionsPerClient());
        this.limits = limits;
        this.accessControl = accessControl;
        this.address = address;
        this.corsEnabled = corsEnabled;
        this.metrics = metrics;
        this.events = metrics.counter("graphql.subscription.events");
        this.eventBytes = Counter.builder("graphql.subscription.event.size")
                .description("Size of the payloads of events as sent")
                .baseUnit("bytes")
                .register(metrics);
        metrics.gauge("graphql.websocket.connections", sessions, Set::size);
        metrics.gauge("graphql.subscriptions", feed, ChangeFeed::subscriptions);
    }

    void route(@Observes Router router) {
        router.route("/graphql").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            context.next();
        } else if (!VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            // Vert.x also speaks drafts of the protocol, whose frames are not limited.
            context.response()
                    .setStatusCode(426)
                    .putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION)
                    .end("The version of the WebSocket must be " + VERSION + " (RFC 6455).");
        } else if (!isAllowedOrigin(context)) {
            context.response().setStatusCode(403).end("Pages of other sites may not connect.");
        } else if (stopping || !connections.tryAcquire(address.of(request))) {
            context.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, "5")
                    .end("The service accepts no more connections.");
        } else {
            String client = address.of(request);
            request.toWebSocket()
                    .onFailure(refused -> connections.release(client))
                    .onSuccess(socket -> {
                        GraphQLSession session = new GraphQLSession(this, socket, context, client);
                        sessions.add(session);
                        session.begin();
                        if (stopping) {
                            session.stop();
                        }
                    });
        }
    }

    /**
     * Browsers do not apply CORS to WebSockets, but send the origin of the page; other clients send none. Pages of
     * this service may connect, and pages that the CORS filter allows, if it is enabled; in development also
     * {@link LocalPages}.
     */
    private boolean isAllowedOrigin(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || corsEnabled
                || context.get(LocalPages.KEY) != null
                || request.authority() != null
                        && origin.replaceFirst("^https?://", "")
                                .equalsIgnoreCase(request.authority().toString());
    }

    /**
     * Closes the connections when the shutdown begins, because Quarkus waits for open ones. The clients reconnect, to
     * another replica if there is one.
     */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        sessions.forEach(GraphQLSession::stop);
    }

    SecurityIdentity identify(RoutingContext context) {
        return accessControl.identify(context);
    }

    OperationExecutor executor() {
        return executor;
    }

    BodyReceiver bodies() {
        return bodies;
    }

    ResponseSender sender() {
        return sender;
    }

    LiveConfig config() {
        return config;
    }

    /** How long a message may take to arrive: as long as the body of a request. */
    Duration messageTime() {
        return limits.bodyTime();
    }

    int jsonDepth() {
        return limits.jsonDepth();
    }

    /** @param payload of the event */
    void countEvent(Buffer payload) {
        events.increment();
        eventBytes.increment(payload.length());
    }

    /** Forgets a session whose network connection has ended. */
    void remove(GraphQLSession session) {
        sessions.remove(session);
        connections.release(session.address());
    }

    /** @param code null if the client closed the connection, or it was lost */
    void countClose(CloseCode code) {
        if (code != null) {
            metrics.counter("graphql.websocket.closes", "code", Integer.toString(code.code))
                    .increment();
        }
    }
}
