package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
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

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.ResponseSender;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;

/**
 * {@code POST /import} takes NDJSON, a stream of any length, and answers with NDJSON while it comes in: how far it is, again
 * and again, and at last what became of it.
 */
@Singleton
class ImportEndpoint {

    private static final Logger LOG = Logger.getLogger(ImportEndpoint.class);

    private static final String PATH = "/import";

    /** None that a form of another site could send without the browser asking first. */
    private static final Set<String> NDJSON = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    private static final String ANSWER = "application/x-ndjson";

    /** After authentication, as GraphQL's. */
    private static final int ORDER = -1;

    private final Importer importer;
    private final ImportConfig config;
    private final AccessControl gatekeeper;
    private final ResponseSender responder;
    private final RequestObserver observer;
    private final Vertx vertx;
    private final Transfers imports;

    ImportEndpoint(
            Importer importer,
            ImportConfig config,
            AccessControl gatekeeper,
            ResponseSender responder,
            RequestObserver observer,
            Vertx vertx) {
        this.importer = importer;
        this.config = config;
        this.gatekeeper = gatekeeper;
        this.responder = responder;
        this.observer = observer;
        this.vertx = vertx;
        this.imports = new Transfers("imports", config.running(), vertx);
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(ORDER)
                .handler(context -> {
                    context.request().pause(); // Until it is known whether it is read at all.
                    context.next();
                })
                .handler(observer::begin)
                .blockingHandler(this::handle, false)
                .failureHandler(context -> responder.fail(context, context.failure()));
    }

    private void handle(RoutingContext context) {
        try {
            SecurityIdentity identity = gatekeeper.identify(context);
            if (context.request().method() != HttpMethod.POST) {
                context.response().putHeader(HttpHeaders.ALLOW, "POST");
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "An import goes by POST.");
            }
            gatekeeper.requireAnyRole(identity, Set.of(Roles.ADMIN));
            requireNdjson(context.request());
            long from = from(context.request().getParam("from"));
            imports.start(() -> run(context, identity, from));
        } catch (RuntimeException e) {
            responder.fail(context, e);
            RequestStream.drain(context.request());
        }
    }

    private static void requireNdjson(HttpServerRequest request) {
        String contentType = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (contentType == null
                || !NDJSON.contains(contentType.split(";")[0].strip().toLowerCase())
                || encoding != null && !Set.of("identity", "gzip").contains(encoding.toLowerCase())) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send application/x-ndjson: a JSON object a line, in UTF-8, with gzip or not compressed.");
        }
    }

    private static long from(String parameter) {
        try {
            long from = parameter == null ? 1 : Long.parseLong(parameter);
            if (from >= 1) {
                return from;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ApiException(ErrorCode.BAD_USER_INPUT, "`from` is the number of the first line to import, from 1.");
    }

    private void run(RoutingContext context, SecurityIdentity identity, long from) {
        HttpServerResponse response = context.response();
        ImportReport report = importer.newReport();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, ANSWER)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Compressed, the lines would stay in the compressor until there are enough of them.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        long clock = vertx.setPeriodic(config.progress().toMillis(), tick -> write(response, report.progress()));
        try (InputStream body = new RequestStream(context.request());
                InputStream lines = uncompressed(body, context.request())) {
            importer.run(lines, from, identity, report);
        } catch (IOException e) {
            report.brokeOff("The body is not what its Content-Encoding says.");
        } finally {
            vertx.cancelTimer(clock);
            LOG.infof("An import of %s ended: %s", identity.getPrincipal().getName(), report.progress());
        }
        write(response, report.result());
        response.end();
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
