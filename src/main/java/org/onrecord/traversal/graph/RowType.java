package org.onrecord.traversal.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.Column;

/**
 * A type of rows that a {@link DatabaseFunction} returns. Pages of them are connections to the nodes that their attribute
 * {@code node} leads to; what else they have is said on the edges.
 *
 * @param name of the GraphQL object type; where pages of the rows are asked for, that of the connection's nodes
 * @param order of their pages, before the id column
 * @param idColumn null where no pages are asked for
 */
public record RowType(
        String name, String description, Map<String, Attribute> attributes, List<Order> order, String idColumn)
        implements ObjectType {

    /** The attribute of rows in pages that leads to their node. */
    public static final String NODE = "node";

    /** A column, not necessarily among the attributes, that pages are ordered by. */
    public record Order(Column column, boolean descending) {}

    /** Rows that are only read whole, in the order in which the function returns them. */
    public static RowType of(String name, String description, Attribute... attributes) {
        return new RowType(name, description, byName(attributes), List.of(), null);
    }

    /** Rows that pages are asked for. */
    public static RowType paged(
            String name, String description, List<Order> order, String idColumn, Attribute... attributes) {
        return new RowType(name, description, byName(attributes), order, idColumn);
    }

    private static Map<String, Attribute> byName(Attribute... attributes) {
        Map<String, Attribute> byName = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            byName.put(attribute.name(), attribute);
        }
        return byName;
    }
}
