package org.onrecord.http;

import java.util.List;

/** The media types of a GraphQL response (GraphQL over HTTP, Media Types). */
public enum MediaType {
    /** The status tells a refused request from an executed one. */
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    /** For clients from before there was the other: a well-formed request is answered with 200, whatever becomes of it. */
    JSON("application/json");

    final String name;

    MediaType(String name) {
        this.name = name;
    }

    String contentType() {
        return name + "; charset=utf-8";
    }

    /**
     * The type that the client likes best, by the weights of its {@code Accept} headers; null where it takes neither. Who
     * names no type may be a client from before there was the newer one, so gets the older.
     */
    static MediaType accepted(List<String> headers) {
        Accept accept = Accept.of(headers);
        if (accept.saysNothing()) {
            return JSON;
        }
        Accept.Range newer = accept.range(GRAPHQL_RESPONSE.name);
        Accept.Range older = accept.range(JSON.name);
        if (newer.weight() == 0 && older.weight() == 0) {
            return null;
        }
        boolean preferNewer = newer.weight() > older.weight()
                || newer.weight() == older.weight() && newer.name().equals(GRAPHQL_RESPONSE.name);
        return preferNewer ? GRAPHQL_RESPONSE : JSON;
    }
}
