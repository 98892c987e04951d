package org.onrecord.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.security.AccessControl;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.schema.TraversalSchema;

/** {@code GET /graphql/schema.graphql} returns the schema in the Schema Definition Language. */
@Singleton
public class SchemaEndpoint {

    private final Limits limits;
    private final AccessControl accessControl;
    private final ResponseSender sender;
    private final GraphQLSchema schema;
    /** Null until the first request, because printing the schema would slow the start. */
    private volatile String sdl;

    SchemaEndpoint(
            Limits limits, AccessControl accessControl, ResponseSender sender, @TraversalSchema GraphQLSchema schema) {
        this.limits = limits;
        this.accessControl = accessControl;
        this.sender = sender;
        this.schema = schema;
    }

    void route(@Observes Router router) {
        router.get("/graphql/schema.graphql")
                .order(GraphQLEndpoint.ORDER)
                .blockingHandler(this::handle, false)
                .failureHandler(context -> sender.fail(context, context.failure()));
    }

    private void handle(RoutingContext context) {
        accessControl.identify(context);
        if (limits.introspection()) {
            if (sdl == null) {
                sdl = new SchemaPrinter(SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false))
                        .print(schema);
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(sdl);
        } else {
            context.response().setStatusCode(404).end();
        }
    }
}
