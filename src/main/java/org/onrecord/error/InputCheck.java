package org.onrecord.error;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.idl.ScalarInfo;

/** Says in which part a value does not match its type, and how. */
public final class InputCheck {

    /** Characters of a value that a message repeats. */
    private static final int MAX_VALUE = 100;

    /** Whether the value was JSON, which has strings in the place of enum values. */
    private final boolean isJson;

    /**
     * What is wrong with a value.
     *
     * @param field the path of the part of the value, for example {@code input.appearances[2].quote.text}
     * @param message a sentence for the developer of the client
     */
    public record Problem(String field, String message) {}

    private InputCheck(boolean isJson) {
        this.isJson = isJson;
    }

    /**
     * The first problem of a literal.
     *
     * @param name of the argument or the variable, as messages show it
     */
    static Optional<Problem> problem(String name, Value<?> literal, GraphQLType type) {
        return Optional.ofNullable(new InputCheck(false).check(name, literal, type));
    }

    /**
     * The first problem of a JSON value, for example of a variable.
     *
     * @param name of the value, as messages show it
     */
    public static Optional<Problem> problem(String name, JsonValue value, GraphQLType type) {
        return Optional.ofNullable(new InputCheck(true).check(name, literal(value), type));
    }

    private static Value<?> literal(JsonValue value) {
        if (value instanceof JsonString text) {
            return StringValue.of(text.getString());
        } else if (value instanceof JsonNumber number) {
            return number.isIntegral()
                    ? IntValue.newIntValue(number.bigIntegerValue()).build()
                    : FloatValue.newFloatValue(number.bigDecimalValue()).build();
        } else if (value instanceof JsonArray list) {
            return ArrayValue.newArrayValue()
                    .values(list.stream().<Value>map(InputCheck::literal).toList())
                    .build();
        } else if (value instanceof JsonObject object) {
            return ObjectValue.newObjectValue()
                    .objectFields(object.entrySet().stream()
                            .map(field -> ObjectField.newObjectField()
                                    .name(field.getKey())
                                    .value(literal(field.getValue()))
                                    .build())
                            .toList())
                    .build();
        }
        return value == JsonValue.NULL ? NullValue.of() : BooleanValue.of(value == JsonValue.TRUE);
    }

    /** Null if there is no problem. */
    private Problem check(String name, Value<?> value, GraphQLType type) {
        if (value instanceof VariableReference) {
            return null;
        } else if (value instanceof NullValue) {
            return type instanceof GraphQLNonNull
                    ? new Problem(name, "`%s` must not be null: its type is `%s`.".formatted(name, print(type)))
                    : null;
        } else if (type instanceof GraphQLNonNull nonNull) {
            return check(name, value, nonNull.getWrappedType());
        } else if (type instanceof GraphQLList list) {
            return checkList(name, value, list.getWrappedType());
        } else if (type instanceof GraphQLInputObjectType object) {
            return checkObject(name, value, object);
        } else if (type instanceof GraphQLEnumType enumType) {
            return checkEnum(name, value, enumType);
        }
        return checkScalar(name, value, (GraphQLScalarType) type);
    }

    private Problem checkList(String name, Value<?> value, GraphQLType elementType) {
        if (!(value instanceof ArrayValue list)) {
            return check(name, value, elementType);
        }
        return IntStream.range(0, list.getValues().size())
                .mapToObj(i -> check(name + "[" + i + "]", list.getValues().get(i), elementType))
                .filter(problem -> problem != null)
                .findFirst()
                .orElse(null);
    }

