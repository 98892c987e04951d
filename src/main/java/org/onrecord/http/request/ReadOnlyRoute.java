package org.onrecord.http.request;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** A URL with a fixed content, which clients read with GET and HEAD. */
public final class ReadOnlyRoute {

    public static final String METHODS = "GET, HEAD, OPTIONS";

    private ReadOnlyRoute() {}

    /** A route to which the caller adds the handler of GET and HEAD. */
    public static Route of(Router router, String path, int order) {
        return router.route(path).order(order).handler(ReadOnlyRoute::check);
    }

    private static void check(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.ALLOW, METHODS);
        if (method == HttpMethod.OPTIONS) {
            context.response().setStatusCode(204).end();
        } else {
            context.fail(new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Read this URL with a GET request."));
        }
    }
}
