package org.onrecord.bulk.importing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;

import org.onrecord.bulk.LineReader;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.error.InputCheck;
import org.onrecord.http.request.JsonText;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.publishing.BatchEntry;
import org.onrecord.publishing.Publisher;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Parses and validates the lines of an import. GraphQL coerces the values, as it coerces the variables of a mutation:
 * the fields of a line have the types of the mutations' inputs.
 */
@Singleton
final class LineParser {

    private static final String ONE_NODE = "A line must have exactly one of `person`, `event` and `article`.";

    /** Twice as deep as an article whose quotes have new events with new events that they are a part of. */
    private static final int MAX_DEPTH = 50;

    /** The input types by the fields of a line. */
    private static final Map<String, String> TYPES =
            Map.of("person", "CreatePersonInput", "event", "CreateEventInput", "article", "PublishArticleInput");

    private static final Map<String, VariableDefinition> VARIABLES = TYPES.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, type -> VariableDefinition.newVariableDefinition()
                    .name(type.getKey())
                    .type(new TypeName(type.getValue()))
                    .build()));

    private final Jsonb jsonb = JsonbBuilder.create();
    private final GraphQLSchema schema;
    private final InputValidator validator;
    private final Publisher publisher;

    LineParser(@TraversalSchema GraphQLSchema schema, InputValidator validator, Publisher publisher) {
        this.schema = schema;
        this.validator = validator;
        this.publisher = publisher;
    }

    /**
     * @param read whether the quotes of an article without appearances are read
     * @throws ApiException if the line is invalid
     */
    ImportLine parse(long number, String json, boolean read) {
        if (isArray(json)) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, LineReader.ARRAY);
        }
        JsonObject line = object(json);
        if (line.size() != 1) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, ONE_NODE);
        }
        String field = line.keySet().iterator().next();
        if (!TYPES.containsKey(field)) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "`" + field + "` is an unknown field. " + ONE_NODE);
        } else if (line.isNull(field)) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "`" + field + "` must not be null. " + ONE_NODE);
        }
        JsonText.requireStorable("", line);
        NodeInput input = jsonb.fromJson(jsonb.toJson(coerced(field, line.get(field))), NodeInput.class);
        validator.check(input, FieldPath.LINE);
        return new ImportLine(number, json, read ? publisher.read(input) : new BatchEntry(input));
    }

    static boolean isArray(String line) {
        return line.stripLeading().startsWith("[");
    }

    private static JsonObject object(String json) {
        try {
            return JsonText.object(json, "The line", MAX_DEPTH);
        } catch (ApiException e) {
            throw json.strip().indexOf('\r') < 0
                    ? e
                    : new ApiException(
                            e.code(), e.getMessage() + " Lines end with LF or with CR LF, not with CR alone.");
        }
    }

    private Map<String, Object> coerced(String field, JsonValue value) {
        Map<String, Object> variables = new HashMap<>();
        variables.put(field, plain(value));
        try {
            return ValuesResolver.coerceVariableValues(
                            schema,
                            List.of(VARIABLES.get(field)),
                            RawVariables.of(variables),
                            GraphQLContext.getDefault(),
                            Locale.ROOT)
                    .toMap();
        } catch (GraphQLException e) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    InputCheck.problem(field, value, schema.getType(TYPES.get(field)))
                            .map(InputCheck.Problem::message)
                            .orElseGet(e::getMessage));
        }
    }

    /** The value as graphql-java takes the values of variables. */
    private static Object plain(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        } else if (value instanceof JsonNumber number) {
            return number.isIntegral() ? number.bigIntegerValue() : number.bigDecimalValue();
        } else if (value instanceof JsonArray array) {
            return array.stream().map(LineParser::plain).collect(Collectors.toList()); // It may contain null.
        } else if (value instanceof JsonObject object) {
            Map<String, Object> fields = new HashMap<>();
            object.forEach((name, field) -> fields.put(name, plain(field)));
            return fields;
        }
        return value == JsonValue.NULL ? null : value == JsonValue.TRUE;
    }
}
