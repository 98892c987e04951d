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

import org.onrecord.bulk.Exporter.Kind;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;

/** {@code GET /export} streams the graph as NDJSON that {@code POST /import} accepts. */
@Singleton
class ExportEndpoint {

    private static final Logger LOG = Logger.getLogger(ExportEndpoint.class);

    /** The response header with the version of the exported graph. */
    private static final String VERSION = "Graph-Version";

    private static final List<Kind> GRAPH = List.of(Kind.PERSON, Kind.EVENT, Kind.ARTICLE);

    private final Exporter exporter;
    private final ExportConfig config;
    private final BulkRoutes routes;
    private final AccessControl accessControl;
    private final ResponseSender sender;
    private final BulkExecutor executor;

    ExportEndpoint(
            Exporter exporter,
            ExportConfig config,
            BulkRoutes routes,
            AccessControl accessControl,
            ResponseSender sender,
            Vertx vertx) {
        this.exporter = exporter;
        this.config = config;
        this.routes = routes;
        this.accessControl = accessControl;
        this.sender = sender;
        this.executor = new BulkExecutor("exports", config.running(), vertx);
    }

    void route(@Observes Router router) {
        routes.add(router, HttpMethod.GET, "/export", this::handle);
    }

    private void handle(RoutingContext context, SecurityIdentity identity) {
        if (!config.open()) {
            accessControl.requireAnyRole(identity, Set.of(Roles.ADMIN));
        }
        List<Kind> kinds = kinds(context.request().getParam("type"));
        if (kinds.contains(Kind.AUDIT)) {
            accessControl.requireAnyRole(identity, Set.of(Roles.ADMIN));
        }
        Long since = since(context.request().getParam("since"));
        executor.start(() -> export(context, kinds, since));
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
                        "`type` must be person, event, article or audit. Omit it to export the graph.");
        };
    }

    private static Long since(String parameter) {
        try {
            Long since = parameter == null ? null : Long.valueOf(parameter);
            if (since == null || since >= 0) {
                return since;
            }
        } catch (NumberFormatException e) {
            // The same error as for a negative number.
        }
        throw new ApiException(
                ErrorCode.BAD_USER_INPUT, "`since` must be the " + VERSION + " header of an earlier export.");
    }

    private void export(RoutingContext context, List<Kind> kinds, Long since) {
        HttpServerResponse http = context.response();
        try {
            ResponseStream lines = new ResponseStream(http, config.stall(), config.deadline());
            exporter.export(
                    kinds,
                    since,
                    version -> http.setChunked(true)
                            .putHeader(HttpHeaders.CONTENT_TYPE, BulkRoutes.RESPONSE_TYPE)
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .putHeader(VERSION, version),
                    lines::writeLine);
            lines.end();
        } catch (RuntimeException e) {
            if (!http.headWritten()) {
                sender.fail(context, e);
            } else if (!http.closed()) {
                LOG.warn("An export broke off", e);
                http.reset(); // Without the last chunk, the client knows that the response is incomplete.
            }
        }
    }
}
