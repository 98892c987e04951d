package org.onrecord.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionId;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.graphql.execution.context.SmallRyeContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.vertx.core.Vertx;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.error.RequestErrors;
import org.onrecord.http.request.GraphQLRequest;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.traversal.document.DirectiveCheck;
import org.onrecord.traversal.document.DocumentCache;
import org.onrecord.traversal.document.PreparedDocument;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.execution.TraversalStrategy;
import org.onrecord.traversal.execution.TraversalStrategy.Workers;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Executes requests with graphql-java, on the calling thread unless a method says otherwise. The data fetchers of
 * SmallRye GraphQL call the Java methods of mutations.
 */
@Singleton
public final class GraphQLExecutor {

    /** The key of the request's {@link PreparsedDocumentEntry} in the GraphQL context. */
    private static final String DOCUMENT = "onrecord.document";

    /** Nothing uses the id of an execution. Without one, graphql-java would make a random one for each request. */
    private static final ExecutionId EXECUTION = ExecutionId.from("onrecord");

    private final GraphQL graphQL;
    private final DocumentCache documents;
    private final ClientQueue queue;
    private final CurrentIdentityAssociation currentIdentity;
    private final RequestErrors requestErrors;

    GraphQLExecutor(
            GraphQL graphQL,
            DocumentCache documents,
            ClientQueue queue,
            CurrentIdentityAssociation currentIdentity,
            @TraversalSchema GraphQLSchema schema) {
        this.graphQL = graphQL.transform(builder -> builder.instrumentation(new OperationStart())
                .preparsedDocumentProvider((input, parse) -> CompletableFuture.completedFuture(
                        input.getGraphQLContext().get(DOCUMENT))));
        this.documents = documents;
        this.queue = queue;
        this.currentIdentity = currentIdentity;
        this.requestErrors = new RequestErrors(schema);
    }

    /** Checks and measures an operation when its variables are known. */
    private static final class OperationStart extends SimplePerformantInstrumentation {

        @Override
        public InstrumentationContext<ExecutionResult> beginExecuteOperation(
                InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
            ExecutionContext execution = parameters.getExecutionContext();
            RequestMeasurement measurement = execution.getGraphQLContext().get(RequestMeasurement.KEY);
            measurement.begin(execution.getOperationDefinition());
            try {
                DirectiveCheck.requireConditions(execution);
            } catch (ApiException e) {
                throw new AbortExecutionException(e.toErrors());
            }
            return SimpleInstrumentationContext.noOp();
        }
    }

    /**
     * @param address of the client
     * @param identity of the client
     * @param context entries for the GraphQL context
     * @throws ApiException if the consistency token of the request is invalid, or the client runs too many operations
     * @throws RuntimeException if the execution has no result, for example because the database fails
     */
    public ExecutionResult execute(
            JsonObject request, String address, SecurityIdentity identity, Map<String, Object> context) {
        return queue.execute(Client.name(identity, address), () -> execute(request, identity, context, true));
    }

    /**
     * Executes a request that must not select a mutation.
     *
     * @throws ApiException as {@link #execute} does; with METHOD_NOT_ALLOWED if the request selects a mutation
     */
    ExecutionResult executeRead(
            JsonObject request, String address, SecurityIdentity identity, Map<String, Object> context) {
        return queue.execute(Client.name(identity, address), () -> execute(request, identity, context, false));
    }

    /**
     * Does work that precedes an operation. It waits in the queue of the client, as an operation does.
     *
     * @param address of the client
     * @param identity of the client
     * @throws ApiException if the client runs too many operations
     */
    public <T> T prepare(String address, SecurityIdentity identity, Supplier<T> work) {
        return queue.execute(Client.name(identity, address), work);
    }

    /**
     * Starts a query whose document was executed before, on the event loop that calls. The result may come from a
     * worker thread.
     *
     * @param address of the client
     * @param identity of the client
     * @param context entries for the GraphQL context
     * @return null if the request needs a worker thread
     * @throws ApiException if the consistency token of the request is invalid
     */
    CompletableFuture<ExecutionResult> start(
            JsonObject request, String address, SecurityIdentity identity, Map<String, Object> context, Vertx vertx) {
        PreparedDocument document = documents.find(request.getString("query"));
        if (document == null
                || !document.selects(Operation.QUERY, operationName(request))
                || GraphQLRequest.consistencyToken(request) != null) {
            return null;
        }
        Runnable end = queue.tryStart(Client.name(identity, address));
        if (end == null) {
            return null;
        }
        try {
            ExecutionInput input = input(request, context);
            input.getGraphQLContext()
                    .put(Authorizer.IDENTITY, identity)
                    .put(DOCUMENT, new PreparsedDocumentEntry(document.document()))
                    .put(TraversalStrategy.WORKERS, workers(vertx));
            return graphQL.executeAsync(input)
                    .thenApply(result -> described(result, document, request))
                    .whenComplete((result, failure) -> end.run());
        } catch (RuntimeException | Error e) {
            end.run();
            throw e;
        }
    }

