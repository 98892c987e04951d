package org.onrecord.error;

import java.util.Map;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.SourceLocation;

/** A value in a request that the schema's types allow but the service does not; the message says what to send instead. */
public final class BadInput extends RuntimeException {

    private final String code;
    private final transient SourceLocation location;

    public BadInput(String message, SourceLocation location) {
        this("BAD_USER_INPUT", message, location);
    }

    private BadInput(String code, String message, SourceLocation location) {
        super(message, null, false, false);
        this.code = code;
        this.location = location;
    }

    /** @param code of the limit that the request goes beyond */
    public static BadInput beyondLimit(String code, String message, SourceLocation location) {
        return new BadInput(code, message, location);
    }

    /** Where in the document the value, or the field that takes it, stands; null where that is not known. */
    public SourceLocation location() {
        return location;
    }

    public GraphQLError toError() {
        GraphqlErrorBuilder<?> error =
                GraphqlErrorBuilder.newError().message(getMessage()).extensions(Map.of("code", code));
        return (location == null ? error : error.location(location)).build();
    }
}
