package org.onrecord.bulk;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;

/** Adds the routes of import and export: observed, authenticated, and with errors as in GraphQL. */
@Singleton
public final class BulkRoutes {

    /** Types of requests. An HTML form of another site cannot send them without a CORS preflight. */
    public static final Set<String> NDJSON = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    public static final String RESPONSE_TYPE = "application/x-ndjson";

    /** After Quarkus' authentication, like the GraphQL endpoint. */
    static final int ORDER = -1;

    private final AccessControl accessControl;
    private final ResponseSender sender;
    private final RequestObserver observer;

    BulkRoutes(AccessControl accessControl, ResponseSender sender, RequestObserver observer) {
        this.accessControl = accessControl;
        this.sender = sender;
        this.observer = observer;
    }

    /** Handles a request on a worker thread. An exception becomes the response. */
    public interface Handler {
        void handle(RoutingContext context, SecurityIdentity identity);
    }

    /** Adds a route for one method. If that is POST, the handler gets the request paused, with the body unread. */
    public void add(Router router, HttpMethod method, String path, Handler handler) {
        router.route(path)
                .order(ORDER)
                .handler(context -> {
                    if (method == HttpMethod.POST) {
                        context.request().pause();
                    }
                    context.next();
                })
                .handler(observer::begin)
                .blockingHandler(
                        context -> {
                            RequestMeasurement.of(context).bulk(path);
                            handle(context, method, handler);
                        },
                        false)
                .failureHandler(sender::failed);
    }

    private void handle(RoutingContext context, HttpMethod method, Handler handler) {
        String methods = method.name() + ", OPTIONS";
        try {
            if (context.request().method() == HttpMethod.OPTIONS) {
                sender.options(context, methods);
                RequestStream.drain(context.request());
                return;
            }
            SecurityIdentity identity = accessControl.identify(context);
            if (context.request().method() != method) {
                context.response().putHeader(HttpHeaders.ALLOW, methods);
                throw new ApiException(
                        ErrorCode.METHOD_NOT_ALLOWED, "This address supports only the method " + method.name() + ".");
            }
            handler.handle(context, identity);
        } catch (RuntimeException e) {
            sender.fail(context, e);
            RequestStream.drain(context.request());
        }
    }
}
