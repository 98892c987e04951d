package org.onrecord.traversal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;

/**
 * A valid random query with its variables, determined by its seed. It uses aliases, arguments as literals and as
 * variables with and without default values, filters, pages, fragments of both kinds, merged selections, directives,
 * and several root fields.
 */
final class RandomQuery {

    private static final int MAX_DEPTH = 6;

    /** The root fields that the naive interpreter knows. */
    private static final List<String> INTERPRETED = List.of(
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

    private final Random random;
    private final GraphQLSchema schema;
    private final Samples samples;
    private final RandomValues values;
    private final RandomVariables writer;
    private final List<String> fragments = new ArrayList<>();
    private int aliases;
    /**
     * Whether the query selects a node of any type. Every field has an alias then, because the fields of two types
     * conflict.
     */
    private boolean insideNode;

    final Map<String, Object> variables;
    final String text;

    /** Values of the graph, so that filters find nodes. */
    interface Samples {
        String id(String type);

        /** The value of a column of a random node, which may be null. */
        Object column(String type, String column);
    }

    RandomQuery(long seed, GraphQLSchema schema, Samples samples) {
        this(new Random(seed), schema, samples, INTERPRETED, 3);
    }

    /**
     * A query of root fields with some names.
     *
     * @param maxRoots the most root fields
     */
    RandomQuery(Random random, GraphQLSchema schema, Samples samples, List<String> names, int maxRoots) {
        this.random = random;
        this.schema = schema;
        this.samples = samples;
        this.values = new RandomValues(random, samples);
        this.writer = new RandomVariables(random, true);
        StringBuilder selections = new StringBuilder("{");
        int roots = 1 + random.nextInt(maxRoots);
        for (int i = 0; i < roots; i++) {
            root(names.get(random.nextInt(names.size())), "r" + i, selections);
        }
        selections.append('}');
        this.variables = writer.values();
        this.text = "query Random" + writer.definitions() + " " + selections + " " + String.join(" ", fragments);
    }

    /**
     * A query of the list of all nodes of a type with a random order and filter. The caller replaces {@code PAGE} in
     * the text by the arguments of a page.
     */
    RandomQuery(long seed, GraphQLSchema schema, Samples samples, String list) {
        this.random = new Random(seed);
        this.schema = schema;
        this.samples = samples;
        this.values = new RandomValues(random, samples);
        this.writer = new RandomVariables(random, false);
        this.variables = Map.of();
        GraphQLFieldDefinition field = schema.getQueryType().getFieldDefinition(list);
        String filter = writer.literal(values.filter(
                (GraphQLInputObjectType) field.getArgument("filter").getType(), 2));
        String order = writer.literal(values.order(field.getArgument("orderBy")));
        this.text = "{ list: " + list + "(PAGE, filter: " + filter + ", orderBy: " + order + ") { totalCount"
                + " edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }";
    }

    private void root(String name, String alias, StringBuilder out) {
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
                    .append(name.equals("node") ? writer.argument("ID!", ids.get(0)) : writer.argument("[ID!]!", ids));
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
        } else if (name.equals("path")) {
            arguments(field, out);
            selection((GraphQLObjectType) type, 2, out);
        } else {
            List<GraphQLArgument> keys = field.getArguments();
            String key = keys.get(random.nextInt(keys.size())).getName();
            Object value = key.equals("id") ? samples.id(type.getName()) : samples.column(type.getName(), key);
            out.append('(')
                    .append(key)
                    .append(": ")
                    .append(writer.argument(key.equals("id") ? "ID" : "String", value == null ? "none" : value));
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
                    // The same field twice, which GraphQL merges.
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
        // Directives may skip every field, but the syntax requires one.
        out.append("} ");
    }

    private void field(GraphQLObjectType type, String alias, int depth, StringBuilder out) {
        // Only editors may read the history. ComputedFieldsTest tests the related events.
        List<GraphQLFieldDefinition> fields = type.getFieldDefinitions().stream()
                .filter(candidate -> !List.of("history", "relatedEvents").contains(candidate.getName()))
                .toList();
        GraphQLFieldDefinition field = fields.get(random.nextInt(fields.size()));
        // Half of the selections of connections are nodes. Below the maximum depth, selections are scalars.
        if (type.getName().endsWith("Connection") && random.nextInt(2) == 0) {
            field = type.getFieldDefinition("nodes");
        }
        for (int tries = 0; depth >= MAX_DEPTH && isObject(field) && tries < 50; tries++) {
            field = fields.get(random.nextInt(fields.size()));
        }
        if (depth >= MAX_DEPTH && isObject(field)) {
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
        } else if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLUnionType) {
            out.append("{ __typename ... on Event { slug } ... on Quote { text } } ");
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
            // A cursor is valid for one list only. PagingTest tests cursors.
            boolean usable =
                    !List.of("after", "before", backward ? "first" : "last").contains(argument.getName());
            boolean required = GraphQLTypeUtil.isNonNull(argument.getType()) && !argument.hasSetDefaultValue();
            if (usable && (required || random.nextInt(3) == 0)) {
                Object value =
                        switch (argument.getName()) {
                            case "first", "last" -> 1 + random.nextInt(6);
                            case "by" ->
                                values.anyConstant((GraphQLEnumType) GraphQLTypeUtil.unwrapAll(argument.getType()));
                            case "orderBy" ->
                                GraphQLTypeUtil.unwrapAll(argument.getType()) instanceof GraphQLEnumType order
                                        ? values.anyConstant(order)
                                        : values.order(argument);
                            case "event" ->
                                random.nextBoolean()
                                        ? Map.of("id", samples.id("Event"))
                                        : Map.of("slug", samples.column("Event", "slug"));
                            case "about", "from", "to" ->
                                argument.getType() instanceof GraphQLScalarType
                                        ? values.scalar((GraphQLInputType) argument.getType(), "Quote", "spokenAt")
                                        : Map.of("id", samples.id(random.nextBoolean() ? "Person" : "Event"));
                            case "types" ->
                                List.of(values.anyConstant(
                                        (GraphQLEnumType) GraphQLTypeUtil.unwrapAll(argument.getType())));
                            case "text" -> values.words((String) samples.column("Quote", "text"));
                            case "max" -> 1 + random.nextInt(5);
                            case "maxLength" -> 1 + random.nextInt(6);
                            case "radius" -> random.nextInt(60);
                            case "filter" -> values.filter((GraphQLInputObjectType) argument.getType(), 0);
                            default -> values.scalar((GraphQLInputType) argument.getType(), null, null);
                        };
                arguments.add(argument.getName() + ": "
                        + writer.argument(GraphQLTypeUtil.simplePrint(argument.getType()), value));
            }
        }
        out.append(arguments.isEmpty() ? " " : "(" + String.join(", ", arguments) + ") ");
    }

    private String directive() {
        if (random.nextInt(8) != 0) {
            return " ";
        }
        String name = random.nextBoolean() ? "include" : "skip";
        return " @" + name + "(if: " + writer.argument("Boolean!", random.nextBoolean()) + ") ";
    }
}
