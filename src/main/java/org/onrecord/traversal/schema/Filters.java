package org.onrecord.traversal.schema;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import graphql.Scalars;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition.TextMatch;

import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

/** The filter input types: one for each node type, from its columns and edges, and one for each kind of value. */
final class Filters {

    /** Texts are not among them: which is less depends on the database's collation. */
    private static final Set<ColumnType> ORDERED =
            EnumSet.of(ColumnType.INT, ColumnType.FLOAT, ColumnType.DATE, ColumnType.DATE_TIME);

    private final Map<String, GraphQLType> types = new LinkedHashMap<>();

    static String nameFor(String type) {
        return type + "Filter";
    }

    /** The filter types that were made, by name. */
    Map<String, GraphQLType> types() {
        return types;
    }

    void add(NodeType type) {
        String name = nameFor(type.name());
        GraphQLInputObjectType.Builder filter = newInputObject()
                .name(name)
                .description("What a " + type.name() + " must meet. All that is given must hold.")
                .field(field("and", list(nonNull(typeRef(name))), "All of these must hold."))
                .field(field("or", list(nonNull(typeRef(name))), "At least one of these must hold."))
                .field(field("not", typeRef(name), "This must not hold."))
                .field(field("id", comparison("ID", Scalars.GraphQLID, false, false), "Compares the id."));
        for (Attribute attribute : type.all()) {
            if (attribute instanceof Column column) {
                filter.field(field(
                        column.name(), column.list() ? listOf(column) : comparison(column), column.description()));
            } else if (attribute instanceof ToOne edge) {
                filter.field(field(
                        edge.name(),
                        typeRef(nameFor(edge.target())),
                        edge.description() + " There must be one, and it must meet this."));
            } else if (attribute instanceof ToMany edge) {
                filter.field(field(edge.name(), quantifiers(edge.target()), edge.description()));
            }
        }
        types.put(name, filter.build());
    }

    private GraphQLInputType quantifiers(String target) {
        String name = target + "ListFilter";
        types.computeIfAbsent(name, key -> newInputObject()
                .name(name)
                .description("What the nodes of a list of " + target + " must meet.")
                .field(field("some", typeRef(nameFor(target)), "At least one node meets this."))
                .field(field("none", typeRef(nameFor(target)), "No node meets this."))
                .field(field("every", typeRef(nameFor(target)), "Every node meets this; so does an empty list."))
                .build());
        return typeRef(name);
    }

    private GraphQLInputType comparison(Column column) {
        GraphQLInputType value = (GraphQLInputType) SchemaShaper.valueType(column);
        String name = column.type() == ColumnType.ENUM
                ? column.enumType().getSimpleName()
                : ((GraphQLNamedType) value).getName();
        boolean ordered = ORDERED.contains(column.type());
        return comparison(name, value, ordered, true);
    }

    private GraphQLInputType listOf(Column column) {
        GraphQLInputType value = (GraphQLInputType) SchemaShaper.valueType(column);
        String valueName = ((GraphQLNamedType) value).getName();
        String name = valueName + "ListFilter";
        types.computeIfAbsent(name, key -> newInputObject()
                .name(name)
                .description("What a list of values of type " + valueName + " must meet. All that is given must hold.")
                .field(field("has", value, "This is one of the values."))
                .field(field("hasAny", list(nonNull(value)), "At least one of these is one of the values."))
                .field(field("hasAll", list(nonNull(value)), "All of these are among the values."))
                .field(field("isEmpty", Scalars.GraphQLBoolean, "There are no values, or with `false` there are."))
                .build());
        return typeRef(name);
    }

    private GraphQLInputType comparison(String valueName, GraphQLInputType value, boolean ordered, boolean nullable) {
        String name = nameFor(valueName);
        types.computeIfAbsent(name, key -> {
            GraphQLInputObjectType.Builder filter = newInputObject()
                    .name(name)
                    .description("Compares a value of type " + valueName + ". All that is given must hold.")
                    .field(field("eq", value, "Is equal to this."))
                    .field(field("ne", value, "Is not equal to this; null is not."))
                    .field(field("in", list(nonNull(value)), "Is one of these."))
                    .field(field("notIn", list(nonNull(value)), "Is none of these; null is none."));
            if (ordered) {
                filter.field(field("lt", value, "Is less, or earlier, than this."))
                        .field(field("lte", value, "Is less, or earlier, than this or equal to it."))
                        .field(field("gt", value, "Is greater, or later, than this."))
                        .field(field("gte", value, "Is greater, or later, than this or equal to it."));
            }
            if (valueName.equals(Scalars.GraphQLString.getName())) {
                for (TextMatch match : TextMatch.values()) {
                    filter.field(field(match.operator(), value, match.description()));
                }
            }
            if (nullable) {
                filter.field(field("isNull", Scalars.GraphQLBoolean, "Is null, or with `false` is not null."));
            }
            return filter.build();
        });
        return typeRef(name);
    }

    private static GraphQLInputObjectField field(String name, GraphQLInputType type, String description) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }
}
