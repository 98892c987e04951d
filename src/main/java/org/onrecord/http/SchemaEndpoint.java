package org.onrecord.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.Directives;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import io.quarkus.runtime.util.HashUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.HttpCaching;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.security.AccessControl;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.schema.TraversalSchema;

/** {@code GET /graphql/schema.graphql} returns the schema in the Schema Definition Language. */
@Singleton
public class SchemaEndpoint {

    private final Limits limits;
    private final AccessControl accessControl;
    private final HttpCaching caching;
    private final ResponseSender sender;
    private final GraphQLSchema schema;
    /** Null until the first request, because printing the schema would slow the start. */
    private volatile Sdl sdl;

    SchemaEndpoint(
            Limits limits,
            AccessControl accessControl,
            HttpCaching caching,
            ResponseSender sender,
            @TraversalSchema GraphQLSchema schema) {
        this.limits = limits;
        this.accessControl = accessControl;
        this.caching = caching;
        this.sender = sender;
        this.schema = schema;
    }

    void route(@Observes Router router) {
        ReadOnlyRoute.of(router, "/graphql/schema.graphql", GraphQLEndpoint.ORDER)
                .blockingHandler(this::handle, false)
                .failureHandler(sender::failed);
    }

    private void handle(RoutingContext context) {
        context.put(Authorizer.IDENTITY, accessControl.identify(context));
        if (!limits.introspection()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "This service does not show its schema.");
        }
        if (sdl == null) {
            sdl = Sdl.of(schema);
        }
        caching.cacheControl(context.response().headers(), sdl.entityTag());
        if (HttpCaching.matches(context.request().headers().getAll(HttpHeaders.IF_NONE_MATCH), sdl.entityTag())) {
            sender.notModified(context);
        } else {
            sender.sendText(context, 200, sdl.text());
        }
    }

    private record Sdl(String text, String entityTag) {

        static Sdl of(GraphQLSchema schema) {
            // Tools know the directives of the specification of 2021, but not all know @oneOf.
            String text = new SchemaPrinter(SchemaPrinter.Options.defaultOptions()
                            .includeSchemaDefinition(true)
                            .includeDirectiveDefinition(Directives.OneOfDirective.getName()::equals))
                    .print(schema);
            // A weak tag, because a response may be compressed or not.
            return new Sdl(text, "W/\"" + HashUtil.sha256(text).substring(0, 32) + "\"");
        }
    }
}
