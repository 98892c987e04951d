package org.onrecord.resource;

import java.util.List;

import graphql.GraphQLError;

/** The query or the mutation of a resource has errors. */
public final class FailedOperationException extends RuntimeException {

    private final transient List<GraphQLError> errors;

    FailedOperationException(List<GraphQLError> errors) {
        super(errors.get(0).getMessage(), null, false, false);
        this.errors = errors;
    }

    /** At least one. */
    public List<GraphQLError> errors() {
        return errors;
    }
}
