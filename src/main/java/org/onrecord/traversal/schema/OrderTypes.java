package org.onrecord.traversal.schema;

import java.util.HashSet;
import java.util.Set;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.OrderKey.Direction;
import org.onrecord.traversal.plan.OrderKey.Nulls;

import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

/** Builds the input types of orders: one for each node type, with its columns and those of the nodes it leads to. */
final class OrderTypes {

    private static final String DIRECTION = "OrderDirection";
    private static final String NULLS = "OrderNulls";

    private final SchemaContext context;

    OrderTypes(SchemaContext context) {
        this.context = context;
        context.add(GraphQLEnumType.newEnum()
                .name(DIRECTION)
                .description("The direction of an order.")
                .value("ASC", Direction.ASC, "Ascending: the least or earliest value first.")
                .value("DESC", Direction.DESC, "Descending: the greatest or latest value first.")
                .build());
        context.add(GraphQLEnumType.newEnum()
                .name(NULLS)
                .description("The position of nodes without a value in an order.")
                .value("FIRST", Nulls.FIRST, "Before all other nodes.")
                .value("LAST", Nulls.LAST, "After all other nodes.")
                .build());
    }

    static String nameFor(String type) {
        return type + "Order";
    }

    void add(NodeType type) {
        GraphQLEnumType.Builder fields = GraphQLEnumType.newEnum()
                .name(type.name() + "OrderField")
                .description("A value that a list of " + type.name() + " can be ordered by.");
        Set<String> names = new HashSet<>();
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                add(fields, names, new ColumnPath(null, null, column));
            } else if (attribute instanceof ToOne edge) {
                NodeType target = context.graph().type(edge.target());
                for (Column column : target.columns()) {
                    add(fields, names, new ColumnPath(edge, target, column));
                }
            }
        }
        GraphQLEnumType fieldType = fields.build();
        context.add(fieldType);
        context.add(newInputObject()
                .name(nameFor(type.name()))
                .description("One value of the order of a list of " + type.name() + ".")
                .field(field("field")
                        .type(nonNull(typeRef(fieldType.getName())))
                        .description("The value."))
                .field(field("direction")
                        .type(nonNull(typeRef(DIRECTION)))
                        .defaultValueProgrammatic("ASC")
                        .description("The direction of the order."))
                .field(field("nulls")
                        .type(nonNull(typeRef(NULLS)))
                        .defaultValueProgrammatic("LAST")
                        .description("The position of nodes without a value, in either direction."))
                .build());
    }

    private static void add(GraphQLEnumType.Builder fields, Set<String> names, ColumnPath path) {
        if (path.column().list() || path.column().longText()) {
            return;
        }
        String name = Definitions.constant(path);
        if (!names.add(name)) {
            throw new IllegalStateException("Two columns have the name " + name + " in an order");
        }
        fields.value(name, path, Definitions.describe(path));
    }

    private static GraphQLInputObjectField.Builder field(String name) {
        return GraphQLInputObjectField.newInputObjectField().name(name);
    }
}