    /**
     * Their results continue on the worker thread, which makes a long response, too. So the work starts when the caller
     * has added what continues, in the next turn of the event loop.
     */
    private static Workers workers(Vertx vertx) {
        return new Workers() {
            @Override
            public <T> CompletionStage<T> run(Callable<T> work) {
                CompletableFuture<T> result = new CompletableFuture<>();
                Callable<Void> onWorker = () -> {
                    try {
                        result.complete(work.call());
                    } catch (Exception | Error e) {
                        result.completeExceptionally(e);
                    } finally {
                        SmallRyeContextManager.clearCurrentSmallRyeContext();
                    }
                    return null;
                };
                vertx.getOrCreateContext().runOnContext(next -> vertx.executeBlocking(onWorker, false)
                        .onFailure(result::completeExceptionally));
                return result;
            }
        };
    }

    private ExecutionResult described(ExecutionResult result, PreparedDocument document, JsonObject request) {
        if (result.isDataPresent() || result.getErrors().stream().allMatch(ApiError.class::isInstance)) {
            return result;
        }
        List<GraphQLError> errors = described(document, request, result.getErrors());
        return result.transform(builder -> builder.errors(errors));
    }

    private ExecutionResult execute(
            JsonObject request, SecurityIdentity identity, Map<String, Object> context, boolean mutationAllowed) {
        ConsistencyToken token = GraphQLRequest.consistencyToken(request);
        PreparedDocument document = documents.prepare(request.getString("query"));
        boolean mutation = document.selects(Operation.MUTATION, operationName(request));
        if (mutation && !mutationAllowed) {
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Send a mutation as a POST request.");
        }
        if (!document.isValid()) {
            return new ExecutionResultImpl(described(document, request, document.errors()));
        }
        ExecutionInput input = input(request, context);
        input.getGraphQLContext()
                .put(Authorizer.IDENTITY, identity)
                .put(DOCUMENT, new PreparsedDocumentEntry(document.document()));
        if (token != null) {
            input.getGraphQLContext().put(ConsistencyToken.KEY, token);
        }
        ExecutionResult result = mutation ? executeMutation(input, identity) : execute(input);
        return described(result, document, request);
    }

    /** Executes in a CDI request context, from which role checks and audit records read the identity of the client. */
    private ExecutionResult executeMutation(ExecutionInput input, SecurityIdentity identity) {
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            currentIdentity.setIdentity(identity);
            // SmallRye deactivates the context after each Java method, and activates this state before the next.
            input.getGraphQLContext().put("state", requestContext.getState());
            return execute(input);
        } finally {
            requestContext.terminate();
        }
    }

    private ExecutionResult execute(ExecutionInput input) {
        try {
            return graphQL.execute(input);
        } finally {
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    private static ExecutionInput input(JsonObject request, Map<String, Object> context) {
        SmallRyeContext smallRye = new SmallRyeContext("OnRecord");
        smallRye.setRequest(request);
        ExecutionInput input = ExecutionInput.newExecutionInput()
                .query(request.getString("query"))
                .operationName(operationName(request))
                .variables(smallRye.getVariables().orElse(Map.of()))
                .graphQLContext(context)
                .executionId(EXECUTION)
                // Otherwise graphql-java translates its messages to the language of the operating system.
                .locale(Locale.ROOT)
                .build();
        input.getGraphQLContext()
                .put(SmallRyeContextManager.CONTEXT, smallRye)
                // SmallRye must call Java methods on this thread, which may block.
                .put("runBlocking", true);
        return input;
    }

    /** The errors of a request that was not executed, in words for the developer of the client. */
    private List<GraphQLError> described(PreparedDocument document, JsonObject request, List<GraphQLError> errors) {
        return document.document() == null ? errors : requestErrors.describe(document.document(), request, errors);
    }

    private static String operationName(JsonObject request) {
        return request.getString("operationName", null);
    }
}
