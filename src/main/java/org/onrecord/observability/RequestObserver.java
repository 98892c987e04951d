package org.onrecord.observability;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.semconv.UrlAttributes;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The first handler of a request: assigns its id. Requests to the API also record their metrics at the end. */
@Singleton
public class RequestObserver {

    private static final int FIRST = -1100;

    /**
     * The tag {@code uri} of the metrics of a request that no route with a path handles, for example because its host
     * is malformed. Without a parameter in the name, the tag would be the path, of which clients could send any number.
     */
    private static final String ANY_PATH = "/:path";

    private final OperationMetrics metrics;

    RequestObserver(OperationMetrics metrics) {
        this.metrics = metrics;
    }

    void route(@Observes Router router) {
        assignIds(router);
    }

    /** The port of health and metrics. */
    void route(@Observes ManagementInterface management) {
        assignIds(management.router());
    }

    /** Vert.x Web calls only the failure handler if it rejects a request. */
    private static void assignIds(Router router) {
        Handler<RoutingContext> assign = context -> {
            RequestId.assign(context);
            context.next();
        };
        router.route().order(FIRST).setName(ANY_PATH).handler(assign).failureHandler(assign);
    }

    /** The first handler of a route to the API. Handlers of Quarkus before the route replace the end handler. */
    public void begin(RoutingContext context) {
        // The query string of a GET request contains the document and the variables.
        Span.current().setAttribute(UrlAttributes.URL_QUERY, "");
        RequestMeasurement measurement = new RequestMeasurement();
        context.put(RequestMeasurement.KEY, measurement);
        // Vert.x calls the handler also if the client has disconnected.
        context.addEndHandler(
                ended -> metrics.record(measurement, context.response().bytesWritten()));
        context.next();
    }
}
