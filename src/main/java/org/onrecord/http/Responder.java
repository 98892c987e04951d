package org.onrecord.http;

import java.util.List;

import jakarta.inject.Singleton;

import graphql.GraphQLError;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ErrorCode;
import org.onrecord.observability.Observation;
import org.onrecord.traversal.execution.Authorizer;

/** Sends what requests are answered with, and says of each who may keep it. */
@Singleton
public final class Responder {

    /** Bytes. What is smaller fits a packet as it is, and compressing it would cost more than the rest of the work. */
    private static final int SMALLEST_COMPRESSED = 1024;

    private final HttpCaching caching;
    private final Errors errors;

    Responder(HttpCaching caching, Errors errors) {
        this.caching = caching;
        this.errors = errors;
    }

    public void send(RoutingContext context, int status, String contentType, Buffer body) {
        HttpServerResponse http = context.response();
        if (http.closed()) {
            return;
        }
        vary(context);
        if (context.request().method() != HttpMethod.POST && !http.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            caching.cacheControl(http.headers(), null);
        }
        // In HTTP/1 the header is how to tell Vert.x not to compress, and does not go out; in HTTP/2 it would.
        if (body.length() < SMALLEST_COMPRESSED && context.request().version() != HttpVersion.HTTP_2) {
            http.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
        if (status == ErrorCode.UNAUTHENTICATED.status) {
            http.putHeader("WWW-Authenticate", "Bearer");
        }
        http.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .end(body);
    }

    /** Sends on to another address. */
    public void redirect(RoutingContext context, int status, String location) {
        context.response().putHeader(HttpHeaders.LOCATION, location);
        send(context, status, "text/plain; charset=utf-8", Buffer.buffer(location));
    }

    /** The client has what it asks for. */
    public void notModified(RoutingContext context) {
        vary(context);
        context.response().setStatusCode(304).end();
    }

    /** Sends what kept a request from being executed, with the status of the first error. */
    public void fail(RoutingContext context, List<GraphQLError> failures) {
        fail(context, GraphQLResponse.refused(errors.of(failures)));
    }

    public void fail(RoutingContext context, Throwable failure) {
        fail(context, GraphQLResponse.failed(errors.of(failure)));
    }

    private void fail(RoutingContext context, GraphQLResponse response) {
        Observation.of(context).errors(response.errors());
        send(context, response.status(), MediaType.JSON.contentType(), response.body());
    }

    private void vary(RoutingContext context) {
        SecurityIdentity identity = context.get(Authorizer.IDENTITY);
        caching.vary(context.response().headers(), identity != null && !identity.isAnonymous());
    }
}
