package org.onrecord.traversal.schema;

import java.util.Locale;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLOutputType;

import org.onrecord.traversal.plan.ColumnPath;

/** Short forms of graphql-java's builders for elements that have a name, a type and a description only. */
final class Definitions {

    private Definitions() {}

    static GraphQLFieldDefinition field(String name, GraphQLOutputType type, String description) {
        return GraphQLFieldDefinition.newFieldDefinition()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    static GraphQLArgument argument(String name, GraphQLInputType type, String description) {
        return GraphQLArgument.newArgument()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    static GraphQLInputObjectField inputField(String name, GraphQLInputType type, String description) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    /** The name of a field as an enum constant: {@code SPOKEN_AT} for {@code spokenAt}. */
    static String constant(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** A path as an enum constant: {@code SPEAKER_NAME} for {@code speaker.name}. */
    static String constant(ColumnPath path) {
        return (path.via() == null ? "" : constant(path.via().name()) + "_")
                + constant(path.column().name());
    }

    /** The description of the enum constant of a path. */
    static String describe(ColumnPath path) {
        return (path.via() == null ? "" : "Of `" + path.via().name() + "`: ")
                + path.column().description();
    }
}
