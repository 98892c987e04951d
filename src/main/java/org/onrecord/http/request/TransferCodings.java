package org.onrecord.http.request;

import java.util.List;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** The transfer codings of a request, which say in HTTP/1.1 where its body ends (RFC 9112, 6). */
final class TransferCodings {

    private static final long LINGER_MILLIS = 500;

    private TransferCodings() {}

    /**
     * Fails a request with a coding other than {@code chunked}: the end of its body is not known. The connection of a
     * request with codings closes after the response.
     *
     * @return whether the request may go on
     */
    static boolean check(RoutingContext context) {
        List<String> codings = context.request().headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return true;
        }
        boolean endKnown = codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0));
        closeAfterResponse(context, endKnown);
        if (!endKnown) {
            context.fail(new ApiException(
                    ErrorCode.BAD_REQUEST, "Send the body with a Content-Length, or with Transfer-Encoding: chunked."));
        }
        return endKnown;
    }

    /**
     * Closes the connection when the response is sent and the body is read. The request may have had a length too,
     * which Netty removes: a proxy that believed the length would take the rest of the body for the next request of
     * the connection (RFC 9112, 6.1). A body whose end is not known is read for a moment: to close the connection
     * while the client sends may destroy the response (RFC 9112, 9.6).
     */
    private static void closeAfterResponse(RoutingContext context, boolean endKnown) {
        HttpServerRequest request = context.request();
        Context loop = context.vertx().getOrCreateContext();
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(sent -> loop.runOnContext(now -> {
            if (request.isEnded()) {
                request.connection().close();
            } else {
                request.endHandler(read -> request.connection().close());
                if (!endKnown) {
                    context.vertx().setTimer(LINGER_MILLIS, passed -> request.connection()
                            .close());
                }
            }
        }));
    }

    /**
     * Sends what is written of a response. Vert.x closes the connection right after the exception handler of a request
     * whose chunks are broken, with what waits for the end of the present read.
     */
    static void flush(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.flush();
        }
    }
}
