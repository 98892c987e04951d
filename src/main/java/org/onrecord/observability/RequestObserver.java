package org.onrecord.observability;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.semconv.UrlAttributes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The first handler of a GraphQL request: gives it an id, and its metrics when it has been answered. */
@Singleton
public class RequestObserver {

    private final OperationMetrics metrics;

    RequestObserver(OperationMetrics metrics) {
        this.metrics = metrics;
    }

    void route(@Observes Router router) {
        // Before the endpoint's own route, so that a request whose body is not read is observed too.
        router.route("/graphql").order(-2).handler(this::begin);
    }

    public void begin(RoutingContext context) {
        RequestId.assign(context);
        // Of a GET, the document and its variables.
        Span.current().setAttribute(UrlAttributes.URL_QUERY, "");
        Observation observation = new Observation();
        context.put(Observation.KEY, observation);
        // Also where the client has gone away.
        context.addEndHandler(
                ended -> metrics.record(observation, context.response().bytesWritten()));
        context.next();
    }
}
