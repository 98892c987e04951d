package org.onrecord.observability;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/**
 * The id that one request has in its response, in the log and in its trace: the caller's, where it sends a sane one, so that
 * a client or a gateway can follow its request into this service.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The name under which each line of the log carries it (mapped diagnostic context). */
    private static final String LOG_KEY = "requestId";

    /** Nothing that could break a line of the log or a header. */
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** What OpenTelemetry's semantic conventions call a header of the response. */
    private static final AttributeKey<List<String>> SPAN_ATTRIBUTE =
            AttributeKey.stringArrayKey("http.response.header.x-request-id");

    private RequestId() {}

    /** The id of the request that the calling thread works on, null where it works on none. */
    public static String current() {
        return (String) MDC.get(LOG_KEY);
    }

    /** Gives an id to what the calling thread begins to work on: an operation on a WebSocket, which has no headers. */
    public static void assign() {
        MDC.put(LOG_KEY, UUID.randomUUID().toString());
    }

    static void assign(RoutingContext context) {
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        context.response().putHeader(HEADER, id);
        // Quarkus keeps it with the request, not with the thread, so it ends with the request.
        MDC.put(LOG_KEY, id);
        Span.current().setAttribute(SPAN_ATTRIBUTE, List.of(id));
    }
}
