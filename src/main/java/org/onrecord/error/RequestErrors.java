package org.onrecord.error;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;

import org.onrecord.error.InputCheck.Problem;

/** Words the errors that graphql-java finds in a request before it executes the operation. */
public final class RequestErrors {

    private final GraphQLSchema schema;

    public RequestErrors(GraphQLSchema schema) {
        this.schema = schema;
    }

    /**
     * The errors with codes and with messages for the developer of the client.
     *
     * @param document of the request
     * @param request with {@code operationName} and {@code variables}
     */
    public List<GraphQLError> describe(Document document, JsonObject request, List<GraphQLError> errors) {
        return errors.stream()
                .map(error -> describe(document, request, error))
                .distinct()
                .toList();
    }

    private GraphQLError describe(Document document, JsonObject request, GraphQLError error) {
        if (error instanceof ApiError) {
            return error;
        }
        ErrorCode code = ErrorCode.of(error);
        Optional<String> field = Optional.empty();
        String message = error.getMessage();
        if (code == ErrorCode.INTERNAL_SERVER_ERROR) {
            return error;
        } else if (code == ErrorCode.GRAPHQL_VALIDATION_FAILED) {
            message = ValidationMessage.of(schema, document, (ValidationError) error);
            field = ValidationMessage.field(schema, document, (ValidationError) error);
        } else if (code == ErrorCode.BAD_USER_INPUT) {
            Optional<Problem> problem = variableProblem(document, request);
            message = problem.map(Problem::message).orElse(message);
            field = problem.map(found -> VariablePlace.field(document, found.field()));
        }
        Map<String, Object> details =
                field.<Map<String, Object>>map(path -> Map.of("field", path)).orElse(Map.of());
        return new ApiError(code, message, error.getLocations(), null, details);
    }

    /** The first variable with an invalid value. */
    private Optional<Problem> variableProblem(Document document, JsonObject request) {
        String operationName = request.getString("operationName", null);
        JsonObject variables =
                request.get("variables") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(operation -> operationName == null || operationName.equals(operation.getName()))
                .flatMap(operation -> operation.getVariableDefinitions().stream())
                .filter(variable -> variables.containsKey(variable.getName()) || variable.getDefaultValue() == null)
                .map(variable -> {
                    GraphQLInputType type = TypedNode.type(schema, variable.getType());
                    JsonValue value = variables.getOrDefault(variable.getName(), JsonValue.NULL);
                    return type == null
                            ? null
                            : InputCheck.problem("$" + variable.getName(), value, type)
                                    .orElse(null);
                })
                .filter(Objects::nonNull)
                .findFirst();
    }
}
