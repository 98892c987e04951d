package org.onrecord.traversal.sql;

/**
 * Generates the table aliases of one statement: t1, t2, and so on. It is the state that the writers of a statement
 * share. A writer has no other state, so one writer creates another where it needs it.
 */
final class TableAliases {

    private int last;

    String next() {
        return "t" + ++last;
    }
}
