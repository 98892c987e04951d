package org.onrecord.traversal.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import graphql.Directives;
import graphql.Scalars;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import graphql.schema.visibility.DefaultGraphqlFieldVisibility;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeInterface;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;

import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLInterfaceType.newInterface;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.Definitions.argument;

/** Builds the schema: the types of the graph, and SmallRye's types for the fields that Java methods resolve. */
public final class SchemaBuilder {

    /** Directives that graphql-java adds to every schema, but that this service does not implement. */
    public static final Set<String> UNSUPPORTED_DIRECTIVES = Set.of(
            Directives.DeferDirective.getName(), Directives.ExperimentalDisableErrorPropagationDirective.getName());

    /** The name of the type whose fields are subscriptions. */
    public static final String SUBSCRIPTION = "Subscription";

    private static final String DESCRIPTION = "The graph of public statements: who said what, about which event, when,"
            + " and which articles reported it. Start with `person`, `event`, `article` and `quote` to look up a node,"
            + " with `search` to find one, and follow the edges from there.";

    private static final String NULL_WITH_ERROR = " The field is null only if it has an error.";

    /** The field of the query type that SmallRye adds for the gateways of Apollo Federation. */
    private static final String FEDERATION_FIELD = "_service";

    private final SchemaContext context;

    private SchemaBuilder(SchemaContext context) {
        this.context = context;
    }

    /**
     * @param base SmallRye's schema of the fields that Java methods resolve
     * @param rootFields the fields of the query type, besides those of {@code base} and {@code node} and {@code nodes}
     * @param subscriptionFields the fields of the subscription type; the schema has no such type if there are none
     * @param limits the limits that descriptions mention
     * @throws IllegalStateException if SmallRye's federation is enabled: its fields describe a schema without the graph
     */
    public static GraphQLSchema build(
            GraphQLSchema base,
            Graph graph,
            Collection<RootField> rootFields,
            Collection<SubscriptionField> subscriptionFields,
            Limits limits) {
        if (base.getQueryType().getFieldDefinition(FEDERATION_FIELD) != null) {
            throw new IllegalStateException("quarkus.smallrye-graphql.federation.enabled is true, but OnRecord does not"
                    + " support Apollo Federation. Remove the setting, and build the service again.");
        }
        return new SchemaBuilder(new SchemaContext(graph, limits)).build(base, rootFields, subscriptionFields);
    }

    private GraphQLSchema build(
            GraphQLSchema base, Collection<RootField> rootFields, Collection<SubscriptionField> subscriptionFields) {
        addTypesOfGraph();
        JavaTypes javaTypes = new JavaTypes(namesOfTypes());
        GraphQLObjectType query = query(javaTypes.query(base.getQueryType()), rootFields);
        GraphQLCodeRegistry.Builder registry = GraphQLCodeRegistry.newCodeRegistry(base.getCodeRegistry())
                // SmallRye's visibility matches the name of each field that is looked up with a regular expression.
                .fieldVisibility(DefaultGraphqlFieldVisibility.DEFAULT_FIELD_VISIBILITY);
        GraphQLObjectType mutation = null;
        if (base.getMutationType() != null) {
            mutation = javaTypes
                    .mutation(base.getMutationType())
                    .transform(builder -> builder.description("The entry points of all changes."));
            javaTypes.addDataFetchers(base.getCodeRegistry(), registry);
        }
        javaTypes.types().values().forEach(context::add);
        registry.dataFetcher(
                FieldCoordinates.coordinates(Introspection.__Schema.getName(), "directives"),
                (DataFetcher<?>) environment -> environment.getGraphQLSchema().getDirectives().stream()
                        .filter(directive -> !UNSUPPORTED_DIRECTIVES.contains(directive.getName()))
                        .toList());
        return GraphQLSchema.newSchema()
                .description(DESCRIPTION)
                .query(query)
                .mutation(mutation)
                .subscription(subscription(subscriptionFields))
                .additionalTypes(new LinkedHashSet<>(context.types().values()))
                .codeRegistry(withTypeResolvers(registry))
                .build();
    }

    private void addTypesOfGraph() {
        context.add(newInterface()
                .name(Graph.NODE)
                .description("An object with a global id (Relay, Global Object Identification).")
                .field(idField())
                .build());
        context.add(ConnectionTypes.pageInfo());
        context.graph().interfaces().forEach(nodeInterface -> context.add(interfaceType(nodeInterface)));
        FilterTypes filters = new FilterTypes(context);
        OrderTypes orders = new OrderTypes(context);
        GroupTypes groups = new GroupTypes(context);
        for (NodeType type : context.graph().all()) {
            context.add(objectType(type));
            context.add(ConnectionTypes.connectionType(type, context.limits().groups()));
            context.add(ConnectionTypes.edgeType(type));
            filters.add(type);
            orders.add(type);
            groups.add(type);
        }
    }

