package org.onrecord.traversal.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;

/**
 * The type of the rows that a {@link DatabaseFunction} returns. For {@link DatabaseFunction.Page} the rows are the
 * edges of a connection: the attribute {@code node} leads to the node of an edge, and the other attributes are fields
 * of the edge.
 *
 * @param name the name of the GraphQL object type; for pages, the name of the union of the nodes
 * @param order the order of pages, before the id column
 * @param idColumn null unless the rows are read in pages
 * @param groups what pages can be grouped by, beside the type of the node
 */
public record RowType(
        String name,
        String description,
        Map<String, Attribute> attributes,
        List<Order> order,
        String idColumn,
        List<NodeGroup> groups)
        implements ObjectType {

    /** The attribute that leads from a row to its node, for rows that are read in pages. */
    public static final String NODE = "node";

    /** A column that pages are ordered by. It need not be an attribute. */
    public record Order(Column column, boolean descending) {}

    /**
     * A value of the node of a row that pages can be grouped by. Nodes of other types have no value.
     *
     * @param attributes the name of the column or to-one edge with the value, by the name of the node type; all have
     *     the same type
     */
    public record NodeGroup(String name, String description, Map<String, String> attributes) {}

    /** Rows that are read all at once, in the order in which the function returns them. */
    public static RowType of(String name, String description, Attribute... attributes) {
        return new RowType(name, description, byName(attributes), List.of(), null, List.of());
    }

    /** Rows that are read in pages. */
    public static RowType paged(
            String name,
            String description,
            List<Order> order,
            String idColumn,
            List<NodeGroup> groups,
            Attribute... attributes) {
        return new RowType(name, description, byName(attributes), order, idColumn, groups);
    }

    /** The edge from a row that is read in pages to its node. */
    public AnyNode node() {
        return (AnyNode) attribute(NODE);
    }

    private static Map<String, Attribute> byName(Attribute... attributes) {
        Map<String, Attribute> byName = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            byName.put(attribute.name(), attribute);
        }
        return byName;
    }
}