    private Problem checkObject(String name, Value<?> value, GraphQLInputObjectType type) {
        if (!(value instanceof ObjectValue object)) {
            return wrong(name, "an object of type `" + type.getName() + "`", value);
        }
        Map<String, Value<?>> fields = object.getObjectFields().stream()
                .collect(Collectors.toMap(ObjectField::getName, ObjectField::getValue, (one, other) -> one));
        for (ObjectField field : object.getObjectFields()) {
            GraphQLInputObjectField definition = type.getField(field.getName());
            if (definition == null) {
                return unknownField(name, field.getName(), type);
            }
            Problem problem = check(name + "." + field.getName(), field.getValue(), definition.getType());
            if (problem != null) {
                return problem;
            }
        }
        List<String> missing = type.getFields().stream()
                .filter(field -> GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue())
                .map(GraphQLInputObjectField::getName)
                .filter(field -> !fields.containsKey(field))
                .map(field -> name + "." + field)
                .toList();
        if (!missing.isEmpty()) {
            return missingFields(missing);
        }
        boolean hasOneValue = fields.size() == 1 && !(fields.values().iterator().next() instanceof NullValue);
        return type.isOneOf() && !hasOneValue
                ? new Problem(
                        name,
                        "`%s` must have exactly one field, with a value: `%s` is a oneOf input."
                                .formatted(name, type.getName()))
                : null;
    }

    private static Problem unknownField(String name, String field, GraphQLInputObjectType type) {
        String path = name + "." + field;
        Stream<String> known = type.getFields().stream().map(GraphQLInputObjectField::getName);
        return new Problem(
                path,
                "`%s` does not exist: `%s` has no field `%s`.%s"
                        .formatted(path, type.getName(), field, Suggestion.ofAll(field, known)));
    }

    /** @param paths at least one */
    private static Problem missingFields(List<String> paths) {
        return new Problem(
                paths.get(0),
                paths.size() == 1
                        ? "The required field `%s` is missing.".formatted(paths.get(0))
                        : paths.stream()
                                .map(path -> "`" + path + "`")
                                .collect(Collectors.joining(", ", "The required fields ", " are missing.")));
    }

    private Problem checkEnum(String name, Value<?> value, GraphQLEnumType type) {
        String given = null;
        if (value instanceof EnumValue literal) {
            given = literal.getName();
        } else if (isJson && value instanceof StringValue text) {
            given = text.getValue();
        }
        if (given != null && type.getValue(given) != null) {
            return null;
        }
        Problem wrong = wrong(name, "a value of the enum `" + type.getName() + "`", value);
        return given == null
                ? wrong
                : new Problem(
                        name,
                        wrong.message()
                                + Suggestion.ofAll(
                                        given, type.getValues().stream().map(GraphQLEnumValueDefinition::getName)));
    }

    private Problem checkScalar(String name, Value<?> value, GraphQLScalarType type) {
        Coercing<?, ?> coercing = type.getCoercing();
        GraphQLContext context = GraphQLContext.getDefault();
        try {
            if (isJson) {
                coercing.parseValue(plain(value), context, Locale.ROOT);
            } else {
                coercing.parseLiteral(value, CoercedVariables.emptyVariables(), context, Locale.ROOT);
            }
            return null;
        } catch (CoercingParseValueException | CoercingParseLiteralException e) {
            return ScalarInfo.isGraphqlSpecifiedScalar(type)
                    ? wrong(name, "of type `" + type.getName() + "`", value)
                    : new Problem(name, "`%s`: %s.".formatted(name, e.getMessage()));
        }
    }

    /** The value as SmallRye passes it to scalars, which reject all objects and lists. */
    private static Object plain(Value<?> value) {
        if (value instanceof StringValue text) {
            return text.getValue();
        } else if (value instanceof IntValue number) {
            return number.getValue();
        } else if (value instanceof FloatValue number) {
            return number.getValue();
        } else if (value instanceof BooleanValue bool) {
            return bool.isValue();
        }
        return value instanceof ArrayValue ? List.of() : Map.of();
    }

    private static Problem wrong(String name, String expected, Value<?> value) {
        return new Problem(name, "`%s` must be %s, not %s.".formatted(name, expected, describe(value)));
    }

    private static String describe(Value<?> value) {
        if (value instanceof ObjectValue) {
            return "an object";
        } else if (value instanceof ArrayValue) {
            return "a list";
        }
        String text = AstPrinter.printAstCompact(value);
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }

    private static String print(GraphQLType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }
}
