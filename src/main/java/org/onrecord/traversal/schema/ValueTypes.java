package org.onrecord.traversal.schema;

import java.util.Arrays;
import java.util.List;

import graphql.Scalars;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import org.eclipse.microprofile.graphql.Description;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;

import static graphql.schema.GraphQLTypeReference.typeRef;

/** The GraphQL types of the values of columns; for a column with a list of values, of its elements. */
final class ValueTypes {

    private ValueTypes() {}

    static GraphQLOutputType output(Column column) {
        return (GraphQLOutputType) type(column);
    }

    static GraphQLInputType input(Column column) {
        return (GraphQLInputType) type(column);
    }

    private static GraphQLType type(Column column) {
        return column.type() == ColumnType.ENUM ? typeRef(column.enumType().getSimpleName()) : scalar(column.type());
    }

    /** The name of the type. */
    static String name(Column column) {
        return ((GraphQLNamedType) type(column)).getName();
    }

    /** The names of all scalar types that columns can have. */
    static List<String> scalarNames() {
        return Arrays.stream(ColumnType.values())
                .filter(type -> type != ColumnType.ENUM)
                .map(type -> scalar(type).getName())
                .toList();
    }

    private static GraphQLScalarType scalar(ColumnType type) {
        return switch (type) {
            case STRING -> Scalars.GraphQLString;
            case INT -> Scalars.GraphQLInt;
            case FLOAT -> Scalars.GraphQLFloat;
            case BOOLEAN -> Scalars.GraphQLBoolean;
            case DATE -> DateTimeScalars.DATE;
            case DATE_TIME -> DateTimeScalars.DATE_TIME;
            case ENUM -> throw new IllegalArgumentException("An enum is not a scalar");
            case ID -> Scalars.GraphQLID;
        };
    }

    /** The enum type of a Java enum. Its descriptions are the {@link Description}s of the enum and its constants. */
    static GraphQLEnumType enumType(Class<? extends Enum<?>> type) {
        GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum()
                .name(type.getSimpleName())
                .description(type.getAnnotation(Description.class).value());
        for (Enum<?> constant : type.getEnumConstants()) {
            try {
                String description = type.getField(constant.name())
                        .getAnnotation(Description.class)
                        .value();
                builder.value(constant.name(), constant.name(), description);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        return builder.build();
    }
}
