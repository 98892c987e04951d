package org.onrecord.observability;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.semconv.UrlAttributes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The first handler of a request: assigns its id and records its metrics at the end. */
@Singleton
public class RequestObserver {

    private final OperationMetrics metrics;

    RequestObserver(OperationMetrics metrics) {
        this.metrics = metrics;
    }

    void route(@Observes Router router) {
        // Before the route of the endpoint, which may reject the body.
        router.route("/graphql").order(-2).handler(this::begin);
    }

    public void begin(RoutingContext context) {
        RequestId.assign(context);
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
