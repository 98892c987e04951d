package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;

/**
 * A valid random query with its variables, the same for the same seed. It uses what the schema offers: aliases, arguments as
 * literals and as variables with and without defaults, filters, pages, fragments of both kinds, merged selections,
 * directives, several root fields.
 */
final class RandomQuery {

    private static final int DEEPEST = 6;

    private final Random random;
    private final GraphQLSchema schema;
    private final Samples samples;
    private final Map<String, String> variableDefinitions = new LinkedHashMap<>();
    private final List<String> fragments = new ArrayList<>();
    private int aliases;
    private boolean variablesAllowed = true;
    /** Inside a node of any type every field has an alias: those of different types may not meet under one key. */
    private boolean insideNode;

    final Map<String, Object> variables = new LinkedHashMap<>();
    final String text;

    /** Values that the graph has, so that filters find something: texts, ids, cursors by the type they are of. */
    interface Samples {
        String id(String type);

        /** A value of a column, or null where the node drawn has none. */
        Object column(String type, String column);
    }

    RandomQuery(long seed, GraphQLSchema schema, Samples samples) {
        this.random = new Random(seed);
        this.schema = schema;
        this.samples = samples;
        StringBuilder selections = new StringBuilder("{");
        int roots = 1 + random.nextInt(3);
        for (int i = 0; i < roots; i++) {
            root("r" + i, selections);
        }
        selections.append('}');
        String definitions =
                variableDefinitions.isEmpty() ? "" : "(" + String.join(", ", variableDefinitions.values()) + ")";
        this.text = "query Random" + definitions + " " + selections + " " + String.join(" ", fragments);
    }

    /**
     * A random order and filter of all nodes of a type, asked for page by page: {@code list}, with the places of a page where
     * the text says {@code PAGE}.
     */
    RandomQuery(long seed, GraphQLSchema schema, Samples samples, String list) {
        this.random = new Random(seed);
        this.schema = schema;
        this.samples = samples;
        this.variablesAllowed = false;
        GraphQLFieldDefinition field = schema.getQueryType().getFieldDefinition(list);
        String filter = literal(
                filter((GraphQLInputObjectType) field.getArgument("filter").getType(), 2));
        String order = literal(order(field.getArgument("orderBy")));
        this.text = "{ list: " + list + "(PAGE, filter: " + filter + ", orderBy: " + order + ") { totalCount"
                + " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }";
    }

