package org.onrecord.traversal.schema;

import java.util.EnumSet;
import java.util.Set;

import graphql.Scalars;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Condition.TextMatch;

import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.Definitions.inputField;

/**
 * Builds the input types of filters: one for each node type with its columns and edges, and one for each type of
 * values.
 */
final class FilterTypes {

    /** The types with lt, lte, gt and gte. */
    private static final Set<ColumnType> ORDERED =
            EnumSet.of(ColumnType.STRING, ColumnType.INT, ColumnType.FLOAT, ColumnType.DATE, ColumnType.DATE_TIME);

    private final SchemaContext context;

    FilterTypes(SchemaContext context) {
        this.context = context;
    }

    static String nameFor(String type) {
        return type + "Filter";
    }

    void add(NodeType type) {
        String name = nameFor(type.name());
        GraphQLInputObjectType.Builder filter = newInputObject()
                .name(name)
                .description("A condition on a node of type " + type.name() + ". It is true if all given fields are.")
                .field(inputField("and", list(nonNull(typeRef(name))), "All of these conditions are true."))
                .field(inputField("or", list(nonNull(typeRef(name))), "At least one of these conditions is true."))
                .field(inputField("not", typeRef(name), "This condition is false."))
                .field(inputField(
                        "isNull",
                        Scalars.GraphQLBoolean,
                        "In the filter of an edge to one node: `true`: the edge leads to no node. `false`: it leads to"
                                + " a node. In other filters a node is never null."))
                .field(inputField("id", comparison("ID", Scalars.GraphQLID, false, false), "Compares the global id."));
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                filter.field(inputField(
                        column.name(),
                        column.list() ? listComparison(column) : comparison(column),
                        column.description()));
            } else if (attribute instanceof ToOne edge) {
                filter.field(inputField(
                        edge.name(),
                        typeRef(nameFor(edge.target())),
                        edge.description() + " The node must exist and meet this condition"
                                + (edge.nullable() ? ", or be null with `isNull: true`." : ".")));
            } else if (attribute instanceof ToMany edge) {
                filter.field(inputField(edge.name(), quantifiers(edge.target()), edge.description()));
            }
        }
        context.add(filter.build());
    }

    /** Adds the filter of the nodes of a type of rows: a filter for each node type. */
    static void add(RowType row, SchemaContext context) {
        GraphQLInputObjectType.Builder filter = newInputObject()
                .name(nameFor(row.name()))
                .description("Conditions on the nodes of a list, by their type. Nodes of a type without a condition"
                        + " remain in the list: `types` leaves them out.");
        for (String target : row.node().targets()) {
            filter.field(inputField(
                    Character.toLowerCase(target.charAt(0)) + target.substring(1),
                    typeRef(nameFor(target)),
                    "The condition that nodes of type " + target + " must meet."));
        }
        context.add(filter.build());
    }

    private GraphQLInputType quantifiers(String target) {
        String name = target + "ListFilter";
        if (!context.has(name)) {
            context.add(newInputObject()
                    .name(name)
                    .description("A condition on a list of " + target + ". It is true if all given fields are.")
                    .field(inputField("some", typeRef(nameFor(target)), "At least one node meets this condition."))
                    .field(inputField("none", typeRef(nameFor(target)), "No node meets this condition."))
                    .field(inputField(
                            "every", typeRef(nameFor(target)), "All nodes meet this condition, or the list is empty."))
                    .field(inputField(
                            "isEmpty",
                            Scalars.GraphQLBoolean,
                            "`true`: the list is empty. `false`: the list is not empty."))
                    .build());
        }
        return typeRef(name);
    }

    private GraphQLInputType comparison(Column column) {
        return comparison(ValueTypes.name(column), ValueTypes.input(column), ORDERED.contains(column.type()), true);
    }

    private GraphQLInputType listComparison(Column column) {
        GraphQLInputType value = ValueTypes.input(column);
        String valueName = ValueTypes.name(column);
        String name = valueName + "ListFilter";
        if (!context.has(name)) {
            context.add(newInputObject()
                    .name(name)
                    .description("A condition on a list of values of type " + valueName
                            + ". It is true if all given fields are.")
                    .field(inputField("has", value, "The list contains this value."))
                    .field(inputField(
                            "hasAny", list(nonNull(value)), "The list contains at least one of these values."))
                    .field(inputField("hasAll", list(nonNull(value)), "The list contains all of these values."))
                    .field(inputField(
                            "isEmpty",
                            Scalars.GraphQLBoolean,
                            "`true`: the list is empty. `false`: the list is not empty."))
                    .build());
        }
        return typeRef(name);
    }

    private GraphQLInputType comparison(String valueName, GraphQLInputType value, boolean ordered, boolean nullable) {
        String name = nameFor(valueName);
        if (!context.has(name)) {
            GraphQLInputObjectType.Builder filter = newInputObject()
                    .name(name)
                    .description(
                            "A condition on a value of type " + valueName + ". It is true if all given fields are.")
                    .field(inputField("eq", value, "Equal to this value."))
                    .field(inputField("ne", value, "Not equal to this value, or null."))
                    .field(inputField("in", list(nonNull(value)), "Equal to one of these values."))
                    .field(inputField("notIn", list(nonNull(value)), "Equal to none of these values, or null."));
            if (ordered) {
                filter.field(inputField("lt", value, "Less or earlier than this value."))
                        .field(inputField("lte", value, "Less or earlier than this value, or equal to it."))
                        .field(inputField("gt", value, "Greater or later than this value."))
                        .field(inputField("gte", value, "Greater or later than this value, or equal to it."));
            }
            if (valueName.equals(Scalars.GraphQLString.getName())) {
                for (TextMatch match : TextMatch.values()) {
                    filter.field(inputField(match.operator(), value, match.description()));
                }
            }
            if (nullable) {
                filter.field(inputField(
                        "isNull",
                        Scalars.GraphQLBoolean,
                        "`true`: the value is null. `false`: the value is not null."));
            }
            context.add(filter.build());
        }
        return typeRef(name);
    }
}
