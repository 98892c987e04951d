package org.onrecord.traversal.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.Attribute.Column;

/** A GraphQL object type whose fields the engine compiles to SQL: a node type, or the rows of a database function. */
public sealed interface ObjectType permits NodeType, RowType {

    /** The name of the GraphQL object type. */
    String name();

    String description();

    /** The attributes by name, in the order of their declaration. */
    Map<String, Attribute> attributes();

    /** The unique column that lists are ordered by last, which makes every order total. */
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
