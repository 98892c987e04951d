package org.onrecord.http;

import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import graphql.ExecutionResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.execution.Authorizer;
import org.onrecord.traversal.limits.DocumentLimits;

/** Executes requests by SmallRye, on the thread that asks. */
@Singleton
public final class GraphQLExecutor {

    private final ExecutionService executionService;
    private final DocumentLimits documentLimits;
    private final CurrentIdentityAssociation currentIdentity;

    GraphQLExecutor(
            ExecutionService executionService,
            DocumentLimits documentLimits,
            CurrentIdentityAssociation currentIdentity) {
        this.currentIdentity = currentIdentity;
        this.executionService = executionService;
        this.documentLimits = documentLimits;
    }

    /**
     * @param context what goes into the GraphQL context
     * @throws ApiException where the request has a consistency token that is none
     * @throws RuntimeException for what left no result, a failure of the database for example
     */
    public ExecutionResult execute(JsonObject request, Map<String, Object> context) {
        ConsistencyToken token = GraphQLRequest.consistencyToken(request);
        if (token != null) {
            context.put(ConsistencyToken.KEY, token);
        }
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            // For who is asked about roles below, and for the record of who changed what.
            currentIdentity.setIdentity((SecurityIdentity) context.get(Authorizer.IDENTITY));
            // For what SmallRye invokes: this is a worker thread already, and this the CDI request context.
            context.put("runBlocking", true);
            context.put("state", requestContext.getState());
            Outcome outcome = new Outcome();
            executionService.executeSync(request, context, outcome);
            if (outcome.failure != null) {
                throw outcome.failure instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(outcome.failure);
            }
            return isUnparseable(outcome.result) ? whyUnparseable(request.getString("query")) : outcome.result;
        } finally {
            requestContext.terminate();
            SmallRyeContextManager.clearCurrentSmallRyeContext();
        }
    }

    /** Of a document that does not parse, SmallRye says so but not where and why. */
    private static boolean isUnparseable(ExecutionResult result) {
        return !result.isDataPresent()
                && result.getErrors().size() == 1
                && result.getErrors().get(0).getMessage().equals("Unparseable input document");
    }

    private ExecutionResult whyUnparseable(String query) {
        return ExecutionResult.newExecutionResult()
                .addError(documentLimits.parseError(query))
                .build();
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
