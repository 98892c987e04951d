package org.onrecord.http.response;

import java.util.List;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import graphql.GraphQLError;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.ClientAddress;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.limits.MemoryBudget;

/** Sends responses, with the headers that tell caches who may store them. */
@Singleton
public final class ResponseSender {

    /** Bytes. A smaller body fits into one packet anyway, and compressing it costs more than the rest of the work. */
    private static final int MIN_COMPRESSED = 1024;

    private final HttpCaching caching;
    private final ErrorMapper errors;
    private final ClientAddress address;
    /** The responses from when PostgreSQL has told their length until the clients have received them. */
    private final MemoryBudget memory;

    ResponseSender(HttpCaching caching, ErrorMapper errors, Limits limits, ClientAddress address) {
        this.caching = caching;
        this.errors = errors;
        this.memory = new MemoryBudget(limits.responses().asLongValue());
        this.address = address;
    }

    /**
     * Sends a response, unless the client is gone. A cache may store it only if its headers allow that already, and it
     * is no error.
     */
    public void send(RoutingContext context, int status, String contentType, Buffer body) {
        HttpServerResponse http = context.response();
        if (http.closed() || http.ended()) { // BodyReceiver answers a broken body while the request is handled.
            return;
        }
        vary(context);
        if (status >= 400) {
            http.headers().remove(HttpHeaders.ETAG).remove(HttpHeaders.CACHE_CONTROL);
        }
        if (context.request().method() != HttpMethod.POST && !http.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            caching.cacheControl(http.headers(), null);
        }
        // In HTTP/1 Vert.x does not compress a response with this header, and removes it; in HTTP/2 it would send it.
        if (body.length() < MIN_COMPRESSED && context.request().version() != HttpVersion.HTTP_2) {
            http.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
        if (status == ErrorCode.UNAUTHENTICATED.status) {
            http.putHeader("WWW-Authenticate", "Bearer");
        } else if (status == ErrorCode.TOO_MANY_OPERATIONS.status) {
            http.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        http.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        track(context, body.length(), () -> http.end(body));
    }

    /**
     * Whether the request has a response already: BodyReceiver answers a broken body while a worker thread handles the
     * request. To set a header fails then.
     */
    public static boolean isAnswered(RoutingContext context) {
        return context.response().headWritten();
    }

    /**
     * Memory for what the service reads for a response. Close it when the response is sent, or will not be sent: from
     * then on, {@link #track} counts the response.
     */
    public MemoryBudget.Part memory() {
        return memory.working();
    }

    /** Handles a request with {@link #memory} for what its operations read. */
    public void withMemory(RoutingContext context, Runnable handler) {
        try (MemoryBudget.Part part = memory()) {
            context.put(TraversalStrategy.MEMORY, part);
            handler.run();
        } finally {
            context.remove(TraversalStrategy.MEMORY);
        }
    }

    /**
     * Sends something to a client, and counts it until the client has received it.
     *
     * @param context of the request, or of the request that was upgraded to a WebSocket
     * @param length in bytes
     * @param write sends it
     * @return succeeds when the client has received it
     */
    public Future<Void> track(RoutingContext context, int length, Supplier<Future<Void>> write) {
        MemoryBudget.Part part = memory.waiting(address.of(context.request()), () -> giveUp(context));
        part.add(length);
        Future<Void> written;
        try {
            written = write.get();
        } catch (RuntimeException e) {
            part.close();
            throw e;
        }
        return written.onComplete(sent -> part.close());
    }

    /**
     * Ends a response at once. The connection and the channel of Vert.x would wait until the client has the response;
     * the context of its handler does not.
     */
    private static void giveUp(RoutingContext context) {
        if (context.request().connection() instanceof Http1xServerConnection connection) {
            connection.channelHandlerContext().close();
        } else {
            context.response().reset();
        }
    }

    /** Starts a response whose body follows in parts. No cache may store it, unless its headers allow that. */
    public HttpServerResponse start(RoutingContext context, String contentType) {
        vary(context);
        if (!context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
            caching.cacheControl(context.response().headers(), null);
        }
        return context.response().setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    }

    public void sendText(RoutingContext context, int status, String text) {
        send(context, status, "text/plain; charset=utf-8", Buffer.buffer(text));
    }

    /** @param location absolute, or relative to the URL of the request */
    public void redirect(RoutingContext context, int status, String location) {
        context.response().putHeader(HttpHeaders.LOCATION, location);
        sendText(context, status, location);
    }

    /** Redirects permanently to the present URL of what is requested. The query of the request stays. */
    public void redirectMoved(RoutingContext context, String url) {
        String query = context.request().query();
        redirect(context, 301, query == null ? url : url + "?" + query);
    }

    /** Tells the client that it has the response. Its headers replace those that the client has. */
    public void notModified(RoutingContext context) {
        vary(context);
        context.response().setStatusCode(304).end();
    }

    /**
     * Sets the headers for caches. Answers the request if the client has the response already.
     *
     * @return whether it is answered
     */
    public boolean revalidate(RoutingContext context, HttpCaching.Validator validator) {
        caching.cacheControl(context.response().headers(), validator.entityTag());
        if (validator.isNotModified()) {
            notModified(context);
            return true;
        }
        return false;
    }

    /** Answers an OPTIONS request. */
    public void options(RoutingContext context, String methods) {
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, methods)
                .end();
    }

    /** Sends the error of a request that failed. */
    public void fail(RoutingContext context, Throwable failure) {
        send(context, GraphQLResponse.rejected(List.of(errors.map(failure))), MediaType.JSON);
    }

    /** Answers a request that failed before a handler. A malformed request has a status, but no failure. */
    public void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.request().method() == HttpMethod.OPTIONS
                && context.request().uri().equals("*")) {
            options(context, "GET, HEAD, POST, OPTIONS"); // It asks about the service, not about a URL.
        } else if (context.failure() instanceof ApiException || status < 400 || status >= 500) {
            fail(context, context.failure());
        } else {
            ApiError error = status == ErrorCode.NOT_FOUND.status
                    ? new ApiError(ErrorCode.NOT_FOUND, "Nothing has this URL.")
                    : new ApiError(ErrorCode.BAD_REQUEST, "The request violates HTTP.");
            send(context, GraphQLResponse.rejected(status, List.of(error)), MediaType.JSON);
        }
    }

    /** Sends the errors of a request that was not executed, with the status of the first error. */
    public void fail(RoutingContext context, List<GraphQLError> failures) {
        send(context, GraphQLResponse.rejected(errors.map(failures)), MediaType.JSON);
    }

    /** Sends the result of an operation, and measures its errors. */
    public void send(RoutingContext context, GraphQLResponse response, MediaType mediaType) {
        RequestMeasurement measurement = RequestMeasurement.of(context);
        if (measurement != null) { // Requests for the schema are not measured.
            measurement.errors(response.errors());
        }
        send(context, response.status(), mediaType.contentType(), response.body());
    }

    private void vary(RoutingContext context) {
        SecurityIdentity identity = context.get(Authorizer.IDENTITY);
        caching.vary(context.response().headers(), identity != null && !identity.isAnonymous());
    }
}
