package org.onrecord.traversal.graph;

/** What a column holds, with the PostgreSQL type that bound values are cast to. */
public enum ColumnType {
    STRING("text"),
    INT("integer"),
    FLOAT("double precision"),
    BOOLEAN("boolean"),
    /** A calendar day: {@code 2018-07-16}. */
    DATE("date"),
    /** An instant, to the millisecond, in UTC: {@code 2018-07-16T14:00:00.000Z}. */
    DATE_TIME("timestamptz"),
    /** The name of a Java enum constant. */
    ENUM("text"),
    /** The node's key, which leaves the service only inside a global id. */
    ID("bigint");

    private final String sqlType;

    ColumnType(String sqlType) {
        this.sqlType = sqlType;
    }

    public String sqlType() {
        return sqlType;
    }
}
