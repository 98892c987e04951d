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
 * A query operation as a tree, with fragments, directives and merged selections resolved: what remains is which nodes to
 * reach, and what to say of each under which response key.
 *
 * @param params every value that the request may vary, also those that its statement turns out not to need
 * @param rolesAllowed the roles of what not anyone may read: the request has to have one of each of these sets
 */
public record Plan(List<Root> roots, List<Param> params, Set<Set<String>> rolesAllowed) {

    /** A field of the query type that starts a traversal. */
    public sealed interface Root {
        String key();
    }

    /** The one node with a value in a unique column, or null. */
    public record Lookup(String key, String column, Param param, Selection selection) implements Root {}

    /** A list of all nodes of a type. */
    public record NodeList(String key, Connection connection) implements Root {}

    /**
     * Nodes by global id, in the order of the ids, null for an id that finds none; of a single id the node itself.
     *
     * @param types the ids' type names
     * @param keys the ids' primary keys
     * @param selections one for each node type that may be asked for
     */
    public record Nodes(String key, boolean single, Param types, Param keys, List<Selection> selections)
            implements Root {}

    /**
     * What a subscription tells of nodes: of those that meet a condition, in the order of their keys.
     *
     * @param keys the nodes' primary keys
     */
    public record Events(String key, Param keys, Condition filter, Selection selection) implements Root {

        /** The variable that holds the keys; no document can declare one of this name. */
        public static final String KEYS = "events.keys";
    }

    /** What a function of the database returns. */
    public record RootFunction(Field field) implements Root {

        @Override
        public String key() {
            return field.key();
        }
    }

    /** What is said of a node, of whatever type it may be. */
    public sealed interface NodeSelection {}

    /** What is said of a node or row of one type. */
    public record Selection(ObjectType type, List<Field> fields) implements NodeSelection {}

    /** @param selections one for each type that the node may have */
    public record AnyNodeSelection(AnyNode edge, List<Selection> selections) implements NodeSelection {}

    /** Something said under a response key. */
    public sealed interface Field {
        String key();
    }

    /** {@code __typename}, which is known without asking the database. */
    public record TypeName(String key, String name)
            implements Field, ConnectionField, EdgeField, PageInfoField, GroupField {}

    public record IdField(String key, NodeType type) implements Field {}

    public record ColumnField(String key, Column column) implements Field {}

    public record ToOneField(String key, ToOne edge, Selection selection) implements Field {}

    public record AnyNodeField(String key, AnyNodeSelection selection) implements Field {}

    public record ToManyField(String key, Connection connection) implements Field {}

    /** @param selection what is said of each row that the function returns; null where it returns a value */
    public record FunctionField(String key, Call call, Selection selection) implements Field {}

    /** A call of a function of the database, whose first arguments are columns of the row at hand. */
    public record Call(DatabaseFunction function, List<CallArgument> arguments) {

        @Override
        public String toString() {
            return function.sqlName() + arguments;
        }
    }

    public sealed interface CallArgument {}

    /** A value of the request. */
    public record Bound(Param param) implements CallArgument {

        @Override
        public String toString() {
            return "?";
        }
    }

    /** A constant of the plan: a number, or the name of a node type. */
    public record Constant(Object value) implements CallArgument {

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The primary key of the node with a value in a unique column, null where there is none. */
    public record KeyOf(NodeType type, Column column, Param value) implements CallArgument {

        @Override
        public String toString() {
            return type.name() + " by " + column.name();
        }
    }

    /**
     * A page of a list.
     *
     * @param edge the edge from the owner, or null
     * @param call the function whose rows the list has, or null; where there is no edge either, the list has all nodes
     * @param link what the link must meet that the edge leads through
     * @param filter what the nodes must meet
     * @param order what the list is ordered by, before the primary key
     * @param page which part of it is asked for
     * @param signature what tells this list from others in its cursors
     */
    public record Connection(
            ObjectType type,
            ToMany edge,
            Call call,
            List<Condition.Compare> link,
            Condition filter,
            List<OrderKey> order,
            PageRequest page,
            Param signature,
            List<ConnectionField> fields) {

        /** Whether rows are read at all; a count alone needs none. */
        public boolean hasPage() {
            return fields.stream()
                    .anyMatch(field -> field instanceof NodesField
                            || field instanceof EdgesField
                            || field instanceof PageInfo pageInfo && readsRows(pageInfo));
        }

        /** Nodes before a page that is read forward are not read with it; nor are those behind one that is read backward. */
        private boolean readsRows(PageInfo pageInfo) {
            Class<?> beyond = page.backward() ? HasNextPage.class : HasPreviousPage.class;
            return pageInfo.fields().stream()
                    .anyMatch(field -> !(beyond.isInstance(field) || field instanceof TypeName));
        }
    }

    /**
     * Which part of a list is asked for.
     *
     * @param size how many nodes at most
     * @param backward whether they are the last of those asked for, and not the first
     * @param after the place behind which the page begins, empty where it is the start: the order values and the key
     * @param before the place before which the page ends, likewise
     */
    public record PageRequest(Param size, boolean backward, List<Param> after, List<Param> before) {

        /** Whether all nodes of the list are asked for, up to the size. */
        public boolean isWhole() {
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
     * How many nodes of the list, whatever the page, have each value.
     *
     * @param size how many groups at most
     * @param byKey whether they are ordered by their value, and not from the largest to the smallest
     */
    public record Groups(String key, GroupKey by, Param size, boolean byKey, List<GroupField> fields)
            implements ConnectionField {}

    public sealed interface GroupField {
        String key();
    }

    public record GroupValue(String key) implements GroupField {}

    public record GroupCount(String key) implements GroupField {}

    /** @param selection null where groups are of values, not of nodes */
    public record GroupNode(String key, Selection selection) implements GroupField {}

    public sealed interface EdgeField {
        String key();
    }

    public record EdgeCursor(String key) implements EdgeField {}

    public record EdgeNode(String key, NodeSelection selection) implements EdgeField {}

    /** What a row says beside its node. */
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
