package org.onrecord.traversal.graph;

import java.util.List;
import java.util.function.UnaryOperator;

/** A field of an {@link ObjectType} that the engine compiles to SQL: a column, an edge or a database function. */
public sealed interface Attribute
        permits Attribute.Column, Attribute.ToOne, Attribute.ToMany, Attribute.AnyNode, DatabaseFunction {

    String name();

    /** The description of the field in the GraphQL schema. */
    String description();

    /**
     * A column of the type's own table or row.
     *
     * @param sqlName the name of the column in SQL
     * @param type the type of the value; if {@code list}, the type of each element
     * @param enumType the Java enum of the values; null unless {@code type} is ENUM
     * @param list whether the column is an array
     * @param longText whether the column holds text of unlimited length, mapped with
     *     {@link org.hibernate.Length#LONG32}. Lists cannot be ordered or grouped by such a column.
     * @param unique whether the column has a unique constraint, which makes it a lookup key
     * @param form converts a text of a request to the form in which the column stores it
     */
    record Column(
            String name,
            String description,
            String sqlName,
            ColumnType type,
            Class<? extends Enum<?>> enumType,
            boolean list,
            boolean longText,
            boolean nullable,
            boolean unique,
            UnaryOperator<String> form)
            implements Attribute {

        /** A column of a {@link RowType}. */
        public static Column of(String name, ColumnType type, boolean nullable, String description) {
            return new Column(
                    name, description, name, type, null, false, false, nullable, false, UnaryOperator.identity());
        }

        /** A column of a {@link RowType} that holds the names of enum constants. */
        public static Column of(String name, Class<? extends Enum<?>> type, boolean nullable, String description) {
            return new Column(
                    name,
                    description,
                    name,
                    ColumnType.ENUM,
                    type,
                    false,
                    false,
                    nullable,
                    false,
                    UnaryOperator.identity());
        }

        /** A copy of this column with another name in SQL. */
        public Column in(String otherSqlName) {
            return new Column(name, description, otherSqlName, type, enumType, list, longText, nullable, unique, form);
        }
    }

    /**
     * An edge to at most one node, by a foreign key in the owner's table.
     *
     * @param target the name of the target's node type
     */
    record ToOne(String name, String description, String target, String foreignKey, boolean nullable)
            implements Attribute {}

    /**
     * An edge from a row to exactly one node of one of several types.
     *
     * @param union the name of the GraphQL union type
     * @param targets the names of the possible node types
     * @param typeColumn the column that holds the name of the node type
     * @param keyColumn the column that holds the primary key of the node
     */
    record AnyNode(
            String name, String description, String union, List<String> targets, String typeColumn, String keyColumn)
            implements Attribute {}

    /**
     * An edge to any number of distinct nodes.
     *
     * @param target the name of the target's node type
     * @param ownerKey the column of the owner that the foreign key references
     * @param foreignKey the column that references the owner: a column of the link table if there is one, else of the
     *     target
     * @param link the table that the edge leads through, or null
     * @param restriction SQL over the target's columns that restricts the edge (Hibernate's SQLRestriction), or null
     * @param filterArguments the columns that are arguments of the field, see {@link FilterArguments}
     * @param comparedBy the column of the target whose value is equal at both ends, if the link is a view that compares
     *     all such nodes, see {@link ComparedNodes}; else null
     */
    record ToMany(
            String name,
            String description,
            String target,
            String ownerKey,
            String foreignKey,
            Link link,
            String restriction,
            List<String> filterArguments,
            String comparedBy)
            implements Attribute {}

    /**
     * A table between the two ends of a to-many edge.
     *
     * @param nodeType the node type that is mapped to the table and whose columns filter arguments may name; null if
     *     none is
     * @param targetKey the column of the link table that references the target
     */
    record Link(String table, String nodeType, String targetKey) {}
}
