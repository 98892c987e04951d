package org.onrecord.traversal.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import org.eclipse.microprofile.graphql.Description;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLInterfaceType.newInterface;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;

/** Shapes the GraphQL types of the graph (node types, connections, filters) and adds them to a schema. */
public final class SchemaShaper {

    private final Graph graph;
    private final Limits limits;
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();
    private final Filters filters = new Filters();
    private final Orders orders;
    private final Groups groups;
    private final Functions functions;

    private SchemaShaper(Graph graph, Limits limits) {
        this.graph = graph;
        this.limits = limits;
        this.orders = new Orders(graph);
        this.groups = new Groups(graph);
        this.functions = new Functions(graph, limits, this);
    }

    /**
     * @param base the schema of what the service resolves in Java; its query type gets the root fields too
     * @param rootFields besides {@code node} and {@code nodes}, which are always there
     * @param subscriptionFields of the subscription type; without any there is none
     * @param limits which descriptions tell
     */
    public static GraphQLSchema shape(
            GraphQLSchema base,
            Graph graph,
            Collection<RootField> rootFields,
            Collection<SubscriptionField> subscriptionFields,
            Limits limits) {
        return new SchemaShaper(graph, limits).shape(base, rootFields, subscriptionFields);
    }

    private GraphQLSchema shape(
            GraphQLSchema base, Collection<RootField> rootFields, Collection<SubscriptionField> subscriptionFields) {
        types.put(
                Graph.NODE,
                newInterface()
                        .name(Graph.NODE)
                        .description("Anything in the graph that can be asked for again by its id.")
                        .field(idField())
                        .build());
        types.put("PageInfo", Connections.pageInfo());
        for (NodeType type : graph.all()) {
            types.put(type.name(), objectType(type));
            types.put(type.name() + "Connection", Connections.connectionType(type, limits.groups()));
            types.put(type.name() + "Edge", Connections.edgeType(type));
            filters.add(type);
            orders.add(type);
            groups.add(type);
        }
        GraphQLObjectType query = base.getQueryType().transform(builder -> {
            builder.description("Where every query starts.");
            rootFields.forEach(field -> builder.field(rootField(field)));
            builder.field(newFieldDefinition()
                    .name("node")
                    .description("The node with a global id, whatever its type; null where there is none.")
                    .type(typeRef(Graph.NODE))
                    .argument(argument("id", nonNull(Scalars.GraphQLID), "The node's `id`.")));
            builder.field(newFieldDefinition()
                    .name("nodes")
                    .description(
                            "The nodes with these global ids, in the order of the ids; null for each that finds none.")
                    .type(nonNull(list(typeRef(Graph.NODE))))
                    .argument(argument(
                            "ids",
                            nonNull(list(nonNull(Scalars.GraphQLID))),
                            "The nodes' `id`s, " + limits.page().maxSize() + " at most.")));
        });
        types.putAll(filters.types());
        types.putAll(orders.types());
        types.putAll(groups.types());
        types.putAll(functions.types());
        GraphQLCodeRegistry.Builder registry = GraphQLCodeRegistry.newCodeRegistry(base.getCodeRegistry());
        GraphQLObjectType mutation = null;
        if (base.getMutationType() != null) {
            ResolvedInJava resolvedInJava = new ResolvedInJava(typesOfGraph());
            mutation = resolvedInJava
                    .mutations(base.getMutationType())
                    .transform(builder -> builder.description("Where every change starts."));
            types.putAll(resolvedInJava.types());
            resolvedInJava.fetchPayloads(base.getCodeRegistry(), registry);
        }
        return GraphQLSchema.newSchema()
                .query(query)
                .mutation(mutation)
                .subscription(subscription(subscriptionFields))
                .additionalTypes(new LinkedHashSet<>(types.values()))
                .codeRegistry(withTypeResolvers(registry))
                .build();
    }

    private static GraphQLObjectType subscription(Collection<SubscriptionField> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        GraphQLObjectType.Builder subscription = newObject()
                .name("Subscription")
                .description("What is told as it happens, over a WebSocket. A subscription has one of these fields.");
        for (SubscriptionField field : fields) {
            subscription.field(newFieldDefinition()
                    .name(field.name())
                    .description(field.description())
                    .type(nonNull(typeRef(field.nodeType())))
                    .argument(argument(
                            "filter",
                            typeRef(Filters.nameFor(field.nodeType())),
                            "What a node must meet to be told of; without it all are.")));
        }
        return subscription.build();
    }

    /** With the scalars, which fields have and the list of types has not. */
    private Set<String> typesOfGraph() {
        Set<String> names = new HashSet<>(types.keySet());
        for (ColumnType type : ColumnType.values()) {
            if (type != ColumnType.ENUM) {
                names.add(((GraphQLNamedType) scalar(type)).getName());
            }
        }
        return names;
    }

