package org.onrecord.traversal.plan;

import java.util.List;
import java.util.Set;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;

/**
 * An operation as a tree of the nodes to read and the fields to write of each. Fragments, directives and merged fields
 * are resolved. Every field has the key under which the response contains it.
 *
 * @param parameters all parameters, including those that the statement does not need
 * @param rolesAllowed the roles of the restricted fields: a client needs one role of each set
 */
public record Plan(List<Root> roots, List<Parameter> parameters, Set<Set<String>> rolesAllowed) {

    /** A top-level field of the operation. */
    public sealed interface Root {
        String key();
    }

    /** The node with a value in a unique column, or null. */
    public record Lookup(String key, String column, Parameter value, Selection selection) implements Root {}

    /** The list of all nodes of a type. */
    public record NodeList(String key, Connection connection) implements Root {}

    /**
     * The nodes with global ids, in the order of the ids, null for an id without a node.
     *
     * @param single whether the field returns one node instead of a list
     * @param types the names of the node types in the ids, null for an id with an error
     * @param keys the primary keys in the ids, null for an id with an error
     * @param selections one for each node type that is possible
     */
    public record NodesById(String key, boolean single, Parameter types, Parameter keys, List<Selection> selections)
            implements Root {}

    /**
     * The nodes of one type with primary keys, in the order of the keys, without those that do not meet the filter. A
     * subscription reads its events with it.
     */
    public record NodesByKey(String key, Parameter keys, Condition filter, Selection selection) implements Root {

        /** The variable with the list of keys. A document cannot declare a variable of this name. */
        public static final String VARIABLE = "nodes.keys";
    }

    /** The result of a database function. */
    public record RootFunction(Field field) implements Root {

        @Override
        public String key() {
            return field.key();
        }
    }

    /** The fields of a node whose type is known, or depends on the row. */
    public sealed interface NodeSelection {}

    /** The fields of a node or row of one type. */
    public record Selection(ObjectType type, List<Field> fields) implements NodeSelection {}

    /** @param selections one for each type that is possible */
    public record AnyNodeSelection(AnyNode edge, List<Selection> selections) implements NodeSelection {}

    /** A field of a node or row. */
    public sealed interface Field {
        String key();
    }

    /** {@code __typename}, a constant. */
    public record TypeName(String key, String name)
            implements Field, ConnectionField, EdgeField, PageInfoField, GroupField {}

    /** A field that is null because of an error. */
    public record NullField(String key) implements Field {}

    public record IdField(String key, NodeType type) implements Field {}

    public record ColumnField(String key, Column column) implements Field {}

    public record ToOneField(String key, ToOne edge, Selection selection) implements Field {}

    public record AnyNodeField(String key, AnyNodeSelection selection) implements Field {}

    public record ToManyField(String key, Connection connection) implements Field {}

    /** @param selection the fields of the rows that the function returns; null if it returns a value */
    public record FunctionField(String key, Call call, Selection selection) implements Field {}

    /**
     * A call of a database function.
     *
     * @param arguments the arguments that follow the columns of the row
     */
    public record Call(DatabaseFunction function, List<CallArgument> arguments) {}

    public sealed interface CallArgument {}

    /** A value of the request. */
    public record Bound(Parameter parameter) implements CallArgument {}

    /** A constant of the plan: a number or text of the service, or the name of a node type. */
    public record Constant(Object value) implements CallArgument {}

    /** The primary key of the node with a value in a unique column; null if there is none. */
    public record KeyOf(NodeType type, Column column, Parameter value) implements CallArgument {}

    /**
     * A page of a list.
     *
     * @param edge the edge from the owner, or null
     * @param call the function that returns the rows of the list, or null; if both are null, the list has all nodes of
     *     the type
     * @param link the conditions on the row of the edge's link table
     * @param filter the condition on the nodes
     * @param order the order of the list, before the primary key
     * @param signature the value of the list's {@link CursorSignature}
     */
    public record Connection(
            ObjectType type,
            ToMany edge,
            Call call,
            List<Condition.Compare> link,
            Condition filter,
            List<OrderKey> order,
            PageRequest page,
            Parameter signature,
            List<ConnectionField> fields) {

        /** Whether the statement reads the rows of the page. It need not for a count, for example. */
        public boolean hasPage() {
            return fields.stream()
                    .anyMatch(field -> field instanceof NodesField
                            || field instanceof EdgesField
                            || field instanceof PageInfo pageInfo && readsRows(pageInfo));
        }

        /**
         * Whether a field of the page info needs the rows of the page. Not so {@code hasPreviousPage} of a page that is
         * read forward, and {@code hasNextPage} of one that is read backward.
         */
        private boolean readsRows(PageInfo pageInfo) {
            Class<?> separate = page.backward() ? HasNextPage.class : HasPreviousPage.class;
            return pageInfo.fields().stream()
                    .anyMatch(field -> !(separate.isInstance(field) || field instanceof TypeName));
        }
    }

    /**
     * The part of a list that a page shows.
     *
     * @param size the most nodes of the page
     * @param maxSize the largest size that a request may choose
     * @param backward whether the page has the last nodes between the two cursors instead of the first
     * @param after the values of the cursor that the page starts after, see {@link Cursor}; empty for the start of the
     *     list
     * @param before the values of the cursor that the page ends before; empty for the end of the list
     */
    public record PageRequest(
            Parameter size, int maxSize, boolean backward, List<Parameter> after, List<Parameter> before) {

        /** Whether the page is at an end of the list, because the request gives no cursor. */
        public boolean isUnbounded() {
            return after.isEmpty() && before.isEmpty();
        }
    }

    public sealed interface ConnectionField {
        String key();
    }

    public record NodesField(String key, NodeSelection selection) implements ConnectionField {}

    public record EdgesField(String key, List<EdgeField> fields) implements ConnectionField {}

    public record PageInfo(String key, List<PageInfoField> fields) implements ConnectionField {}

    public record TotalCount(String key) implements ConnectionField {}

    /**
     * The number of nodes in the whole list for each value of the group key.
     *
     * @param size the most groups
     */
    public record Groups(String key, GroupKey by, Parameter size, GroupKey.Order order, List<GroupField> fields)
            implements ConnectionField {}

    public sealed interface GroupField {
        String key();
    }

    public record GroupValue(String key) implements GroupField {}

    public record GroupCount(String key) implements GroupField {}

    /** @param selection null if the list is grouped by a value */
    public record GroupNode(String key, Selection selection) implements GroupField {}

    public sealed interface EdgeField {
        String key();
    }

    public record EdgeCursor(String key) implements EdgeField {}

    public record EdgeNode(String key, NodeSelection selection) implements EdgeField {}

    /** An attribute of the row that is the edge. */
    public record EdgeValue(Field field) implements EdgeField {

        @Override
        public String key() {
            return field.key();
        }
    }

    public sealed interface PageInfoField {
        String key();
    }

    public record HasNextPage(String key) implements PageInfoField {}

    public record HasPreviousPage(String key) implements PageInfoField {}

    public record StartCursor(String key) implements PageInfoField {}

    public record EndCursor(String key) implements PageInfoField {}
}
