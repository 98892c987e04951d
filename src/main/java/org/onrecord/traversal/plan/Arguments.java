package org.onrecord.traversal.plan;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.AssertException;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.GraphQLFieldDefinition;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** The arguments of one field in the document, coerced, with their sources. */
final class Arguments {

    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, Object> variables;
    private final SourceLocation location;

    Arguments(ExecutionContext context, GraphQLFieldDefinition definition, MergedField field) {
        variables = context.getCoercedVariables().toMap();
        location = field.getSingleField().getSourceLocation();
        Map<String, Object> values = values(context, definition, field);
        Map<String, Value<?>> sources = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            sources.put(argument.getName(), argument.getValue());
        }
        values.forEach((name, value) -> inputs.put(name, Input.of(value, sources.get(name), variables)));
    }

    private Map<String, Object> values(ExecutionContext context, GraphQLFieldDefinition definition, MergedField field) {
        try {
            return ValuesResolver.getArgumentValues(
                    context.getGraphQLSchema().getCodeRegistry(),
                    definition.getArguments(),
                    field.getArguments(),
                    context.getCoercedVariables(),
                    context.getGraphQLContext(),
                    context.getLocale());
        } catch (AssertException | NonNullableValueCoercedAsNullException e) {
            // The document is valid where the variable has a default, or its place has; null is not, even so.
            throw bad("A variable of `" + field.getName() + "` is null where null is not allowed.");
        }
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

    ApiException bad(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message, location);
    }
}
