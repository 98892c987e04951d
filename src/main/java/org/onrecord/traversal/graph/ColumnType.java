package org.onrecord.traversal.graph;

/** The type of a column's values, with the PostgreSQL type that bind parameters are cast to. */
public enum ColumnType {
    STRING("text"),
    INT("integer"),
    FLOAT("double precision"),
    BOOLEAN("boolean"),
    /** A calendar date, for example {@code 2018-07-16}. */
    DATE("date"),
    /** An instant in UTC with microsecond precision, for example {@code 2018-07-16T14:00:00.000Z}. */
    DATE_TIME("timestamptz"),
    /** The name of a Java enum constant. */
    ENUM("text"),
    /** The primary key of a node. Clients see it only inside a {@link GlobalId}. */
    ID("bigint");

    private final String sqlType;

    ColumnType(String sqlType) {
        this.sqlType = sqlType;
    }

    public String sqlType() {
        return sqlType;
    }

    /**
     * The collation of PostgreSQL that orders the values, whatever the collation of the database is; null if no
     * collation applies to the type.
     */
    public String collation() {
        return switch (this) {
            case STRING -> "by_language";
            case ENUM -> "C";
            default -> null;
        };
    }
}