    private GraphQLInterfaceType interfaceType(NodeInterface nodeInterface) {
        NodeType implementation = context.graph().all().stream()
                .filter(nodeInterface::isImplementedBy)
                .findFirst()
                .orElseThrow();
        GraphQLInterfaceType.Builder type =
                newInterface().name(nodeInterface.name()).description(nodeInterface.description());
        AttributeFields fields = new AttributeFields(context);
        nodeInterface
                .fields()
                .forEach((name, description) -> type.field(fields.build(implementation.attribute(name))
                        .transform(field -> field.description(description))));
        return type.build();
    }

    private GraphQLObjectType objectType(NodeType type) {
        GraphQLObjectType.Builder object = newObject()
                .name(type.name())
                .description(type.description())
                .withInterface(typeRef(Graph.NODE))
                .field(idField());
        context.graph().interfaces().stream()
                .filter(nodeInterface -> nodeInterface.isImplementedBy(type))
                .forEach(nodeInterface -> object.withInterface(typeRef(nodeInterface.name())));
        AttributeFields fields = new AttributeFields(context);
        type.all().forEach(attribute -> object.field(fields.build(attribute)));
        return object.build();
    }

    private static GraphQLFieldDefinition idField() {
        return Definitions.field(
                "id",
                nonNull(Scalars.GraphQLID),
                "The global id of the node. It is opaque and unique across all types.");
    }

    private GraphQLObjectType query(GraphQLObjectType base, Collection<RootField> rootFields) {
        return base.transform(builder -> {
            builder.description("The entry points of all queries.");
            rootFields.forEach(field -> builder.field(nullable(rootField(field))));
            builder.field(newFieldDefinition()
                    .name("node")
                    .description("The node with a global id; null if it does not exist.")
                    .type(typeRef(Graph.NODE))
                    .argument(argument("id", nonNull(Scalars.GraphQLID), "The `id` of the node.")));
            builder.field(newFieldDefinition()
                    .name("nodes")
                    .description(
                            "The nodes with global ids, in the order of the ids; null for each that does not exist. A"
                                    + " malformed id gets null and an error." + NULL_WITH_ERROR)
                    .type(list(typeRef(Graph.NODE)))
                    .argument(argument(
                            "ids",
                            nonNull(list(nonNull(Scalars.GraphQLID))),
                            "The `id`s of the nodes, at most "
                                    + context.limits().page().maxSize() + ".")));
        });
    }

    /** The field, which is null if it has an error, so that the other fields of the query keep their data. */
    private static GraphQLFieldDefinition nullable(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.isNullable(field.getType())
                ? field
                : field.transform(
                        builder -> builder.type((GraphQLOutputType) GraphQLTypeUtil.unwrapNonNull(field.getType()))
                                .description(field.getDescription() + NULL_WITH_ERROR));
    }

    private GraphQLFieldDefinition rootField(RootField field) {
        GraphQLFieldDefinition.Builder definition =
                newFieldDefinition().name(field.name()).description(field.description());
        if (field instanceof RootField.Function function) {
            return new FunctionFields(context)
                    .complete(definition, function.function())
                    .build();
        } else if (field instanceof RootField.All all) {
            return ConnectionTypes.connect(
                            definition,
                            all.entity().getSimpleName(),
                            context.limits().page())
                    .build();
        }
        NodeType type = context.graph().type(((RootField.One) field).entity().getSimpleName());
        definition.type(typeRef(type.name()));
        for (Column key : type.lookupKeys()) {
            definition.argument(argument(key.name(), ValueTypes.input(key), key.description()));
        }
        return definition
                .argument(argument("id", Scalars.GraphQLID, "The global `id` of the node."))
                .build();
    }

    private static GraphQLObjectType subscription(Collection<SubscriptionField> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        GraphQLObjectType.Builder subscription = newObject()
                .name(SUBSCRIPTION)
                .description(
                        "The events that clients can subscribe to over a WebSocket. A subscription selects one field.");
        for (SubscriptionField field : fields) {
            subscription.field(newFieldDefinition()
                    .name(field.name())
                    .description(field.description())
                    .type(nonNull(typeRef(field.nodeType())))
                    .argument(argument(
                            "filter",
                            typeRef(FilterTypes.nameFor(field.nodeType())),
                            "The condition that a node must meet. Without it, the service sends an"
                                    + " event for every node.")));
        }
        return subscription.build();
    }

    /** The names of the types of the graph, including its scalars. */
    private Set<String> namesOfTypes() {
        Set<String> names = new HashSet<>(context.types().keySet());
        names.addAll(ValueTypes.scalarNames());
        return names;
    }

    /** graphql-java requires type resolvers. It never calls these, because the engine writes the response. */
    private GraphQLCodeRegistry withTypeResolvers(GraphQLCodeRegistry.Builder registry) {
        TypeResolver resolver = environment -> null;
        for (GraphQLType type : context.types().values()) {
            if (type instanceof GraphQLInterfaceType nodeInterface) {
                registry.typeResolver(nodeInterface, resolver);
            } else if (type instanceof GraphQLUnionType union) {
                registry.typeResolver(union, resolver);
            }
        }
        return registry.build();
    }
}
