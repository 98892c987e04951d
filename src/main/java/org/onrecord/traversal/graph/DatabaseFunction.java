package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Set;

/**
 * A field that a function of the database answers, with what the node or row at hand has in some columns, and the field's
 * arguments. The function is STABLE; what it returns is selected from like a table.
 *
 * @param sqlName the function
 * @param rowColumns the columns of the node or row that are its first arguments; none of a root field
 * @param arguments of the function, which follow in this order
 * @param rolesAllowed who may read the field, one of these roles is enough; anyone, where it is empty
 */
public record DatabaseFunction(
        String name,
        String description,
        String sqlName,
        List<String> rowColumns,
        List<Argument> arguments,
        Result result,
        Set<String> rolesAllowed)
        implements Attribute {

    /** A field that anyone may read. */
    public DatabaseFunction(
            String name,
            String description,
            String sqlName,
            List<String> rowColumns,
            List<Argument> arguments,
            Result result) {
        this(name, description, sqlName, rowColumns, arguments, result, Set.of());
    }

    /** The arguments that the field has in the schema. */
    public List<FieldArgument> fieldArguments() {
        return arguments.stream()
                .filter(FieldArgument.class::isInstance)
                .map(FieldArgument.class::cast)
                .toList();
    }

    /** What a field returns. */
    public sealed interface Result {}

    /** A value; the function is a scalar one. */
    public record Value(ColumnType type, boolean nullable) implements Result {}

    /** The one row that the function returns, or null. */
    public record OneRow(RowType type) implements Result {}

    /** All rows, in the order in which the function returns them. */
    public record Rows(RowType type) implements Result {}

    /** A page of the rows, as a connection to their nodes. */
    public record Page(RowType type) implements Result {}

    /** An argument of the function. */
    public sealed interface Argument {}

    /** A number or a text that the service decides on, and clients do not see. */
    public record Setting(Object value) implements Argument {}

    /** An argument of the field, and of the function. */
    public sealed interface FieldArgument extends Argument {
        String name();

        String description();
    }

    /**
     * A text that has to be given.
     *
     * @param most characters (code points) it may have
     */
    public record Text(String name, String description, int most) implements FieldArgument {}

    /** A day, or null. */
    public record Day(String name, String description) implements FieldArgument {}

    /** A whole number from the least to the most. */
    public record Number(String name, String description, int defaultValue, int least, int most)
            implements FieldArgument {}

    /**
     * A node that has to be named, by id or by another key: two arguments of the function, its type and its primary key,
     * which is null where there is no such node; one, its primary key, where it can be of one type only.
     *
     * @param inputType the name of the GraphQL input type with the keys
     */
    public record NodeKey(String name, String description, String inputType, List<String> nodeTypes)
            implements FieldArgument {

        /** What the input type calls a unique column of one of the node types: {@code slug}, {@code personSlug}. */
        public String keyName(NodeType type, Attribute.Column column) {
            return nodeTypes.size() == 1 ? column.name() : decapitalized(type.name()) + capitalized(column.name());
        }

        private static String capitalized(String name) {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        private static String decapitalized(String name) {
            return Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }
    }

    /**
     * Some of the node types, as an array of their names, or null.
     *
     * @param enumType the name of the GraphQL enum type with the node types
     */
    public record NodeTypes(String name, String description, String enumType, List<String> nodeTypes)
            implements FieldArgument {}
}
