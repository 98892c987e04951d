package org.onrecord.traversal.schema;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import graphql.Scalars;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.graph.RowType.NodeGroup;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.GroupKey;
import org.onrecord.traversal.plan.GroupKey.OfTypes;
import org.onrecord.traversal.plan.GroupKey.Unit;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.Definitions.argument;
import static org.onrecord.traversal.schema.Definitions.field;

/** Builds the types of groups: the group, and for each node type an enum with what its lists can be grouped by. */
final class GroupTypes {

    private static final String ORDER = "GroupOrder";

    private static final Set<ColumnType> TIMES = EnumSet.of(ColumnType.DATE, ColumnType.DATE_TIME);

    private final SchemaContext context;

    GroupTypes(SchemaContext context) {
        this.context = context;
        context.add(GraphQLEnumType.newEnum()
                .name(ORDER)
                .description("The order of groups.")
                .value(
                        "COUNT",
                        GroupKey.Order.COUNT,
                        "The largest group first. Groups of equal size are ordered by key.")
                .value("KEY", GroupKey.Order.KEY, "The least key first. The group without a key is last.")
                .value("KEY_DESC", GroupKey.Order.KEY_DESC, "The greatest key first. The group without a key is last.")
                .build());
        context.add(newObject()
                .name("Group")
                .description("The nodes of a list that have the same value.")
                .field(field(
                        "key",
                        Scalars.GraphQLString,
                        "The value, or the id of the node, that the nodes have in common; null for nodes without one."))
                .field(field("count", nonNull(Scalars.GraphQLInt), "The number of nodes in the group."))
                .field(field(
                        "node",
                        typeRef(Graph.NODE),
                        "The node that the nodes have in common; null if the list is grouped by a value."))
                .build());
    }

    static GraphQLFieldDefinition groupsField(ObjectType type, Limits.Sizes sizes) {
        return field(
                        "groups",
                        nonNull(list(nonNull(typeRef("Group")))),
                        "The number of nodes in the whole list for each value, with the filter applied. Use it for"
                                + " facets and histograms.")
                .transform(builder -> builder.argument(argument(
                                "by",
                                nonNull(typeRef(type.name() + "GroupBy")),
                                "The value that the list is grouped by."))
                        .argument(argument(
                                "first",
                                Scalars.GraphQLInt,
                                "The maximum number of groups, from 1 to " + sizes.maxSize() + ". The default is "
                                        + sizes.defaultSize() + "."))
                        .argument(newArgument()
                                .name("orderBy")
                                .type(nonNull(typeRef(ORDER)))
                                .defaultValueProgrammatic("COUNT")
                                .description("The order of the groups.")));
    }

    void add(NodeType type) {
        GraphQLEnumType.Builder keys = GraphQLEnumType.newEnum()
                .name(type.name() + "GroupBy")
                .description("A value that a list of " + type.name() + " can be grouped by.");
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                add(keys, new ColumnPath(null, null, column));
            } else if (attribute instanceof ToOne edge) {
                NodeType target = context.graph().type(edge.target());
                keys.value(Definitions.constant(edge.name()), GroupKey.of(edge, target), edge.description());
                target.columns().forEach(column -> add(keys, new ColumnPath(edge, target, column)));
            }
        }
        context.add(keys.build());
    }

    /** Adds the enum of a type of rows: the type of the node, and the values that the type of rows names. */
    static void add(RowType row, SchemaContext context) {
        GraphQLEnumType.Builder keys = GraphQLEnumType.newEnum()
                .name(row.name() + "GroupBy")
                .description("A value that a list of " + row.name() + " can be grouped by.")
                .value(
                        "TYPE",
                        GroupKey.of(new OfTypes("type", row.node(), Map.of())),
                        "The type of the node: `"
                                + String.join("`, `", row.node().targets()) + "`.");
        for (NodeGroup group : row.groups()) {
            String constant = Definitions.constant(group.name());
            if (isTime(group, context)) {
                for (Unit unit : Unit.values()) {
                    keys.value(
                            constant + "_" + unit,
                            key(group, unit, row, context),
                            group.description() + " " + unit.description());
                }
            } else {
                keys.value(constant, key(group, null, row, context), group.description());
            }
        }
        context.add(keys.build());
    }

    private static boolean isTime(NodeGroup group, SchemaContext context) {
        return group.attributes().entrySet().stream()
                .anyMatch(entry ->
                        context.graph().type(entry.getKey()).attribute(entry.getValue()) instanceof Column column
                                && TIMES.contains(column.type()));
    }

    private static GroupKey key(NodeGroup group, Unit unit, RowType row, SchemaContext context) {
        Map<NodeType, GroupKey> keys = new LinkedHashMap<>();
        for (String target : row.node().targets()) {
            NodeType type = context.graph().type(target);
            Attribute attribute = type.attribute(group.attributes().get(target));
            if (attribute instanceof ToOne edge) {
                keys.put(type, GroupKey.of(edge, context.graph().type(edge.target())));
            } else if (attribute instanceof Column column) {
                keys.put(type, GroupKey.of(new ColumnPath(null, null, column), unit));
            }
        }
        return GroupKey.of(new OfTypes(group.name(), row.node(), keys));
    }

    /** Leaves out columns whose groups would be useless: unique values, measures and long texts. */
    private static void add(GraphQLEnumType.Builder keys, ColumnPath path) {
        Column column = path.column();
        if (column.list() || column.longText() || column.unique() || column.type() == ColumnType.FLOAT) {
            return;
        }
        String name = Definitions.constant(path);
        if (TIMES.contains(column.type())) {
            for (Unit unit : Unit.values()) {
                keys.value(
                        name + "_" + unit,
                        GroupKey.of(path, unit),
                        Definitions.describe(path) + " " + unit.description());
            }
        } else {
            keys.value(name, GroupKey.of(path, null), Definitions.describe(path));
        }
    }
}
