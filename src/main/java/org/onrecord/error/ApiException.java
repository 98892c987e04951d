package org.onrecord.error;

import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;

/**
 * Rejects a request or a part of it. The message tells the developer of the client what to send instead.
 *
 * <p>It has no stack trace, because clients may cause any number of them.
 */
public class ApiException extends RuntimeException {

    private final transient ApiError error;
    private final transient List<ApiException> all;

    public ApiException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** @param location of the value or the field in the document; null if unknown */
    public ApiException(ErrorCode code, String message, SourceLocation location) {
        this(new ApiError(code, message, location == null ? List.of() : List.of(location)), List.of());
    }

    /** @param details for the error's {@code extensions}, beside the code */
    public ApiException(ErrorCode code, String message, Map<String, Object> details) {
        this(new ApiError(code, message, List.of(), null, details), List.of());
    }

    /** Rejects a request for several reasons. The first one is the message and the code. */
    public ApiException(List<ApiException> all) {
        this(all.get(0).error, List.copyOf(all));
    }

    /** A copy, for a subclass. */
    protected ApiException(ApiException other) {
        this(other.error, other.all);
    }

    private ApiException(ApiError error, List<ApiException> all) {
        super(error.message(), null, false, false);
        this.error = error;
        this.all = all;
    }

    public ErrorCode code() {
        return error.code();
    }

    /**
     * Whether the exception is about a value of one field, so that the other fields of a query can be read. An exceeded
     * limit or a missing role rejects the whole request.
     */
    public boolean isOfField() {
        return error.code() == ErrorCode.BAD_USER_INPUT;
    }

    /** This exception, as the error of a field of the response; unchanged if it is the error of a field already. */
    public ApiException at(List<Object> path) {
        return error.path() == null ? new ApiException((ApiError) error.at(path), List.of()) : this;
    }

    /** All reasons, at least one. */
    public List<ApiException> all() {
        return all.isEmpty() ? List.of(this) : all;
    }

    public GraphQLError toError() {
        return error;
    }

    /** The error of a field of the response. */
    public GraphQLError toError(ResultPath path, SourceLocation fieldLocation) {
        return new ApiError(error.code(), error.message(), List.of(fieldLocation), path.toList(), error.details());
    }

    /** The errors of all reasons. */
    public List<GraphQLError> toErrors() {
        return all().stream().map(ApiException::toError).toList();
    }
}
