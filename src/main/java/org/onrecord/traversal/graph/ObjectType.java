package org.onrecord.traversal.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.Column;

/** A type of the schema with fields that the engine answers: of nodes, or of rows that a database function makes. */
public sealed interface ObjectType permits NodeType, RowType {

    /** The name of the GraphQL object type. */
    String name();

    String description();

    /** By name, in the order in which they were declared. */
    Map<String, Attribute> attributes();

    /** The column that tells rows apart which are otherwise in the same place of an order. */
    String idColumn();

    default Attribute attribute(String name) {
        return attributes().get(name);
    }

    default Collection<Attribute> all() {
        return attributes().values();
    }

    default List<Column> columns() {
        return all().stream()
                .filter(Column.class::isInstance)
                .map(Column.class::cast)
                .toList();
    }
}
