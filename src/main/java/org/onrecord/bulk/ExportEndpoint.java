package org.onrecord.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.onrecord.bulk.Export.Kind;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.ResponseSender;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;

/** {@code GET /export} streams the graph as NDJSON, which {@code POST /import} takes back. */
@Singleton
class ExportEndpoint {

    private static final Logger LOG = Logger.getLogger(ExportEndpoint.class);

    private static final String PATH = "/export";

    /** The response header with the version of the graph that was exported. */
    private static final String VERSION = "Graph-Version";

    private static final List<Kind> GRAPH = List.of(Kind.PERSON, Kind.EVENT, Kind.ARTICLE);

    /** After authentication, as GraphQL's. */
    private static final int ORDER = -1;

    private final Export export;
    private final AccessControl gatekeeper;
    private final ResponseSender responder;
    private final RequestObserver observer;
    private final Transfers exports;

    ExportEndpoint(
            Export export,
            ExportConfig config,
            AccessControl gatekeeper,
            ResponseSender responder,
            RequestObserver observer,
            Vertx vertx) {
        this.export = export;
        this.gatekeeper = gatekeeper;
        this.responder = responder;
        this.observer = observer;
        this.exports = new Transfers("exports", config.running(), vertx);
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(ORDER)
                .handler(observer::begin)
                .blockingHandler(this::handle, false)
                .failureHandler(context -> responder.fail(context, context.failure()));
    }

    private void handle(RoutingContext context) {
        try {
            SecurityIdentity identity = gatekeeper.identify(context);
            if (context.request().method() != HttpMethod.GET) {
                context.response().putHeader(HttpHeaders.ALLOW, "GET");
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "An export goes by GET.");
            }
            List<Kind> kinds = kinds(context.request().getParam("type"));
            if (kinds.contains(Kind.AUDIT)) {
                gatekeeper.requireAnyRole(identity, Set.of(Roles.ADMIN));
            }
            Long since = since(context.request().getParam("since"));
            exports.start(() -> run(context, kinds, since));
        } catch (RuntimeException e) {
            responder.fail(context, e);
        }
    }

    private static List<Kind> kinds(String type) {
        if (type == null) {
            return GRAPH;
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "person" -> List.of(Kind.PERSON);
            case "event" -> List.of(Kind.EVENT);
            case "article" -> List.of(Kind.ARTICLE);
            case "audit" -> List.of(Kind.AUDIT);
            default ->
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT,
                        "`type` is one of person, event, article and audit, or left out for the graph.");
        };
    }

    private static Long since(String parameter) {
        try {
            Long since = parameter == null ? null : Long.valueOf(parameter);
            if (since == null || since >= 0) {
                return since;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ApiException(ErrorCode.BAD_USER_INPUT, "`since` is the " + VERSION + " of an earlier export.");
    }

    private void run(RoutingContext context, List<Kind> kinds, Long since) {
        HttpServerResponse http = context.response();
        try {
            ResponseStream lines = new ResponseStream(http);
            export.read(
                    kinds,
                    since,
                    version -> http.setChunked(true)
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson")
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .putHeader(VERSION, version),
                    lines::writeLine);
            lines.end();
        } catch (RuntimeException e) {
            if (!http.headWritten()) {
                responder.fail(context, e);
            } else if (!http.closed()) {
                LOG.error("An export breaks off", e);
                http.reset(); // Without its end, so that nobody takes it for whole.
            }
        }
    }
}
