package org.onrecord.traversal.schema;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.OrderKey.Direction;
import org.onrecord.traversal.plan.OrderKey.Nulls;

import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

/** The order input types: one for each node type, from its columns and those of the nodes it leads to. */
final class Orders {

    private static final String DIRECTION = "OrderDirection";
    private static final String NULLS = "OrderNulls";

    private final Graph graph;
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();

    Orders(Graph graph) {
        this.graph = graph;
        types.put(
                DIRECTION,
                GraphQLEnumType.newEnum()
                        .name(DIRECTION)
                        .description("Which way an order goes.")
                        .value("ASC", Direction.ASC, "From the least to the greatest, from the earliest to the latest.")
                        .value(
                                "DESC",
                                Direction.DESC,
                                "From the greatest to the least, from the latest to the earliest.")
                        .build());
        types.put(
                NULLS,
                GraphQLEnumType.newEnum()
                        .name(NULLS)
                        .description("Where nodes without a value stand in an order.")
                        .value("FIRST", Nulls.FIRST, "Before all others.")
                        .value("LAST", Nulls.LAST, "After all others.")
                        .build());
    }

    static String nameFor(String type) {
        return type + "Order";
    }

    /** The order types that were made, by name. */
    Map<String, GraphQLType> types() {
        return types;
    }

    void add(NodeType type) {
        GraphQLEnumType.Builder fields = GraphQLEnumType.newEnum()
                .name(type.name() + "OrderField")
                .description("What a list of " + type.name() + " may be ordered by.");
        Set<String> names = new HashSet<>();
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                add(fields, names, new ColumnPath(null, null, column));
            } else if (attribute instanceof ToOne edge) {
                NodeType target = graph.type(edge.target());
                for (Column column : target.columns()) {
                    add(fields, names, new ColumnPath(edge, target, column));
                }
            }
        }
        GraphQLEnumType fieldType = fields.build();
        types.put(fieldType.getName(), fieldType);
        types.put(
                nameFor(type.name()),
                newInputObject()
                        .name(nameFor(type.name()))
                        .description("A value that a list of " + type.name() + " is ordered by.")
                        .field(field("field")
                                .type(nonNull(typeRef(fieldType.getName())))
                                .description("The value."))
                        .field(field("direction")
                                .type(nonNull(typeRef(DIRECTION)))
                                .defaultValueProgrammatic("ASC")
                                .description("Which way the order goes."))
                        .field(field("nulls")
                                .type(nonNull(typeRef(NULLS)))
                                .defaultValueProgrammatic("LAST")
                                .description("Where nodes without a value stand, whatever the direction."))
                        .build());
    }

    private static void add(GraphQLEnumType.Builder fields, Set<String> names, ColumnPath path) {
        if (path.column().list() || path.column().longText()) {
            return;
        }
        String name = constant(path);
        if (!names.add(name)) {
            throw new IllegalStateException("Two columns would be ordered by as " + name);
        }
        fields.value(name, path, describe(path));
    }

    static String describe(ColumnPath path) {
        return (path.via() == null ? "" : "Of `" + path.via().name() + "`: ")
                + path.column().description();
    }

    static String constant(ColumnPath path) {
        return (path.via() == null ? "" : constant(path.via().name()) + "_")
                + constant(path.column().name());
    }

    /** {@code spokenAt} is written {@code SPOKEN_AT} as an enum constant. */
    static String constant(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static GraphQLInputObjectField.Builder field(String name) {
        return GraphQLInputObjectField.newInputObjectField().name(name);
    }
}
