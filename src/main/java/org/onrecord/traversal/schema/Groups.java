package org.onrecord.traversal.schema;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import graphql.Scalars;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.GroupKey;
import org.onrecord.traversal.plan.GroupKey.Unit;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.SchemaShaper.argument;
import static org.onrecord.traversal.schema.SchemaShaper.field;

/** The types of grouped counts: what each node type may be grouped by. */
final class Groups {

    private static final String ORDER = "GroupOrder";

    private static final Set<ColumnType> TIMES = EnumSet.of(ColumnType.DATE, ColumnType.DATE_TIME);

    private final Graph graph;
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();

    Groups(Graph graph) {
        this.graph = graph;
        types.put(
                ORDER,
                GraphQLEnumType.newEnum()
                        .name(ORDER)
                        .description("What groups are ordered by.")
                        .value("COUNT", GroupKey.Order.COUNT, "The largest group first; of equal ones by their key.")
                        .value("KEY", GroupKey.Order.KEY, "By the key, the least first; the group without a key last.")
                        .build());
        types.put(
                "Group",
                newObject()
                        .name("Group")
                        .description("How many nodes of a list have a value in common.")
                        .field(
                                field(
                                        "key",
                                        Scalars.GraphQLString,
                                        "The value, or the id of the node, that they have in common; null for those without one."))
                        .field(field("count", nonNull(Scalars.GraphQLInt), "How many they are."))
                        .field(field(
                                "node",
                                typeRef(Graph.NODE),
                                "The node that they have in common; null where it is a value."))
                        .build());
    }

    /** The types that were made, by name. */
    Map<String, GraphQLType> types() {
        return types;
    }

    static GraphQLFieldDefinition groupsOf(NodeType type, Limits.Sizes sizes) {
        return field(
                        "groups",
                        nonNull(list(nonNull(typeRef("Group")))),
                        "How many nodes of the whole list, the filter applied, have each value: for facets and histograms.")
                .transform(builder -> builder.argument(argument(
                                "by", nonNull(typeRef(type.name() + "GroupBy")), "What tells the groups apart."))
                        .argument(argument(
                                "first",
                                Scalars.GraphQLInt,
                                "How many groups at most, from 1 to " + sizes.maxSize() + "; " + sizes.defaultSize()
                                        + " where it is not given."))
                        .argument(newArgument()
                                .name("orderBy")
                                .type(nonNull(typeRef(ORDER)))
                                .defaultValueProgrammatic("COUNT")
                                .description("What the groups are ordered by.")));
    }

    void add(NodeType type) {
        String name = type.name() + "GroupBy";
        GraphQLEnumType.Builder keys = GraphQLEnumType.newEnum()
                .name(name)
                .description("What a list of " + type.name() + " may be grouped by.");
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                add(keys, new ColumnPath(null, null, column));
            } else if (attribute instanceof ToOne edge) {
                NodeType target = graph.type(edge.target());
                keys.value(Orders.constant(edge.name()), new GroupKey(edge, target, null, null), edge.description());
                target.columns().forEach(column -> add(keys, new ColumnPath(edge, target, column)));
            }
        }
        types.put(name, keys.build());
    }

    /** A value that only one node has, a measure or prose makes no groups. */
    private static void add(GraphQLEnumType.Builder keys, ColumnPath path) {
        Column column = path.column();
        if (column.list() || column.longText() || column.unique() || column.type() == ColumnType.FLOAT) {
            return;
        }
        String name = Orders.constant(path);
        if (TIMES.contains(column.type())) {
            for (Unit unit : Unit.values()) {
                keys.value(
                        name + "_" + unit,
                        new GroupKey(null, null, path, unit),
                        Orders.describe(path) + " " + unit.description());
            }
        } else {
            keys.value(name, new GroupKey(null, null, path, null), Orders.describe(path));
        }
    }
}
