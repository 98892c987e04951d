package org.onrecord.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.http.GraphQLRequest.BadRequest;
import org.onrecord.observe.Observation;
import org.onrecord.traversal.TraversalSchema;
import org.onrecord.traversal.TraversalStrategy;

/**
 * GraphQL over HTTP in front of SmallRye's endpoint, which it replaces for queries and mutations; WebSockets pass through to
 * it. It follows the specification's media types and status codes, and writes the JSON that PostgreSQL made as it is.
 */
@Singleton
class GraphQLEndpoint {

    private static final String PATH = "/graphql";

    /** Before SmallRye's own routes, which begin at 0, and after authentication and SmallRye's WebSockets. */
    private static final int ORDER = -1;

    private final ExecutionService executionService;
    private final Errors errors;
    private final boolean explainAllowed;
    private final String schema;

    GraphQLEndpoint(
            ExecutionService executionService,
            Errors errors,
            @TraversalSchema GraphQLSchema schema,
            @ConfigProperty(name = "onrecord.explain") boolean explainAllowed) {
        this.executionService = executionService;
        this.errors = errors;
        this.explainAllowed = explainAllowed;
        this.schema = new SchemaPrinter(SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false))
                .print(schema);
    }

    void route(@Observes Router router) {
        router.route(PATH)
                .order(ORDER)
                .handler(BodyHandler.create(false))
                .blockingHandler(this::handle, false)
                .failureHandler(this::fail);
        router.get(PATH + "/schema.graphql").order(ORDER).handler(context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(schema));
    }

    private void handle(RoutingContext context) {
        MediaType mediaType = MediaType.accepted(context.request().headers().getAll(HttpHeaders.ACCEPT));
        if (mediaType == null) {
            context.response()
                    .setStatusCode(406)
                    .end("This service answers with application/graphql-response+json or application/json.");
            return;
        }
        HttpMethod method = context.request().method();
        try {
            if (method == HttpMethod.POST) {
                if (isJson(context)) {
                    execute(context, GraphQLRequest.fromBody(context), mediaType);
                } else {
                    context.response()
                            .setStatusCode(415)
                            .putHeader("Accept-Post", "application/json")
                            .end("This service takes application/json.");
                }
            } else if (method == HttpMethod.GET) {
                execute(context, GraphQLRequest.fromParameters(context), mediaType);
            } else {
                context.response()
                        .setStatusCode(method == HttpMethod.OPTIONS ? 204 : 405)
                        .putHeader(HttpHeaders.ALLOW, "GET, POST, OPTIONS")
                        .end();
            }
        } catch (BadRequest e) {
            send(context, GraphQLResponse.failed(Errors.error(ErrorCode.BAD_REQUEST, e.getMessage())), mediaType);
        }
    }

    /** What fails before a request is read, a body that is too large for one, or in spite of all that is caught. */
    private void fail(RoutingContext context) {
        GraphQLResponse response = context.statusCode() >= 400 && context.statusCode() < 500
                ? GraphQLResponse.refused(
                        context.statusCode(),
                        Errors.error(
                                ErrorCode.BAD_REQUEST,
                                context.statusCode() == 413
                                        ? "The request is too large."
                                        : "The request is not one that HTTP allows."))
                : GraphQLResponse.failed(errors.of(context.failure()));
        send(context, response, MediaType.JSON);
    }

    /**
     * Anything else could be sent by a form of another site, without the browser asking first. GraphiQL sends the header
     * twice, which a browser joins with a comma.
     */
    private static boolean isJson(RoutingContext context) {
        String contentType = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return contentType != null
                && Arrays.stream(contentType.split(","))
                        .allMatch(type -> type.split(";")[0].strip().equalsIgnoreCase("application/json"));
    }

    private void execute(RoutingContext context, JsonObject request, MediaType mediaType) {
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            Map<String, Object> graphqlContext = new HashMap<>();
            // For what SmallRye invokes: this is a worker thread already, and this the CDI request context.
            graphqlContext.put("runBlocking", true);
            graphqlContext.put("state", requestContext.getState());
            graphqlContext.put(Observation.KEY, Observation.of(context));
            graphqlContext.put(
                    TraversalStrategy.EXPLAIN,
                    explainAllowed && "on".equalsIgnoreCase(context.request().getHeader("X-Explain")));
            executionService.executeSync(
                    request, graphqlContext, new Writer(context, request.getString("query"), mediaType, errors));
        } finally {
            requestContext.terminate();
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    private record Writer(RoutingContext context, String query, MediaType mediaType, Errors errors)
            implements ExecutionResponseWriter {

        @Override
        public void write(ExecutionResponse response) {
            ExecutionResult result =
                    isUnparseable(response.getExecutionResult()) ? syntaxError() : response.getExecutionResult();
            Observation.of(context).result(result);
            send(context, GraphQLResponse.of(result, errors.of(result.getErrors()), mediaType), mediaType);
        }

        /** Of a document that does not parse, SmallRye says so but not where and why. */
        private static boolean isUnparseable(ExecutionResult result) {
            return !result.isDataPresent()
                    && result.getErrors().size() == 1
                    && result.getErrors().get(0).getMessage().equals("Unparseable input document");
        }

        private ExecutionResult syntaxError() {
            try {
                Parser.parse(query);
                throw new IllegalStateException("A document parses at the second attempt");
            } catch (InvalidSyntaxException e) {
                return ExecutionResult.newExecutionResult()
                        .addError(e.toInvalidSyntaxError())
                        .build();
            }
        }

        @Override
        public void fail(Throwable failure) {
            send(context, GraphQLResponse.failed(errors.of(failure)), mediaType);
        }
    }

    private static void send(RoutingContext context, GraphQLResponse response, MediaType mediaType) {
        Observation.of(context).errors(response.errors());
        if (!context.response().closed()) {
            context.response()
                    .setStatusCode(response.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, mediaType.contentType())
                    .end(response.body());
        }
    }
}
