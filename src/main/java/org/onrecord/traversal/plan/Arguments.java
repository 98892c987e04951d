package org.onrecord.traversal.plan;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.GraphQLFieldDefinition;

import org.onrecord.traversal.BadInput;

/** The arguments of one field in the document, coerced, with their sources. */
final class Arguments {

    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, Object> variables;
    private final SourceLocation location;

    Arguments(ExecutionContext context, GraphQLFieldDefinition definition, MergedField field) {
        variables = context.getCoercedVariables().toMap();
        location = field.getSingleField().getSourceLocation();
        Map<String, Object> values = ValuesResolver.getArgumentValues(
                context.getGraphQLSchema().getCodeRegistry(),
                definition.getArguments(),
                field.getArguments(),
                context.getCoercedVariables(),
                context.getGraphQLContext(),
                context.getLocale());
        Map<String, Value<?>> sources = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            sources.put(argument.getName(), argument.getValue());
        }
        values.forEach((name, value) -> inputs.put(name, Input.of(value, sources.get(name), variables)));
    }

    /** The argument, {@link Input#ABSENT} where it was not given. */
    Input get(String name) {
        return inputs.getOrDefault(name, Input.ABSENT);
    }

    Map<String, Object> variables() {
        return variables;
    }

    SourceLocation location() {
        return location;
    }

    BadInput bad(String message) {
        return new BadInput(message, location);
    }
}
