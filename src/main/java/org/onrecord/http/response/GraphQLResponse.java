package org.onrecord.http.response;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.ExecutionResult;
import io.vertx.core.buffer.Buffer;

import org.onrecord.error.ApiError;
import org.onrecord.error.ErrorCode;
import org.onrecord.observability.RequestId;
import org.onrecord.traversal.execution.RawJson;

/**
 * A response with its body in UTF-8.
 *
 * @param errors the errors in the body
 */
public record GraphQLResponse(int status, Buffer body, List<ApiError> errors) {

    /** The codes of well-formed requests that name an unknown document or a document that is not allowed. */
    private static final Set<ErrorCode> WELL_FORMED = EnumSet.of(
            ErrorCode.PERSISTED_QUERY_NOT_FOUND,
            ErrorCode.PERSISTED_QUERY_MISMATCH,
            ErrorCode.PERSISTED_QUERY_NOT_IN_LIST);

    /**
     * The response to an executed or a rejected operation.
     *
     * @param errors the errors of the result
     */
    public static GraphQLResponse of(ExecutionResult result, List<ApiError> errors, MediaType mediaType) {
        boolean executed = result.isDataPresent();
        Map<String, Object> body = new LinkedHashMap<>();
        if (!errors.isEmpty()) {
            body.put("errors", json(errors));
        }
        if (executed) {
            body.put("data", result.getData());
        }
        if (result.getExtensions() != null && !result.getExtensions().isEmpty()) {
            body.put("extensions", result.getExtensions());
        }
        int status =
                executed || mediaType == MediaType.JSON ? 200 : errors.get(0).code().status;
        return new GraphQLResponse(status, ResponseJson.append(Buffer.buffer(size(result)), body), errors);
    }

    /** About the bytes of a response, so that its buffer need not grow, which copies it. */
    private static int size(ExecutionResult result) {
        int size = 1024;
        if (result.getData() instanceof Map<?, ?> data) {
            for (Object field : data.values()) {
                size += field instanceof RawJson json ? json.utf8().length : 0;
            }
        }
        return size;
    }

    /** The response to a request that was not executed, with the status that the media type prescribes. */
    public static GraphQLResponse rejected(ApiError error, MediaType mediaType) {
        boolean ok = mediaType == MediaType.JSON && WELL_FORMED.contains(error.code());
        return rejected(ok ? 200 : error.code().status, List.of(error));
    }

    /** The response to a request that was not executed, with the status of the first error. */
    public static GraphQLResponse rejected(List<ApiError> errors) {
        return rejected(errors.get(0).code().status, errors);
    }

    static GraphQLResponse rejected(int status, List<ApiError> errors) {
        return new GraphQLResponse(
                status, ResponseJson.append(Buffer.buffer(), Map.of("errors", json(errors))), errors);
    }

    /** The errors as JSON text, as a response has them. */
    public static String text(List<ApiError> errors) {
        return ResponseJson.append(Buffer.buffer(), json(errors)).toString();
    }

    private static List<Map<String, Object>> json(List<ApiError> errors) {
        return errors.stream().map(error -> error.toJson(RequestId.current())).toList();
    }
}
