package org.onrecord.traversal.plan;

import java.util.List;

import org.onrecord.traversal.model.Attribute.Column;
import org.onrecord.traversal.model.Attribute.ToMany;
import org.onrecord.traversal.model.Attribute.ToOne;
import org.onrecord.traversal.model.NodeType;

/**
 * A query operation as a tree, with fragments, directives and merged selections resolved: what remains is which nodes to
 * reach, and what to say of each under which response key.
 *
 * @param params every value that the request may vary, also those that its statement turns out not to need
 */
public record Plan(List<Root> roots, List<Param> params) {

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

    /** What is said of a node. */
    public record Selection(NodeType type, List<Field> fields) {}

    /** Something said under a response key. */
    public sealed interface Field {
        String key();
    }

    /** {@code __typename}, which is known without asking the database. */
    public record TypeName(String key, String name) implements Field, ConnectionField, EdgeField, PageInfoField {}

    public record IdField(String key, NodeType type) implements Field {}

    public record ColumnField(String key, Column column) implements Field {}

    public record ToOneField(String key, ToOne edge, Selection selection) implements Field {}

    public record ToManyField(String key, Connection connection) implements Field {}

    /**
     * A page of a list, in the order of the primary key.
     *
     * @param edge the edge from the owner, or null for all nodes of the type
     * @param link what the link must meet that the edge leads through
     * @param filter what the nodes must meet
     * @param first how many nodes a page has at most
     * @param after the primary key the page begins after, or null for the first page
     */
    public record Connection(
            NodeType type,
            ToMany edge,
            List<Condition.Compare> link,
            Condition filter,
            Param first,
            Param after,
            List<ConnectionField> fields) {

        /** Whether rows are read at all; a count alone needs none. */
        public boolean hasPage() {
            return fields.stream()
                    .anyMatch(field -> field instanceof NodesField
                            || field instanceof EdgesField
                            || field instanceof PageInfo pageInfo && pageInfo.readsRows());
        }
    }

    public sealed interface ConnectionField {
        String key();
    }

    public record NodesField(String key, Selection selection) implements ConnectionField {}

    public record EdgesField(String key, List<EdgeField> fields) implements ConnectionField {}

    public record PageInfo(String key, List<PageInfoField> fields) implements ConnectionField {

        boolean readsRows() {
            return fields.stream().anyMatch(field -> !(field instanceof HasPreviousPage || field instanceof TypeName));
        }
    }

    public record TotalCount(String key) implements ConnectionField {}

    public sealed interface EdgeField {
        String key();
    }

    public record EdgeCursor(String key) implements EdgeField {}

    public record EdgeNode(String key, Selection selection) implements EdgeField {}

    public sealed interface PageInfoField {
        String key();
    }

    public record HasNextPage(String key) implements PageInfoField {}

    public record HasPreviousPage(String key) implements PageInfoField {}

    public record StartCursor(String key) implements PageInfoField {}

    public record EndCursor(String key) implements PageInfoField {}
}