    /** Types are known while planning and never resolved; graphql-java wants resolvers all the same. */
    private GraphQLCodeRegistry withTypeResolvers(GraphQLCodeRegistry.Builder registry) {
        registry.typeResolver(Graph.NODE, environment -> null);
        types.values().stream()
                .filter(GraphQLUnionType.class::isInstance)
                .forEach(union -> registry.typeResolver((GraphQLUnionType) union, environment -> null));
        return registry.build();
    }

    private GraphQLFieldDefinition rootField(RootField field) {
        GraphQLFieldDefinition.Builder definition =
                newFieldDefinition().name(field.name()).description(field.description());
        if (field instanceof RootField.Function function) {
            return functions.shape(function.function(), definition).build();
        } else if (field instanceof RootField.All all) {
            return Connections.of(definition, all.entity().getSimpleName(), limits.page())
                    .build();
        }
        NodeType type = graph.type(((RootField.One) field).entity().getSimpleName());
        definition.type(typeRef(type.name()));
        for (Column key : type.lookupKeys()) {
            definition.argument(argument(key.name(), (GraphQLInputType) valueType(key), key.description()));
        }
        return definition
                .argument(argument("id", Scalars.GraphQLID, "The node's global `id`."))
                .build();
    }

    private GraphQLObjectType objectType(NodeType type) {
        GraphQLObjectType.Builder object = newObject()
                .name(type.name())
                .description(type.description())
                .withInterface(typeRef(Graph.NODE))
                .field(idField());
        type.all().forEach(attribute -> object.field(field(attribute)));
        return object.build();
    }

    GraphQLFieldDefinition field(Attribute attribute) {
        GraphQLFieldDefinition.Builder field =
                newFieldDefinition().name(attribute.name()).description(attribute.description());
        if (attribute instanceof Column column) {
            if (column.enumType() != null) {
                addEnum(column.enumType());
            }
            GraphQLOutputType value = (GraphQLOutputType) valueType(column);
            GraphQLOutputType shape = column.list() ? list(nonNull(value)) : value;
            field.type(column.nullable() ? shape : nonNull(shape));
        } else if (attribute instanceof ToOne edge) {
            field.type(edge.nullable() ? typeRef(edge.target()) : nonNull(typeRef(edge.target())));
        } else if (attribute instanceof ToMany edge) {
            Connections.of(field, edge.target(), limits.page());
            edge.shortcuts().forEach(name -> field.argument(shortcut(edge, name)));
        } else if (attribute instanceof AnyNode edge) {
            functions.addUnion(edge);
            field.type(nonNull(typeRef(edge.union())));
        } else if (attribute instanceof DatabaseFunction function) {
            functions.shape(function, field);
        }
        return field.build();
    }

    private void addEnum(Class<? extends Enum<?>> type) {
        GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum()
                .name(type.getSimpleName())
                .description(type.getAnnotation(Description.class).value());
        for (Enum<?> constant : type.getEnumConstants()) {
            try {
                String description = type.getField(constant.name())
                        .getAnnotation(Description.class)
                        .value();
                builder.value(constant.name(), constant.name(), description);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
        types.put(type.getSimpleName(), builder.build());
    }

    private GraphQLArgument shortcut(ToMany edge, String name) {
        Attribute onTarget = graph.type(edge.target()).attribute(name);
        Column column = (Column)
                (onTarget != null
                        ? onTarget
                        : graph.type(edge.link().nodeType()).attribute(name));
        return argument(
                name,
                (GraphQLInputType) valueType(column),
                "Only those of which this is equal: " + column.description());
    }

    /** The GraphQL type of a column's value; of each element, where the column is a list. */
    static GraphQLType valueType(Column column) {
        return column.type() == ColumnType.ENUM ? typeRef(column.enumType().getSimpleName()) : scalar(column.type());
    }

    private static GraphQLType scalar(ColumnType type) {
        return switch (type) {
            case STRING -> Scalars.GraphQLString;
            case INT -> Scalars.GraphQLInt;
            case FLOAT -> Scalars.GraphQLFloat;
            case BOOLEAN -> Scalars.GraphQLBoolean;
            case DATE -> IsoScalars.DATE;
            case DATE_TIME -> IsoScalars.DATE_TIME;
            case ENUM -> throw new IllegalArgumentException("No scalar");
            case ID -> Scalars.GraphQLID;
        };
    }

    private static GraphQLFieldDefinition idField() {
        return field(
                "id", nonNull(Scalars.GraphQLID), "The global id of the node: unique across all types, and opaque.");
    }

    static GraphQLFieldDefinition field(String name, GraphQLOutputType type, String description) {
        return newFieldDefinition()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }

    static GraphQLArgument argument(String name, GraphQLInputType type, String description) {
        return newArgument().name(name).type(type).description(description).build();
    }
}
