package org.onrecord.bulk.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.onrecord.bulk.BulkExecutor;
import org.onrecord.bulk.BulkRoutes;
import org.onrecord.bulk.RequestStream;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;

/**
 * {@code POST /import} imports an NDJSON stream of any length. The response is NDJSON too: progress while the stream is
 * read, and the result at the end.
 */
@Singleton
class ImportEndpoint {

    private static final Logger LOG = Logger.getLogger(ImportEndpoint.class);

    private static final Set<String> ENCODINGS = Set.of("identity", "gzip");

    private final Importer importer;
    private final ImportConfig config;
    private final BulkRoutes routes;
    private final AccessControl accessControl;
    private final Vertx vertx;
    private final BodyReceiver bodies;
    private final BulkExecutor executor;

    ImportEndpoint(
            Importer importer,
            ImportConfig config,
            BulkRoutes routes,
            AccessControl accessControl,
            BodyReceiver bodies,
            Vertx vertx) {
        this.bodies = bodies;
        this.importer = importer;
        this.config = config;
        this.routes = routes;
        this.accessControl = accessControl;
        this.vertx = vertx;
        this.executor = new BulkExecutor("imports", config.running(), vertx);
    }

    void route(@Observes Router router) {
        routes.add(router, HttpMethod.POST, "/import", this::handle);
    }

    private void handle(RoutingContext context, SecurityIdentity identity) {
        accessControl.requireAnyRole(identity, Set.of(Roles.ADMIN));
        requireNdjson(context.request());
        long from = from(context.request().getParam("from"));
        boolean read = read(context.request().getParam("read"));
        BodyReceiver.allowAnyTime(context);
        executor.start(() -> run(context, identity, from, read));
    }

    private static void requireNdjson(HttpServerRequest request) {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (contentType == null
                || !BulkRoutes.NDJSON.contains(contentType.split(";")[0].strip().toLowerCase(Locale.ROOT))
                || encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be application/x-ndjson in UTF-8, with a JSON object on each line. It can be"
                            + " compressed with gzip.");
        }
    }

    private static long from(String parameter) {
        try {
            long from = parameter == null ? 1 : Long.parseLong(parameter);
            if (from >= 1) {
                return from;
            }
        } catch (NumberFormatException e) {
            // The same error as for a number below 1.
        }
        throw new ApiException(
                ErrorCode.BAD_USER_INPUT, "`from` must be the number of the first line to import, from 1.");
    }

    private static boolean read(String parameter) {
        if (parameter == null || parameter.equals("false")) {
            return false;
        } else if (parameter.equals("true")) {
            return true;
        }
        throw new ApiException(ErrorCode.BAD_USER_INPUT, "`read` must be `true` or `false`.");
    }

    private void run(RoutingContext context, SecurityIdentity identity, long from, boolean read) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return; // The body was broken from its start.
        }
        ImportReport report = importer.newReport();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, BulkRoutes.RESPONSE_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // A compressor would buffer the progress lines.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        long timer = vertx.setPeriodic(config.progress().toMillis(), tick -> write(response, report.progress()));
        try (InputStream body = new RequestStream(context.request(), failure -> bodies.breakOff(context, failure));
                InputStream lines = uncompressed(body, context.request())) {
            importer.run(lines, from, read, identity, report);
        } catch (IOException e) {
            report.brokeOff("The body does not match its Content-Encoding.");
        } finally {
            vertx.cancelTimer(timer);
            LOG.infof("An import of %s ended: %s", identity.getPrincipal().getName(), report.progress());
        }
        write(response, report.result());
        if (!response.ended()) {
            response.end();
        }
    }

    private static InputStream uncompressed(InputStream body, HttpServerRequest request) throws IOException {
        return "gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING))
                ? new GZIPInputStream(body, 1 << 16)
                : body;
    }

    private static void write(HttpServerResponse response, JsonObject line) {
        if (!response.closed() && !response.ended()) {
            response.write(line + "\n");
        }
    }
}
