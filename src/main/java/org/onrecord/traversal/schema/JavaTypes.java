package org.onrecord.traversal.schema;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphqlDirectivesContainerTypeBuilder;

import static graphql.schema.GraphQLTypeReference.typeRef;

/**
 * Adapts SmallRye's query type and mutation type. References to types become references by name. So a type of the
 * graph, for example that of an entity or {@code Date}, replaces the type of the same name that SmallRye makes from a
 * Java class. The directives that SmallRye makes from Bean Validation's constraints are removed; descriptions give the
 * maximum lengths.
 */
final class JavaTypes {

    private final Set<String> typesOfGraph;
    private final Map<String, GraphQLNamedType> types = new LinkedHashMap<>();
    /** The payload type of each mutation, with the name of SmallRye's type for the Java class. */
    private final Map<GraphQLObjectType, String> payloads = new HashMap<>();

    JavaTypes(Set<String> typesOfGraph) {
        this.typesOfGraph = typesOfGraph;
    }

    /** SmallRye's types that the adapted types refer to, by name, without those that the graph replaces. */
    Map<String, GraphQLNamedType> types() {
        return types;
    }

    /**
     * The adapted mutation type. Every mutation has its own input and payload types, named after it (Relay), although
     * some share a Java class. So the types of one mutation can change without the others.
     */
    GraphQLObjectType mutation(GraphQLObjectType mutation) {
        List<GraphQLFieldDefinition> fields =
                mutation.getFieldDefinitions().stream().map(this::withOwnTypes).toList();
        return byName(mutation.transform(builder -> builder.replaceFields(fields)));
    }

    /** The adapted query type. */
    GraphQLObjectType query(GraphQLObjectType query) {
        return byName(query);
    }

    private GraphQLFieldDefinition withOwnTypes(GraphQLFieldDefinition mutation) {
        String name = mutation.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + mutation.getName().substring(1);
        GraphQLInputObjectType input =
                GraphQLTypeUtil.unwrapNonNullAs(mutation.getArgument("input").getType());
        GraphQLInputObjectType ownInput = input.transform(builder -> builder.name(name + "Input"));
        GraphQLObjectType payload = GraphQLTypeUtil.unwrapNonNullAs(mutation.getType());
        GraphQLObjectType ownPayload = payload.transform(builder -> builder.name(name + "Payload"));
        payloads.put(ownPayload, payload.getName());
        return mutation.transform(builder -> builder.argument(mutation.getArgument("input")
                        .transform(argument -> argument.type(GraphQLNonNull.nonNull(ownInput))))
                .type(GraphQLTypeUtil.isNonNull(mutation.getType()) ? GraphQLNonNull.nonNull(ownPayload) : ownPayload));
    }

    /** Registers the data fetchers of SmallRye's payload types for the payload types of the mutations. */
    void addDataFetchers(GraphQLCodeRegistry base, GraphQLCodeRegistry.Builder registry) {
        payloads.forEach((payload, smallRyeType) -> payload.getFieldDefinitions()
                .forEach(field -> registry.dataFetcher(
                        FieldCoordinates.coordinates(payload.getName(), field.getName()),
                        base.getDataFetcher(FieldCoordinates.coordinates(smallRyeType, field.getName()), field))));
    }

    private GraphQLObjectType byName(GraphQLObjectType object) {
        List<GraphQLFieldDefinition> fields =
                object.getFieldDefinitions().stream().map(this::byName).toList();
        return object.transform(builder -> withoutDirectives(builder).replaceFields(fields));
    }

    private GraphQLFieldDefinition byName(GraphQLFieldDefinition field) {
        List<GraphQLArgument> arguments = field.getArguments().stream()
                .map(argument -> argument.transform(
                        builder -> withoutDirectives(builder).type((GraphQLInputType) name(argument.getType()))))
                .toList();
        return field.transform(builder -> withoutDirectives(builder)
                .type((GraphQLOutputType) name(field.getType()))
                .replaceArguments(arguments));
    }

    private GraphQLInputObjectType byName(GraphQLInputObjectType input) {
        List<GraphQLInputObjectField> fields = input.getFields().stream()
                .map(field -> field.transform(builder -> withoutDirectives(builder)
                        .description(withMaxLength(field))
                        .type((GraphQLInputType) name(field.getType()))))
                .toList();
        return input.transform(builder -> withoutDirectives(builder).replaceFields(fields));
    }

    /** The description, with the maximum length that Bean Validation checks. */
    private static String withMaxLength(GraphQLInputObjectField field) {
        return field.getDirectives("constraint").stream()
                .map(constraint -> constraint.toAppliedDirective().getArgument("maxLength"))
                .filter(max -> max != null && max.getValue() != null)
                .findFirst()
                .map(max -> "%s At most %,d characters.".formatted(field.getDescription(), (Integer) max.getValue()))
                .orElse(field.getDescription());
    }

    private static <B extends GraphqlDirectivesContainerTypeBuilder<B, ?>> B withoutDirectives(B builder) {
        return builder.replaceAppliedDirectives(List.of()).replaceDirectives(List.of());
    }

    private GraphQLType name(GraphQLType type) {
        if (type instanceof GraphQLNonNull nonNull) {
            return GraphQLNonNull.nonNull(name(nonNull.getWrappedType()));
        } else if (type instanceof GraphQLList list) {
            // No list in the service contains null.
            return GraphQLList.list(GraphQLNonNull.nonNull(name(GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()))));
        }
        GraphQLNamedType named = (GraphQLNamedType) type;
        String name = named.getName();
        if (!typesOfGraph.contains(name) && !types.containsKey(name)) {
            types.put(name, named); // Ends the recursion of types that refer to each other.
            if (type instanceof GraphQLObjectType object) {
                types.put(name, byName(object));
            } else if (type instanceof GraphQLInputObjectType input) {
                types.put(name, byName(input));
            }
        }
        return typeRef(name);
    }
}
