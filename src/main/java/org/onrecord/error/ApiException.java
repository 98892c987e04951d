package org.onrecord.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;

/** A request, or a part of one, that the service rejects. The message tells the client's developer what to send instead. */
public final class ApiException extends RuntimeException {

    /** The key of the {@link ErrorCode} in the {@code extensions} of an error. */
    public static final String CODE = "code";

    private final ErrorCode code;
    private final transient Map<String, Object> details;
    private final transient SourceLocation location;
    private final transient List<ApiException> all;

    public ApiException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** @param location of the value or the field in the document; null where it is not known */
    public ApiException(ErrorCode code, String message, SourceLocation location) {
        this(code, message, Map.of(), location, List.of());
    }

    /** @param details go into the error's {@code extensions}, beside the code */
    public ApiException(ErrorCode code, String message, Map<String, Object> details) {
        this(code, message, details, null, List.of());
    }

    /** Several reasons to reject one request; where only one can be told, it is the first. */
    public ApiException(List<ApiException> all) {
        this(all.get(0).code, all.get(0).getMessage(), all.get(0).details, all.get(0).location, List.copyOf(all));
    }

    private ApiException(
            ErrorCode code,
            String message,
            Map<String, Object> details,
            SourceLocation location,
            List<ApiException> all) {
        super(message, null, false, false);
        this.code = code;
        this.details = details;
        this.location = location;
        this.all = all;
    }

    public ErrorCode code() {
        return code;
    }

    /** Each reason, at least one. */
    public List<ApiException> all() {
        return all.isEmpty() ? List.of(this) : all;
    }

    public GraphQLError toError() {
        return toError(null, location);
    }

    /** The error of a field of the response. */
    public GraphQLError toError(ResultPath path, SourceLocation fieldLocation) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, code);
        extensions.putAll(details);
        GraphqlErrorBuilder<?> error =
                GraphqlErrorBuilder.newError().message("%s", getMessage()).extensions(extensions);
        if (path != null) {
            error.path(path);
        }
        return (fieldLocation == null ? error : error.location(fieldLocation)).build();
    }

    /** The errors of all reasons. */
    public List<GraphQLError> toErrors() {
        return all().stream().map(ApiException::toError).toList();
    }
}
