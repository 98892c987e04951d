package org.onrecord.http.response;

import java.util.List;

import io.vertx.ext.web.RoutingContext;

/** The media types of a GraphQL response (GraphQL over HTTP, 4). */
public enum MediaType {
    /** The status is 4xx or 5xx if the request was not executed. */
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    /** For clients that do not know the other type: the status of a well-formed request is always 200. */
    JSON("application/json");

    /** As in the header {@code Accept}. */
    public final String type;

    MediaType(String type) {
        this.type = type;
    }

    String contentType() {
        return type + "; charset=utf-8";
    }

    /**
     * The type that the client prefers; null if it accepts neither. A client that does not name
     * {@code application/graphql-response+json} may not know it and gets {@code application/json} if it accepts both.
     */
    public static MediaType accepted(RoutingContext context) {
        Accept accept = Accept.of(context);
        String best = accept.best(
                accept.names(GRAPHQL_RESPONSE.type)
                        ? List.of(GRAPHQL_RESPONSE.type, JSON.type)
                        : List.of(JSON.type, GRAPHQL_RESPONSE.type));
        if (best == null) {
            return null;
        }
        return best.equals(JSON.type) ? JSON : GRAPHQL_RESPONSE;
    }
}
