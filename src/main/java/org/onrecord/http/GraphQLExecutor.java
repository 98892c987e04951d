package org.onrecord.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiError;
import org.onrecord.error.ApiException;
import org.onrecord.error.RequestErrors;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.limits.DocumentLimits;
import org.onrecord.traversal.schema.TraversalSchema;

/** Executes requests with SmallRye GraphQL, on the calling thread. */
@Singleton
public final class GraphQLExecutor {

    private final ExecutionService executionService;
    private final ClientQueue queue;
    private final DocumentLimits documentLimits;
    private final CurrentIdentityAssociation currentIdentity;
    private final RequestErrors requestErrors;

    GraphQLExecutor(
            ExecutionService executionService,
            ClientQueue queue,
            DocumentLimits documentLimits,
            CurrentIdentityAssociation currentIdentity,
            @TraversalSchema GraphQLSchema schema) {
        this.executionService = executionService;
        this.queue = queue;
        this.documentLimits = documentLimits;
        this.currentIdentity = currentIdentity;
        this.requestErrors = new RequestErrors(schema);
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
        context.put(Authorizer.IDENTITY, identity);
        return queue.execute(Client.name(identity, address), () -> execute(request, identity, context));
    }

    private ExecutionResult execute(JsonObject request, SecurityIdentity identity, Map<String, Object> context) {
        ConsistencyToken token = GraphQLRequest.consistencyToken(request);
        if (token != null) {
            context.put(ConsistencyToken.KEY, token);
        }
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            // The role checks of Quarkus and the audit records read the identity from the CDI request context.
            currentIdentity.setIdentity(identity);
            // SmallRye must call Java methods on this thread, which may block, and in this request context.
            context.put("runBlocking", true);
            context.put("state", requestContext.getState());
            // Otherwise graphql-java translates its messages to the language of the operating system.
            context.put("locale", Locale.ROOT);
            Outcome outcome = new Outcome();
            executionService.executeSync(request, context, outcome);
            if (outcome.failure != null) {
                throw outcome.failure instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(outcome.failure);
            }
            return withErrors(request, outcome.result);
        } finally {
            requestContext.terminate();
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    /** The result, with errors for the developer of the client if the request was not executed. */
    private ExecutionResult withErrors(JsonObject request, ExecutionResult result) {
        if (result.isDataPresent() || result.getErrors().stream().allMatch(ApiError.class::isInstance)) {
            return result;
        }
        List<GraphQLError> errors = errors(request, result.getErrors());
        return result.transform(builder -> builder.errors(errors));
    }

    private List<GraphQLError> errors(JsonObject request, List<GraphQLError> errors) {
        try {
            // SmallRye keeps neither the document nor the reason why it does not parse.
            Document document = documentLimits.parse(request.getString("query"));
            return requestErrors.describe(document, request, errors);
        } catch (ApiException e) {
            return e.toErrors();
        }
    }

    private static final class Outcome implements ExecutionResponseWriter {

        private ExecutionResult result;
        private Throwable failure;

        @Override
        public void write(ExecutionResponse response) {
            result = response.getExecutionResult();
        }

        @Override
        public void fail(Throwable cause) {
            failure = cause;
        }
    }
}
