package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;

/** Random values of arguments: constants, orders, filters, and scalars of the graph. */
final class RandomValues {

    private final Random random;
    private final RandomQuery.Samples samples;

    RandomValues(Random random, RandomQuery.Samples samples) {
        this.random = random;
        this.samples = samples;
    }

    Constant anyConstant(GraphQLEnumType type) {
        return new Constant(
                type.getValues().get(random.nextInt(type.getValues().size())).getName());
    }

    List<Object> order(GraphQLArgument argument) {
        GraphQLInputObjectType type = GraphQLTypeUtil.unwrapAllAs(argument.getType());
        GraphQLEnumType fields =
                GraphQLTypeUtil.unwrapAllAs(type.getField("field").getType());
        List<Object> order = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("field", anyConstant(fields));
            if (random.nextBoolean()) {
                key.put("direction", new Constant(random.nextBoolean() ? "ASC" : "DESC"));
            }
            if (random.nextInt(3) == 0) {
                key.put("nulls", new Constant(random.nextBoolean() ? "FIRST" : "LAST"));
            }
            order.add(key);
        }
        return order;
    }

    Map<String, Object> filter(GraphQLInputObjectType type, int depth) {
        Map<String, Object> filter = new LinkedHashMap<>();
        List<GraphQLInputObjectField> fields = type.getFields();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            GraphQLInputObjectField field = fields.get(random.nextInt(fields.size()));
            String name = field.getName();
            String node = type.getName().replace("Filter", "");
            if (name.equals("isNull")) {
                filter.put(name, random.nextBoolean());
            } else if (name.equals("and") || name.equals("or")) {
                if (depth < 3) {
                    List<Object> parts = new ArrayList<>();
                    for (int j = random.nextInt(3); j >= 0; j--) {
                        parts.add(filter(type, depth + 1));
                    }
                    filter.put(name, parts);
                }
            } else if (name.equals("not")) {
                if (depth < 3) {
                    filter.put(name, filter(type, depth + 1));
                }
            } else {
                GraphQLInputObjectType fieldType = (GraphQLInputObjectType) field.getType();
                if (fieldType.getField("some") != null) {
                    if (depth < 3) {
                        String quantifier =
                                List.of("some", "none", "every", "isEmpty").get(random.nextInt(4));
                        filter.put(
                                name,
                                Map.of(
                                        quantifier,
                                        quantifier.equals("isEmpty")
                                                ? random.nextBoolean()
                                                : filter(
                                                        (GraphQLInputObjectType) fieldType
                                                                .getField(quantifier)
                                                                .getType(),
                                                        depth + 1)));
                    }
                } else if (fieldType.getField("not") != null) {
                    if (depth < 3) {
                        filter.put(name, filterOfEdge(fieldType, depth + 1));
                    }
                } else {
                    filter.put(name, comparison(fieldType, node, name));
                }
            }
        }
        return filter;
    }

    /** The filter of an edge to one node, often with {@code isNull} inside {@code or} or {@code not}. */
    private Map<String, Object> filterOfEdge(GraphQLInputObjectType type, int depth) {
        Map<String, Object> filter = filter(type, depth);
        boolean isNull = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 -> Map.of("isNull", isNull);
            case 1 -> Map.of("not", Map.of("isNull", isNull));
            case 2 -> Map.of("or", List.of(Map.of("isNull", isNull), filter));
            default -> filter;
        };
    }

    private Map<String, Object> comparison(GraphQLInputObjectType type, String node, String column) {
        List<GraphQLInputObjectField> operators = type.getFields();
        GraphQLInputObjectField operator = operators.get(random.nextInt(operators.size()));
        Object value =
                switch (operator.getName()) {
                    case "isNull", "isEmpty" -> random.nextBoolean();
                    case "in", "notIn", "hasAny", "hasAll" -> {
                        List<Object> values = new ArrayList<>();
                        for (int i = random.nextInt(3); i > 0; i--) {
                            values.add(scalar(GraphQLTypeUtil.unwrapAllAs(operator.getType()), node, column));
                        }
                        yield values;
                    }
                    case "has", "eq", "ne", "lt", "lte", "gt", "gte" ->
                        scalar((GraphQLInputType) operator.getType(), node, column);
                    // The other operators match parts of texts.
                    default ->
                        part((String) scalar((GraphQLInputType) operator.getType(), node, column), operator.getName());
                };
        return Map.of(operator.getName(), value);
    }

    /** A part of a text that the operator matches, sometimes in another case. */
    private String part(String text, String operator) {
        int[] characters = text.codePoints().toArray();
        int start =
                operator.startsWith("starts") || operator.startsWith("eq") ? 0 : random.nextInt(characters.length + 1);
        int end = operator.startsWith("ends") || operator.startsWith("eq")
                ? characters.length
                : start + random.nextInt(characters.length - start + 1);
        String part = new String(characters, start, end - start);
        return random.nextInt(3) == 0 ? part.toUpperCase(java.util.Locale.ROOT) : part;
    }

    /** One to three words of a text, from its start. */
    String words(String text) {
        return text.lines()
                .flatMap(line -> Stream.of(line.split("\\W+")))
                .filter(word -> !word.isEmpty())
                .limit(1 + random.nextInt(3))
                .collect(Collectors.joining(" "));
    }

    Object scalar(GraphQLInputType type, String node, String column) {
        if (type instanceof GraphQLEnumType enumType) {
            return new Constant(enumType.getValues()
                    .get(random.nextInt(Math.min(4, enumType.getValues().size())))
                    .getName());
        }
        Object sample = column.equals("id") ? samples.id(node) : samples.column(node, column);
        if (sample instanceof List<?> values) {
            sample = values.isEmpty() ? null : values.get(random.nextInt(values.size()));
        }
        if (sample != null) {
            return sample;
        }
        return switch (((GraphQLNamedType) type).getName()) {
            case "Int" -> random.nextInt(50);
            case "Float" -> 0.5;
            case "Date" -> "2018-07-16";
            case "DateTime" -> "2018-07-16T12:00:00.000Z";
            default -> "plain";
        };
    }

    /** An enum constant. Its literal has no quotation marks. */
    record Constant(String name) {
        @Override
        public String toString() {
            return name;
        }
    }
}
