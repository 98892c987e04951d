package org.onrecord.traversal;

import graphql.language.SourceLocation;

/** A value in a request that the schema's types allow but the service does not; the message says what to send instead. */
public final class BadInput extends RuntimeException {

    private final transient SourceLocation location;

    public BadInput(String message, SourceLocation location) {
        super(message, null, false, false);
        this.location = location;
    }

    /** Where in the document the value, or the field that takes it, stands; null where that is not known. */
    public SourceLocation location() {
        return location;
    }
}
