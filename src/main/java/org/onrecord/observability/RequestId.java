package org.onrecord.observability;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/**
 * The id of a request in its response, in the log and in its trace. The service uses the id that the client or a
 * gateway sends, if it is well-formed.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The key in the mapped diagnostic context of the log. */
    private static final String LOG_KEY = "requestId";

    /** Excludes characters that break a log line or a header. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** The attribute for a response header in the semantic conventions of OpenTelemetry. */
    private static final AttributeKey<List<String>> SPAN_ATTRIBUTE =
            AttributeKey.stringArrayKey("http.response.header.x-request-id");

    private RequestId() {}

    /** The id of the request of the calling thread, null if there is none. */
    public static String current() {
        return (String) MDC.get(LOG_KEY);
    }

    /** Creates an id for an operation on a WebSocket, which has no headers. */
    public static void assign() {
        MDC.put(LOG_KEY, random());
    }

    /** A UUID of version 4 (RFC 9562). An id must be unique, but need not be secret: a secret one takes longer. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long least = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(most, least).toString();
    }

    /** Assigns the id of a request, unless it has one. */
    static void assign(RoutingContext context) {
        if (context.response().headers().contains(HEADER)) {
            return;
        }
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && WELL_FORMED.matcher(sent).matches() ? sent : random();
        context.response().putHeader(HEADER, id);
        // Quarkus stores it in the context of the request, so it needs no cleanup.
        MDC.put(LOG_KEY, id);
        Span.current().setAttribute(SPAN_ATTRIBUTE, List.of(id));
    }
}
