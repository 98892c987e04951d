package org.onrecord.http;

import java.util.List;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** The media types of a GraphQL response (GraphQL over HTTP, Media Types). */
enum MediaType {
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

    /** The type that the client likes best; the first where it says nothing, null where it takes neither. */
    static MediaType accepted(RoutingContext context) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        if (accepted.isEmpty()) {
            return GRAPHQL_RESPONSE;
        }
        // Vert.x sorts by weight, so the first that fits is the one to send.
        for (MIMEHeader accept : accepted) {
            for (MediaType type : values()) {
                String[] parts = type.name.split("/");
                if (accept.weight() > 0
                        && (accept.component().equals("*") || accept.component().equalsIgnoreCase(parts[0]))
                        && (accept.subComponent().equals("*")
                                || accept.subComponent().equalsIgnoreCase(parts[1]))) {
                    return type;
                }
            }
        }
        return null;
    }
}
