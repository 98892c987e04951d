package org.onrecord.resource;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.BodyReceiver;
import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestObserver;
import org.onrecord.security.AccessControl;
import org.onrecord.security.Roles;
import org.onrecord.traversal.execution.Authorizer;

/**
 * Adds the routes of resources. Each identifies the client, chooses the media type that the client prefers, and calls a
 * handler.
 */
@Singleton
public final class ResourceRoutes {

    /** After authentication, and before the handler with which Quarkus disables compression for unknown media types. */
    private static final int ORDER = -1;

    /** Before a route that handles the other requests of the same path. */
    private static final int EARLIER = ORDER - 1;

    private static final String BODY = "onrecord.resource-body";

    private static final String OFFERED = "onrecord.offered-media-type";

    private final ResponseSender sender;
    private final AccessControl accessControl;
    private final RequestObserver observer;
    private final BodyReceiver bodies;

    ResourceRoutes(ResponseSender sender, AccessControl accessControl, RequestObserver observer, BodyReceiver bodies) {
        this.sender = sender;
        this.accessControl = accessControl;
        this.observer = observer;
        this.bodies = bodies;
    }

    /** Answers a request with a representation. */
    public interface Handler {

        /** @param mediaType of the representation that the client prefers */
        void handle(RoutingContext context, String mediaType);

        /**
         * Answers a request that failed.
         *
         * @param mediaType null if the client accepts none
         */
        void fail(RoutingContext context, String mediaType, RuntimeException failure);
    }

    /**
     * Serves a path that only shows something: a request with another method than GET, HEAD and OPTIONS is rejected.
     *
     * @param mediaTypes of the representations, the preferred one first
     * @param handler of a GET or HEAD request, which may block
     * @param failureHandler of a request that fails before it is handled
     */
    public void addReadOnly(
            Router router,
            String path,
            List<String> mediaTypes,
            Handler handler,
            Consumer<RoutingContext> failureHandler) {
        router.route(path)
                .order(ORDER)
                .handler(observer::begin)
                .blockingHandler(context -> handle(context, mediaTypes, handler), false)
                .failureHandler(failureHandler::accept);
    }

    /**
     * Serves the requests that a route matches, with any method: those of a page with a form. Later routes handle the
     * other requests of its path. The handler gets the body from {@link #body}.
     *
     * @param longest bytes of a body
     */
    public void addForm(
            Route route,
            List<String> mediaTypes,
            long longest,
            Handler handler,
            Consumer<RoutingContext> failureHandler) {
        route.order(EARLIER)
                .handler(observer::begin)
                .handler(context -> bodies.receive(context, longest))
                .blockingHandler(
                        context -> {
                            // Also the body of a request that is rejected before the handler must release its memory.
                            context.put(BODY, BodyReceiver.take(context));
                            answer(context, mediaTypes, handler, true);
                        },
                        false)
                .failureHandler(failureHandler::accept);
    }

    /** The body of a request of {@link #addForm}, empty if it has none. */
    public static Buffer body(RoutingContext context) {
        return context.get(BODY);
    }

    /** Whether the client may publish and review. */
    public static boolean isEditor(RoutingContext context) {
        SecurityIdentity identity = context.get(Authorizer.IDENTITY);
        return identity.hasRole(Roles.EDITOR) || identity.hasRole(Roles.ADMIN);
    }

    /**
     * Names a media type that another route of the same path serves. The error of a client that accepts no media type
     * of the path lists it.
     */
    public static void offer(RoutingContext context, String mediaType) {
        context.put(OFFERED, mediaType);
    }

    private static ApiException notAcceptable(RoutingContext context, List<String> mediaTypes) {
        Stream<String> all = Stream.concat(mediaTypes.stream(), Stream.ofNullable(context.<String>get(OFFERED)));
        return new ApiException(ErrorCode.NOT_ACCEPTABLE, "Accept " + all.collect(Collectors.joining(" or ")) + ".");
    }

    private void handle(RoutingContext context, List<String> mediaTypes, Handler handler) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.OPTIONS) {
            sender.options(context, ReadOnlyRoute.METHODS);
        } else {
            answer(context, mediaTypes, handler, method == HttpMethod.GET || method == HttpMethod.HEAD);
        }
    }

    private void answer(RoutingContext context, List<String> mediaTypes, Handler handler, boolean isAllowed) {
        String mediaType = Accept.of(context).best(mediaTypes);
        try {
            if (mediaType == null) {
                throw notAcceptable(context, mediaTypes);
            }
            context.put(Authorizer.IDENTITY, accessControl.identify(context));
            if (!isAllowed) {
                context.response().putHeader(HttpHeaders.ALLOW, ReadOnlyRoute.METHODS);
                throw new ApiException(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Read a URL with a GET request, and change the graph with a GraphQL mutation.");
            }
            sender.withMemory(context, () -> handler.handle(context, mediaType));
        } catch (RuntimeException e) {
            if (!ResponseSender.isAnswered(context)) {
                handler.fail(context, mediaType, e);
            }
        }
    }
}