    private void root(String alias, StringBuilder out) {
        List<String> names = List.of(
                "people",
                "events",
                "quotes",
                "articles",
                "person",
                "event",
                "quote",
                "article",
                "node",
                "nodes",
                "__typename");
        String name = names.get(random.nextInt(names.size()));
        if (name.equals("__typename")) {
            out.append(alias).append(": __typename ");
            return;
        }
        GraphQLFieldDefinition field = schema.getQueryType().getFieldDefinition(name);
        out.append(alias).append(": ").append(name);
        GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(field.getType());
        if (name.equals("node") || name.equals("nodes")) {
            List<String> types = List.of("Person", "Event", "Quote", "Article", "EventLink", "QuoteAppearance");
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < (name.equals("node") ? 1 : 4); i++) {
                ids.add(samples.id(types.get(random.nextInt(types.size()))));
            }
            String argument = name.equals("node") ? "id" : "ids";
            out.append("(" + argument + ": ")
                    .append(name.equals("node") ? argument("ID!", ids.get(0)) : argument("[ID!]!", ids));
            out.append(") { id __typename");
            insideNode = true;
            for (String nodeType : types) {
                out.append(" ... on ").append(nodeType).append(' ');
                selection(schema.getObjectType(nodeType), 2, out);
            }
            insideNode = false;
            out.append("} ");
        } else if (type.getName().endsWith("Connection")) {
            arguments(field, out);
            selection((GraphQLObjectType) type, 0, out);
        } else {
            List<GraphQLArgument> keys = field.getArguments();
            String key = keys.get(random.nextInt(keys.size())).getName();
            Object value = key.equals("id") ? samples.id(type.getName()) : samples.column(type.getName(), key);
            out.append('(')
                    .append(key)
                    .append(": ")
                    .append(argument(key.equals("id") ? "ID" : "String", value == null ? "none" : value));
            out.append(") ");
            selection((GraphQLObjectType) type, 1, out);
        }
    }

    private void selection(GraphQLObjectType type, int depth, StringBuilder out) {
        out.append("{ ");
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            String alias = "f" + aliases++;
            switch (random.nextInt(12)) {
                case 0 -> {
                    out.append("... on ")
                            .append(type.getName())
                            .append(directive())
                            .append(" { ");
                    field(type, alias, depth, out);
                    out.append("} ");
                }
                case 1 -> {
                    StringBuilder body = new StringBuilder();
                    field(type, alias, depth, body);
                    String name = "F" + fragments.size();
                    fragments.add(null);
                    fragments.set(
                            Integer.parseInt(name.substring(1)),
                            "fragment " + name + " on " + type.getName() + " { " + body + "}");
                    out.append("...").append(name).append(directive()).append(' ');
                }
                case 2 -> {
                    // The same field twice under one key: the selections are merged.
                    StringBuilder one = new StringBuilder();
                    field(type, alias, depth, one);
                    out.append(one).append(one);
                }
                default -> field(type, alias, depth, out);
            }
        }
        if (random.nextInt(5) == 0) {
            out.append("__typename ");
        }
        // An empty selection set is possible when everything is skipped, but not as syntax.
        out.append("} ");
    }

    private void field(GraphQLObjectType type, String alias, int depth, StringBuilder out) {
        // History is for editors, and what wrote the graph wrote it.
        List<GraphQLFieldDefinition> fields = type.getFieldDefinitions().stream()
                .filter(candidate -> !candidate.getName().equals("history"))
                .toList();
        GraphQLFieldDefinition field = fields.get(random.nextInt(fields.size()));
        // Connections lead on to nodes more often than not, and deep queries end in scalars.
        if (type.getName().endsWith("Connection") && random.nextInt(2) == 0) {
            field = type.getFieldDefinition("nodes");
        }
        for (int tries = 0; depth >= DEEPEST && isObject(field) && tries < 50; tries++) {
            field = fields.get(random.nextInt(fields.size()));
        }
        if (depth >= DEEPEST && isObject(field)) {
            out.append(alias).append(": __typename ");
            return;
        }
        out.append(
                random.nextInt(3) == 0
                                && !insideNode
                                && !isObject(field)
                                && field.getArguments().isEmpty()
                        ? field.getName()
                        : alias + ": " + field.getName());
        arguments(field, out);
        out.append(directive());
        if (isObject(field)) {
            selection(GraphQLTypeUtil.unwrapAllAs(field.getType()), depth + 1, out);
        } else if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLInterfaceType) {
            out.append("{ id __typename ... on Person { name } ... on Event { slug } } ");
        }
    }

    private static boolean isObject(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType;
    }

    private void arguments(GraphQLFieldDefinition field, StringBuilder out) {
        GraphQLNamedType type = GraphQLTypeUtil.unwrapAllAs(field.getType());
        List<String> arguments = new ArrayList<>();
        boolean backward = random.nextBoolean();
        for (GraphQLArgument argument : field.getArguments()) {
            // Cursors belong to one list: PagingTest walks along them.
            boolean usable =
                    !List.of("after", "before", backward ? "first" : "last").contains(argument.getName());
            boolean required = GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
            if (usable && (required || random.nextInt(3) == 0)) {
                Object value =
                        switch (argument.getName()) {
                            case "first", "last" -> 1 + random.nextInt(6);
                            case "by" -> anyConstant((GraphQLEnumType) GraphQLTypeUtil.unwrapAll(argument.getType()));
                            case "orderBy" ->
                                GraphQLTypeUtil.unwrapAll(argument.getType()) instanceof GraphQLEnumType order
                                        ? anyConstant(order)
                                        : order(argument);
                            case "event" ->
                                random.nextBoolean()
                                        ? Map.of("id", samples.id("Event"))
                                        : Map.of("slug", samples.column("Event", "slug"));
                            case "radius" -> random.nextInt(60);
                            case "filter" -> filter((GraphQLInputObjectType) argument.getType(), 0);
                            default -> scalar((GraphQLInputType) argument.getType(), null, null);
                        };
                arguments.add(
                        argument.getName() + ": " + argument(GraphQLTypeUtil.simplePrint(argument.getType()), value));
            }
        }
        out.append(arguments.isEmpty() ? " " : "(" + String.join(", ", arguments) + ") ");
    }

    private Constant anyConstant(GraphQLEnumType type) {
        return new Constant(
                type.getValues().get(random.nextInt(type.getValues().size())).getName());
    }

    private List<Object> order(GraphQLArgument argument) {
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

    private Map<String, Object> filter(GraphQLInputObjectType type, int depth) {
        Map<String, Object> filter = new LinkedHashMap<>();
        List<GraphQLInputObjectField> fields = type.getFields();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            GraphQLInputObjectField field = fields.get(random.nextInt(fields.size()));
            String name = field.getName();
            String node = type.getName().replace("Filter", "");
            if (name.equals("and") || name.equals("or")) {
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
                        String quantifier = List.of("some", "none", "every").get(random.nextInt(3));
                        filter.put(
                                name,
                                Map.of(
                                        quantifier,
                                        filter(
                                                (GraphQLInputObjectType) fieldType
                                                        .getField(quantifier)
                                                        .getType(),
                                                depth + 1)));
                    }
                } else if (fieldType.getField("not") != null) {
                    if (depth < 3) {
                        filter.put(name, filter(fieldType, depth + 1));
                    }
                } else {
                    filter.put(name, comparison(fieldType, node, name));
                }
            }
        }
        return filter;
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
                    // The remaining operators match parts of texts.
                    default ->
                        part((String) scalar((GraphQLInputType) operator.getType(), node, column), operator.getName());
                };
        return Map.of(operator.getName(), value);
    }

    /** A part of a text that the operator finds, most of the time, now and then in another case. */
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

    private Object scalar(GraphQLInputType type, String node, String column) {
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

    /** An enum constant, which is written without quotation marks as a literal. */
    private record Constant(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    private String directive() {
        if (random.nextInt(8) != 0) {
            return " ";
        }
        // Half of them with a constant, and none that leaves out everything: an empty object is tested elsewhere.
        String name = random.nextBoolean() ? "include" : "skip";
        return " @" + name + "(if: " + argument("Boolean!", random.nextBoolean()) + ") ";
    }

    /** The value as a literal, or as a variable that has it: given, or by default. */
    private String argument(String type, Object value) {
        int how = random.nextInt(4);
        if (how < 2) {
            return literal(value);
        }
        String name = "v" + variableDefinitions.size();
        if (how == 2) {
            variableDefinitions.put(name, "$" + name + ": " + type);
            variables.put(name, json(value));
        } else {
            variableDefinitions.put(
                    name,
                    "$" + name + ": " + type.replaceAll("!$", "") + (type.endsWith("!") ? "!" : "") + " = "
                            + constant(value));
        }
        return "$" + name;
    }

    private static Object json(Object value) {
        if (value instanceof Constant constant) {
            return constant.name();
        } else if (value instanceof List<?> list) {
            return list.stream().map(RandomQuery::json).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((key, field) -> object.put((String) key, json(field)));
            return object;
        }
        return value;
    }

    private String literal(Object value) {
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(this::literal).toList()) + "]";
        } else if (value instanceof Map<?, ?> map) {
            return "{"
                    + String.join(
                            ", ",
                            map.entrySet().stream()
                                    .map(field -> field.getKey() + ": " + nested(field.getValue()))
                                    .toList())
                    + "}";
        } else if (value instanceof String text) {
            StringBuilder escaped = new StringBuilder("\"");
            text.chars()
                    .forEach(c -> escaped.append(
                            c == '"' || c == '\\' || c < ' ' ? String.format("\\u%04X", c) : String.valueOf((char) c)));
            return escaped.append('"').toString();
        }
        return String.valueOf(value);
    }

    /** A literal without variables, as defaults must be. */
    private String constant(Object value) {
        boolean before = variablesAllowed;
        variablesAllowed = false;
        String literal = literal(value);
        variablesAllowed = before;
        return literal;
    }

    /** Inside a literal object a scalar may be a variable too. */
    private String nested(Object value) {
        return variablesAllowed && value instanceof Boolean && random.nextBoolean()
                ? argument("Boolean", value)
                : literal(value);
    }
}
