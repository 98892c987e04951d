package org.onrecord.error;

/** What {@code errors[].extensions.code} may say, with the status of a response that was refused for it. */
public enum ErrorCode {
    /** The request is not a GraphQL request: no JSON, no query. */
    BAD_REQUEST(400),
    /** The graph has no such node, of which this is the address. */
    NOT_FOUND(404),
    /** The method is neither GET nor POST, or it is GET and the operation a mutation. */
    METHOD_NOT_ALLOWED(405),
    /** The body is something else than JSON in UTF-8. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** No document is known under the hash: send it once with its hash. */
    PERSISTED_QUERY_NOT_FOUND(404),
    /** The hash is not the document's. */
    PERSISTED_QUERY_MISMATCH(400),
    /** Only registered documents run here, and this one is not. */
    PERSISTED_QUERY_NOT_IN_LIST(403),
    /** The body is too long. */
    BODY_LIMIT_EXCEEDED(413),
    /** The JSON of the request is nested too deeply. */
    JSON_DEPTH_LIMIT_EXCEEDED(400),
    /** The document is too long. */
    CHARACTER_LIMIT_EXCEEDED(400),
    /** The document has too many names, values and punctuation marks. */
    TOKEN_LIMIT_EXCEEDED(400),
    /** The document has too many fragments. */
    FRAGMENT_LIMIT_EXCEEDED(400),
    /** The query asks for too many fields of the query type. */
    ROOT_FIELD_LIMIT_EXCEEDED(400),
    /** The query has too many aliases. */
    ALIAS_LIMIT_EXCEEDED(400),
    /** The query has too many fields within one another. */
    DEPTH_LIMIT_EXCEEDED(400),
    /** The query has too many fields. */
    FIELD_LIMIT_EXCEEDED(400),
    /** Introspection is switched off. */
    INTROSPECTION_DISABLED(400),
    /** The query asks for more of the schema than tools do. */
    INTROSPECTION_LIMIT_EXCEEDED(400),
    /** The document is not GraphQL. */
    GRAPHQL_PARSE_FAILED(400),
    /** The document does not fit the schema. */
    GRAPHQL_VALIDATION_FAILED(400),
    /** The operation to run is not in the document, or none of several was chosen. */
    OPERATION_RESOLUTION_FAILURE(400),
    /** A variable or an argument has a value that is not allowed. */
    BAD_USER_INPUT(400),
    /** A page is too large, or too many groups or ids are asked for. */
    PAGE_SIZE_LIMIT_EXCEEDED(400),
    /** A list is ordered by too many values. */
    ORDER_LIMIT_EXCEEDED(400),
    /** A filter has too many filters and comparisons in it. */
    FILTER_LIMIT_EXCEEDED(400),
    /** A filter has too many filters within one another. */
    FILTER_DEPTH_LIMIT_EXCEEDED(400),
    /** A list in a filter has too many values. */
    VALUE_LIMIT_EXCEEDED(400),
    /** The query would touch too many rows. */
    COST_LIMIT_EXCEEDED(400),
    /** Who asks has to be known: the access token is missing, or does not count. */
    UNAUTHENTICATED(401),
    /** Who asks may not do this. */
    FORBIDDEN(403),
    /** More operations run on the WebSocket than may at once. */
    TOO_MANY_OPERATIONS(429),
    /** What is to be changed has changed meanwhile: the error's {@code currentVersion} says to what. The request was executed. */
    CONFLICT(200),
    /** The database does not answer; the same request may succeed later. */
    SERVICE_UNAVAILABLE(503),
    /** The query took longer than it may. */
    QUERY_TIMEOUT(503),
    /** The service failed. What happened is in its log, under the request id. */
    INTERNAL_SERVER_ERROR(500);

    public final int status;

    ErrorCode(int status) {
        this.status = status;
    }
}
