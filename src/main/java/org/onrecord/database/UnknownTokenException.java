package org.onrecord.database;

/** A consistency token is ahead of the primary, so no mutation of this database can have returned it. */
public final class UnknownTokenException extends RuntimeException {

    UnknownTokenException(ConsistencyToken token) {
        super("The consistency token " + token.position() + " is ahead of the primary");
    }
}
