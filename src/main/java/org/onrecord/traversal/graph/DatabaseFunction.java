package org.onrecord.traversal.graph;

import java.util.List;
import java.util.Set;

/**
 * A field that the engine compiles to a call of a database function. The function must be STABLE. Its arguments are
 * columns of the node or row that has the field, followed by the arguments of the field.
 *
 * @param sqlName the name of the function in SQL
 * @param rowColumns the columns that are passed first; empty for a root field
 * @param arguments the arguments that are passed next, in this order
 * @param rolesAllowed the roles that may read the field, of which a client needs one; if empty, every client may read
 *     it
 * @param reads what the function may read
 */
public record DatabaseFunction(
        String name,
        String description,
        String sqlName,
        List<String> rowColumns,
        List<Argument> arguments,
        Result result,
        Set<String> rolesAllowed,
        Reads reads)
        implements Attribute {

    /** A field that every client may read, and that reads no more than the rows that it returns. */
    public DatabaseFunction(
            String name,
            String description,
            String sqlName,
            List<String> rowColumns,
            List<Argument> arguments,
            Result result) {
        this(name, description, sqlName, rowColumns, arguments, result, Reads.NOTHING);
    }

    /** A field that every client may read. */
    public DatabaseFunction(
            String name,
            String description,
            String sqlName,
            List<String> rowColumns,
            List<Argument> arguments,
            Result result,
            Reads reads) {
        this(name, description, sqlName, rowColumns, arguments, result, Set.of(), reads);
    }

    /** The arguments of the field in the GraphQL schema. */
    public List<FieldArgument> fieldArguments() {
        return arguments.stream()
                .filter(FieldArgument.class::isInstance)
                .map(FieldArgument.class::cast)
                .toList();
    }

    /**
     * What the function may read, beside the rows that it returns. It is a part of the cost of a query.
     *
     * @param rows a number of rows
     * @param lists lists, each of a value that the request chooses
     */
    public record Reads(long rows, List<RowList> lists) {

        public static final Reads NOTHING = new Reads(0, List.of());

        public static Reads rows(long rows) {
            return new Reads(rows, List.of());
        }

        public static Reads lists(RowList... lists) {
            return new Reads(0, List.of(lists));
        }
    }

    /** The rows of a table with one value of a column. */
    public record RowList(String table, String column) {}

    /** The type of the field, which follows from what the function returns. */
    public sealed interface Result {}

    /** A single value. The function returns a scalar. */
    public record Value(ColumnType type, boolean nullable) implements Result {}

    /** A single object. The function returns one row, or none for null. */
    public record OneRow(RowType type) implements Result {}

    /**
     * A list of all rows, in the order in which the function returns them.
     *
     * @param refusable whether the function of a root field may refuse its arguments: its only row then has the reason
     *     in the column {@code refusal}, which is null otherwise. The field then is null and has an error.
     */
    public record Rows(RowType type, boolean refusable) implements Result {

        public Rows(RowType type) {
            this(type, false);
        }
    }

    /** A Relay connection. Its nodes are those that the rows lead to. */
    public record Page(RowType type) implements Result {}

    /** An argument of the function. */
    public sealed interface Argument {}

    /** A constant number or text that the service passes to the function. The GraphQL schema does not contain it. */
    public record Setting(Object value) implements Argument {}

    /** An argument of both the field and the function. */
    public sealed interface FieldArgument extends Argument {
        String name();

        String description();
    }

    /**
     * A required text.
     *
     * @param maxLength in Unicode code points
     */
    public record Text(String name, String description, int maxLength) implements FieldArgument {}

    /** An optional date. */
    public record Day(String name, String description) implements FieldArgument {}

    /** An optional integer from {@code min} to {@code max}, both inclusive. */
    public record Number(String name, String description, int defaultValue, int min, int max)
            implements FieldArgument {}

    /**
     * A required reference to a node, by its global id or by a unique column. The function receives the name of the
     * node type, unless only one type is possible, and the primary key, which is null if the node does not exist.
     *
     * @param inputType the name of the GraphQL input type with the keys
     * @param nodeTypes the names of the possible node types
     */
    public record NodeKey(String name, String description, String inputType, List<String> nodeTypes)
            implements FieldArgument {

        /**
         * The name of the input field for a unique column, for example {@code slug}, or {@code personSlug} of several
         * types.
         */
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
     * An optional list of node types. The function receives their names as an array, or null.
     *
     * @param enumType the name of the GraphQL enum type with the node types
     * @param nodeTypes the names of the possible node types
     */
    public record NodeTypes(String name, String description, String enumType, List<String> nodeTypes)
            implements FieldArgument {}

    /**
     * An optional list of constants of an enum of the model. The function receives their names as an array, or null.
     */
    public record Constants(String name, String description, Class<? extends Enum<?>> type) implements FieldArgument {}

    /** An optional constant of an enum. The function receives its name, or null. */
    public record Choice(String name, String description, Class<? extends Enum<?>> type) implements FieldArgument {}
}
