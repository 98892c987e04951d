package org.onrecord.publishing.persistence;

import java.util.Set;

import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** Tells whether an input violates a constraint of the database, by the failures of the attempts to write it. */
final class ConstraintViolations {

    private static final Logger LOG = Logger.getLogger(ConstraintViolations.class);

    /** The SQLSTATE class of integrity constraint violations. */
    private static final String CLASS = "23";

    /** Constraints whose message is for clients: see V16__Cycles.sql. */
    private static final Set<String> CYCLES =
            Set.of("event_is_not_part_of_itself", "article_is_not_based_on_itself_by_way_of_others");

    /**
     * The constraints of quotes with the same source and words: see V28__Concurrent_statements.sql. A write numbers
     * such quotes by those that it finds, so mostly concurrent writes violate these.
     */
    private static final Set<String> STATEMENTS =
            Set.of("quote_statement_of_speaker", "quote_statement_of_source", "quote_is_made_once_at_a_time");

    /** A write finds the places of quotes in the text that it has read: see V6__Invariants.sql. */
    private static final String MATCHING_BODY = "quote_appearance_matches_body";

    /** Concurrent writes violate a constraint in the same way less often in a row. */
    private static final int MAX_REPEATED = 3;

    private static final int MAX_REPEATED_STATEMENTS = 9;

    private String constraint;
    private String last;
    private int repeated;

    /** Adds the failure of an attempt. */
    void add(Throwable failure) {
        ServerErrorMessage message = message(failure);
        constraint = message == null ? null : String.valueOf(message.getConstraint());
        // Generated ids, which the detail can contain, differ in each attempt.
        String violation = message == null ? null : (constraint + " " + message.getDetail()).replaceAll("[0-9]+", "0");
        repeated = violation != null && violation.equals(last) ? repeated + 1 : 1;
        last = violation;
    }

    /** Whether the last failure was the violation of a constraint. */
    boolean isViolation() {
        return last != null;
    }

    /** Whether the attempts have violated a constraint in the same way. */
    boolean isOfInput() {
        return last != null && repeated == (STATEMENTS.contains(constraint) ? MAX_REPEATED_STATEMENTS : MAX_REPEATED);
    }

    /** Whether quotes are not at their places in the text of their article, which another write can have changed. */
    boolean isOfChangedBody() {
        return MATCHING_BODY.equals(constraint);
    }

    /** A number that is equal for writes that have violated a constraint in the same way. */
    int number() {
        return String.valueOf(last).hashCode();
    }

    /** Returns the error for the client. */
    ApiException rejection(Throwable failure) {
        ServerErrorMessage message = message(failure);
        if (CYCLES.contains(String.valueOf(message.getConstraint()))) {
            return new CycleException(new ApiException(ErrorCode.BAD_USER_INPUT, message.getMessage()));
        }
        LOG.warnf(failure, "An input violates the constraint %s", message.getConstraint());
        return new ApiException(
                ErrorCode.BAD_USER_INPUT,
                "The database rejects the input by its constraint `" + message.getConstraint()
                        + "`. Look for values that contradict each other, and correct them.");
    }

    private static ServerErrorMessage message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql
                    && sql.getServerErrorMessage() != null
                    && String.valueOf(sql.getSQLState()).startsWith(CLASS)) {
                return sql.getServerErrorMessage();
            }
        }
        return null;
    }
}
