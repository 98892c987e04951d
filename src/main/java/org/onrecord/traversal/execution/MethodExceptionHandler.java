package org.onrecord.traversal.execution;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;

import org.onrecord.error.ApiException;

/**
 * Turns each reason of an {@link ApiException} into an error of the field that a Java method resolves. The transport
 * logs other exceptions.
 */
final class MethodExceptionHandler implements DataFetcherExceptionHandler {

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters failed) {
        for (Throwable cause = failed.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException rejection) {
                return result(rejection.all().stream()
                        .map(reason -> reason.toError(failed.getPath(), failed.getSourceLocation()))
                        .toList());
            }
        }
        return result(List.of(
                new ExceptionWhileDataFetching(failed.getPath(), failed.getException(), failed.getSourceLocation())));
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> result(List<GraphQLError> errors) {
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult().errors(errors).build());
    }
}
