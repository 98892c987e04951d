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
 * The types of what is resolved in Java, with each reference to a type as its name: so that where the graph has a type of that
 * name, an entity's or {@code Date}, it takes the place of the one that was made of a Java class. Directives, which SmallRye
 * adds for what Bean Validation checks, are left out.
 */
final class ResolvedInJava {

    private final Set<String> typesOfGraph;
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();
    /** With the name of the type that was made of the Java class. */
    private final Map<GraphQLObjectType, String> sharedPayloads = new HashMap<>();

    ResolvedInJava(Set<String> typesOfGraph) {
        this.typesOfGraph = typesOfGraph;
    }

    /** The types that {@link #byName} met, without those of the graph. */
    Map<String, GraphQLType> types() {
        return types;
    }

    /**
     * The mutation type. Each mutation gets an input and a payload of its own, named after it (Relay), so that one may change
     * without the others; in Java some share a class.
     */
    GraphQLObjectType mutations(GraphQLObjectType mutation) {
        List<GraphQLFieldDefinition> fields = mutation.getFieldDefinitions().stream()
                .map(this::withTypesOfItsOwn)
                .toList();
        return byName(mutation.transform(builder -> builder.replaceFields(fields)));
    }

    private GraphQLFieldDefinition withTypesOfItsOwn(GraphQLFieldDefinition mutation) {
        String name = mutation.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + mutation.getName().substring(1);
        GraphQLInputObjectType input =
                GraphQLTypeUtil.unwrapNonNullAs(mutation.getArgument("input").getType());
        GraphQLInputObjectType ownInput = input.transform(builder -> builder.name(name + "Input"));
        GraphQLObjectType payload = GraphQLTypeUtil.unwrapNonNullAs(mutation.getType());
        GraphQLObjectType ownPayload = payload.transform(builder -> builder.name(name + "Payload"));
        sharedPayloads.put(ownPayload, payload.getName());
        return mutation.transform(builder -> builder.argument(mutation.getArgument("input")
                        .transform(argument -> argument.type(GraphQLNonNull.nonNull(ownInput))))
                .type(GraphQLTypeUtil.isNonNull(mutation.getType()) ? GraphQLNonNull.nonNull(ownPayload) : ownPayload));
    }

    /** Has the fields of payloads fetched as those of the types that were made of their Java classes. */
    void fetchPayloads(GraphQLCodeRegistry base, GraphQLCodeRegistry.Builder registry) {
        sharedPayloads.forEach((payload, madeOfJava) -> payload.getFieldDefinitions()
                .forEach(field -> registry.dataFetcher(
                        FieldCoordinates.coordinates(payload.getName(), field.getName()),
                        base.getDataFetcher(FieldCoordinates.coordinates(madeOfJava, field.getName()), field))));
    }

    private GraphQLObjectType byName(GraphQLObjectType object) {
        List<GraphQLFieldDefinition> fields =
                object.getFieldDefinitions().stream().map(this::byName).toList();
        return object.transform(builder -> plain(builder).replaceFields(fields));
    }

    private GraphQLFieldDefinition byName(GraphQLFieldDefinition field) {
        List<GraphQLArgument> arguments = field.getArguments().stream()
                .map(argument ->
                        argument.transform(builder -> plain(builder).type((GraphQLInputType) name(argument.getType()))))
                .toList();
        return field.transform(builder ->
                plain(builder).type((GraphQLOutputType) name(field.getType())).replaceArguments(arguments));
    }

    private GraphQLInputObjectType byName(GraphQLInputObjectType input) {
        List<GraphQLInputObjectField> fields = input.getFields().stream()
                .map(field -> field.transform(builder -> plain(builder).type((GraphQLInputType) name(field.getType()))))
                .toList();
        return input.transform(builder -> plain(builder).replaceFields(fields));
    }

    private static <B extends GraphqlDirectivesContainerTypeBuilder<B, ?>> B plain(B builder) {
        return builder.replaceAppliedDirectives(List.of()).replaceDirectives(List.of());
    }

    private GraphQLType name(GraphQLType type) {
        if (type instanceof GraphQLNonNull nonNull) {
            return GraphQLNonNull.nonNull(name(nonNull.getWrappedType()));
        } else if (type instanceof GraphQLList list) {
            // No list of the service has a null in it.
            return GraphQLList.list(GraphQLNonNull.nonNull(name(GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()))));
        }
        String name = ((GraphQLNamedType) type).getName();
        if (!typesOfGraph.contains(name) && !types.containsKey(name)) {
            types.put(name, type); // Before what it refers to, which may refer to it.
            if (type instanceof GraphQLObjectType object) {
                types.put(name, byName(object));
            } else if (type instanceof GraphQLInputObjectType input) {
                types.put(name, byName(input));
            }
        }
        return typeRef(name);
    }
}
