package org.onrecord.traversal.plan;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.AssertException;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.GraphQLFieldDefinition;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/** The coerced arguments of one field. */
final class Arguments {

    private final Map<String, ArgumentValue> values = new LinkedHashMap<>();
    private final Map<String, Object> variables;
    private final SourceLocation location;

    Arguments(ExecutionContext context, GraphQLFieldDefinition definition, MergedField field) {
        variables = context.getCoercedVariables().toMap();
        location = field.getSingleField().getSourceLocation();
        Map<String, Object> coerced = coerce(context, definition, field);
        Map<String, Value<?>> sources = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            sources.put(argument.getName(), argument.getValue());
        }
        coerced.forEach((name, value) -> values.put(name, ArgumentValue.of(value, sources.get(name), variables)));
    }

    private Map<String, Object> coerce(ExecutionContext context, GraphQLFieldDefinition definition, MergedField field) {
        try {
            return ValuesResolver.getArgumentValues(
                    context.getGraphQLSchema().getCodeRegistry(),
                    definition.getArguments(),
                    field.getArguments(),
                    context.getCoercedVariables(),
                    context.getGraphQLContext(),
                    context.getLocale());
        } catch (AssertException | NonNullableValueCoercedAsNullException e) {
            // Validation accepts a nullable variable for a non-null input if one of the two has a default value. A
            // request can still set the variable to null.
            throw invalid("A variable of `" + field.getName() + "` is null, but null is not allowed.");
        } catch (OneOfNullValueException | OneOfTooManyKeysException e) {
            // Validation looks neither for null in a literal nor at the value of a variable.
            throw invalid("A oneOf argument of `" + field.getName()
                    + "` must have exactly one field, and its value must not be null.");
        }
    }

    /** The value of an argument; {@link ArgumentValue#ABSENT} if the query does not give it. */
    ArgumentValue get(String name) {
        return values.getOrDefault(name, ArgumentValue.ABSENT);
    }

    /** The coerced variables of the request that is being planned. */
    Map<String, Object> variables() {
        return variables;
    }

    /** The location of the field in the document. */
    SourceLocation location() {
        return location;
    }

    ApiException invalid(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message, location);
    }
}
