package org.onrecord.traversal.execution;

import graphql.execution.ExecutionContext;
import graphql.language.OperationDefinition.Operation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * About the bytes of the fields of one query that graphql-java completes: aliases can select a value many times.
 * PostgreSQL limits the bytes of all other fields.
 */
final class ResolvedSize {

    /** Bytes of a value beside its text: its name, a number, punctuation. */
    private static final int VALUE = 16;

    private long bytes;

    /**
     * Counts a value.
     *
     * @throws ApiException if the operation has too many bytes
     */
    static void add(ExecutionContext context, Object value, long max) {
        if (context.getOperationDefinition().getOperation() != Operation.QUERY) {
            return; // The changes of a mutation are made.
        }
        ResolvedSize size = context.getGraphQLContext().computeIfAbsent(ResolvedSize.class, key -> new ResolvedSize());
        size.bytes += VALUE + (value instanceof CharSequence text ? text.length() : 0);
        if (size.bytes > max) {
            throw new ApiException(
                    ErrorCode.RESPONSE_LIMIT_EXCEEDED,
                    "The response has too many bytes: " + max
                            + " are allowed. Select fewer fields, and send long articles in several requests.");
        }
    }
}
