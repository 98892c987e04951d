package org.onrecord.traversal.graph;

import java.util.List;

/** What a type has under a name: a value, an edge to other nodes, or what a function says of it. */
public sealed interface Attribute
        permits Attribute.Column, Attribute.ToOne, Attribute.ToMany, Attribute.AnyNode, DatabaseFunction {

    String name();

    String description();

    /**
     * A value of the node itself.
     *
     * @param sqlName the column's name in the table
     * @param type what it holds; of each element, where {@code list}
     * @param enumType the Java enum whose constants it holds, null unless {@code type} is ENUM
     * @param list whether it is an array of values
     * @param longText whether it holds prose of any length (mapped with {@link org.hibernate.Length#LONG32}), which is searched
     *     in, but never ordered or grouped by
     * @param unique whether a value finds one node at most, which makes the column a look-up key
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
            boolean unique)
            implements Attribute {

        /** A column of rows that a function returns. */
        public static Column of(String name, ColumnType type, boolean nullable, String description) {
            return new Column(name, description, name, type, null, false, false, nullable, false);
        }

        /** The same under a name in SQL that differs from that in the schema. */
        public Column in(String otherSqlName) {
            return new Column(name, description, otherSqlName, type, enumType, list, longText, nullable, unique);
        }

        /** A column of rows that a function returns, which holds names of an enum's constants. */
        public static Column of(String name, Class<? extends Enum<?>> type, boolean nullable, String description) {
            return new Column(name, description, name, ColumnType.ENUM, type, false, false, nullable, false);
        }
    }

    /** An edge to one node at most, by a foreign key in the node's own table. */
    record ToOne(String name, String description, String target, String foreignKey, boolean nullable)
            implements Attribute {}

    /**
     * An edge to a node of one of several types: always there, and named by its type and its key.
     *
     * @param union the name of the GraphQL union type
     * @param targets the node types that may be there
     */
    record AnyNode(
            String name, String description, String union, List<String> targets, String typeColumn, String keyColumn)
            implements Attribute {}

    /**
     * An edge to any number of nodes, each once.
     *
     * @param ownerKey the column of the owner that the foreign key refers to
     * @param foreignKey the column that refers to the owner: in the target's table, or in the link table where there is one
     * @param link the link table the edge leads through, or null
     * @param restriction SQL over the target's columns that narrows the edge (Hibernate's SQLRestriction), or null
     * @param shortcuts the columns that are arguments of their own, see {@link Shortcut}
     */
    record ToMany(
            String name,
            String description,
            String target,
            String ownerKey,
            String foreignKey,
            Link link,
            String restriction,
            List<String> shortcuts)
            implements Attribute {}

    /**
     * A table between the two ends of a to-many edge.
     *
     * @param nodeType the node type that is mapped to the table, whose columns shortcuts may name; null where none is
     * @param targetKey the column of the link table that refers to the target
     */
    record Link(String table, String nodeType, String targetKey) {}
}
