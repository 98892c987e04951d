package org.onrecord.error;

import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.UnknownOperationException;
import graphql.schema.CoercingParseValueException;
import graphql.validation.ValidationError;

/**
 * The values of {@code errors[].extensions.code}, with the HTTP status of a response to a request that fails with it.
 */
public enum ErrorCode {
    /** The request is not a GraphQL request: it is not JSON or has no query. */
    BAD_REQUEST(400),
    /** Nothing has this URL. */
    NOT_FOUND(404),
    /** The resource does not support the method, or a mutation was sent with GET. */
    METHOD_NOT_ALLOWED(405),
    /** The client accepts no media type that the resource has. */
    NOT_ACCEPTABLE(406),
    /** The service does not answer requests for this host, or cannot know whether the host is its own. */
    MISDIRECTED_REQUEST(421),
    /** The body is not JSON in UTF-8. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The service does not know the document of this hash. Send the document with its hash once. */
    PERSISTED_QUERY_NOT_FOUND(404),
    /** The hash does not match the document. */
    PERSISTED_QUERY_MISMATCH(400),
    /** The service executes only registered documents. */
    PERSISTED_QUERY_NOT_IN_LIST(403),
    /** The body took too long to arrive. */
    BODY_TIMEOUT(408),
    /** The body is too long. */
    BODY_LIMIT_EXCEEDED(413),
    /** The JSON of the request is nested too deeply. */
    JSON_DEPTH_LIMIT_EXCEEDED(400),
    /** The document has too many characters. */
    CHARACTER_LIMIT_EXCEEDED(400),
    /** The document has too many tokens: names, values and punctuation. */
    TOKEN_LIMIT_EXCEEDED(400),
    /** The document has too many fragments. */
    FRAGMENT_LIMIT_EXCEEDED(400),
    /** The operation selects too many fields of the root type. */
    ROOT_FIELD_LIMIT_EXCEEDED(400),
    /** The operation has too many aliases. */
    ALIAS_LIMIT_EXCEEDED(400),
    /** The selections of the operation are nested too deeply. */
    DEPTH_LIMIT_EXCEEDED(400),
    /** The operation selects too many fields. */
    FIELD_LIMIT_EXCEEDED(400),
    /** The configuration disables introspection. */
    INTROSPECTION_DISABLED(400),
    /** The introspection query selects more than tools need. */
    INTROSPECTION_LIMIT_EXCEEDED(400),
    /** The document has a syntax error. */
    GRAPHQL_PARSE_FAILED(400),
    /** The document does not match the schema. */
    GRAPHQL_VALIDATION_FAILED(400),
    /** The document has no operation of this name, or has several and the request names none. */
    OPERATION_RESOLUTION_FAILURE(400),
    /** A variable or an argument has an invalid value. */
    BAD_USER_INPUT(400),
    /** The request asks for too large a page, or for too many groups or ids. */
    PAGE_SIZE_LIMIT_EXCEEDED(400),
    /** {@code orderBy} has too many entries. */
    ORDER_LIMIT_EXCEEDED(400),
    /** The filter has too many conditions. */
    FILTER_LIMIT_EXCEEDED(400),
    /** The filter is nested too deeply. */
    FILTER_DEPTH_LIMIT_EXCEEDED(400),
    /** A list in the filter has too many values. */
    VALUE_LIMIT_EXCEEDED(400),
    /** The estimated cost of the query is too high. */
    COST_LIMIT_EXCEEDED(400),
    /** The response to the query would have too many bytes. */
    RESPONSE_LIMIT_EXCEEDED(400),
    /** The access token is missing or invalid. */
    UNAUTHENTICATED(401),
    /** The roles of the client do not allow this. */
    FORBIDDEN(403),
    /** The client, the WebSocket or the process has too many operations or subscriptions. */
    TOO_MANY_OPERATIONS(429),
    /**
     * The object changed since the client read it; {@code currentVersion} is its version now. The request was
     * executed.
     */
    CONFLICT(200),
    /** The database does not answer. The same request may succeed later. */
    SERVICE_UNAVAILABLE(503),
    /** The query exceeded the statement timeout. */
    QUERY_TIMEOUT(503),
    /** The service failed. Its log has the cause under the request id. */
    INTERNAL_SERVER_ERROR(500);

    public final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The code of an error of this service or of graphql-java. */
    public static ErrorCode of(GraphQLError error) {
        if (error instanceof ApiError own) {
            return own.code();
        } else if (error instanceof InvalidSyntaxError) {
            return GRAPHQL_PARSE_FAILED;
        } else if (error instanceof ValidationError) {
            return GRAPHQL_VALIDATION_FAILED;
        } else if (error instanceof UnknownOperationException) {
            return OPERATION_RESOLUTION_FAILURE;
        } else if (error instanceof CoercingParseValueException
                || error instanceof InputMapDefinesTooManyFieldsException
                || error instanceof NonNullableValueCoercedAsNullException
                || error instanceof OneOfTooManyKeysException
                || error instanceof OneOfNullValueException) {
            return BAD_USER_INPUT;
        }
        return INTERNAL_SERVER_ERROR;
    }
}
