package org.onrecord.traversal.sql;

/** Hands out the table aliases of one statement: t1, t2, ... */
final class Aliases {

    private int last;

    String next() {
        return "t" + ++last;
    }
}
