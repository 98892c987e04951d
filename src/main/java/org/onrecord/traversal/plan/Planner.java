package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import graphql.execution.ExecutionContext;
import graphql.execution.FieldCollector;
import graphql.execution.FieldCollectorParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Events;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.Nodes;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;

import static org.onrecord.traversal.graph.Graph.NODE;

/** Turns the selections of one query operation into a plan. graphql-java resolves fragments, directives and merging. */
public final class Planner {

    private final Graph graph;
    private final Limits limits;
    private final Map<String, RootField> rootFields;
    private final ExecutionContext context;
    private final List<Param> params = new ArrayList<>();
    private final Set<Set<String>> rolesAllowed = new HashSet<>();
    private final ConnectionPlanner connections;
    private final FunctionPlanner functions;
    private final FieldCollector collector = new FieldCollector();

    public Planner(Graph graph, Map<String, RootField> rootFields, Limits limits, ExecutionContext context) {
        this.graph = graph;
        this.limits = limits;
        this.rootFields = rootFields;
        this.context = context;
        this.connections = new ConnectionPlanner(graph, this);
        this.functions = new FunctionPlanner(graph, this, connections);
    }

    /** @param fields the fields of the query type that start a traversal */
    public Plan plan(List<MergedField> fields) {
        return new Plan(fields.stream().map(this::root).toList(), params, rolesAllowed);
    }

    /**
     * Of a field that is resolved in Java: what is selected of the nodes that its result has, as a plan with a root for
     * each. A root's key is the response keys that lead to it, joined by dots; a variable of that name, which no document
     * can declare, is to hold the ids of the nodes. Null where no nodes are selected.
     */
    public Plan planNodesOf(GraphQLObjectType parent, MergedField field) {
        List<Root> roots = new ArrayList<>();
        nodesOf(parent, field, "", roots);
        return roots.isEmpty() ? null : new Plan(roots, params, rolesAllowed);
    }

    /**
     * Of the one field of a subscription, as a plan whose root is {@link Events}.
     *
     * @param type whose nodes the subscription tells of
     */
    public Plan planEvents(NodeType type, MergedField field) {
        Arguments arguments = arguments(context.getGraphQLSchema().getSubscriptionType(), field);
        Param keys = new Param("bigint[]", variables -> variables.get(Events.KEYS));
        params.add(keys);
        Condition filter = new FilterPlanner(graph, limits.filter(), arguments, params(arguments)).filter(type);
        Events events = new Events(field.getResultKey(), keys, filter, selection(type, field));
        return new Plan(List.of(events), params, rolesAllowed);
    }

    private void nodesOf(GraphQLObjectType parent, MergedField field, String parentPath, List<Root> roots) {
        if (isTypeName(field)) {
            return;
        }
        String path = parentPath + field.getResultKey();
        GraphQLType type = parent.getFieldDefinition(field.getName()).getType();
        GraphQLType value = GraphQLTypeUtil.unwrapAll(type);
        String name = ((GraphQLNamedType) value).getName();
        if (name.equals(NODE) || graph.has(name)) {
            roots.add(new Nodes(
                    path,
                    !GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type)),
                    param("text[]", path, GlobalId::type),
                    param("bigint[]", path, GlobalId::key),
                    (name.equals(NODE) ? graph.all() : List.of(graph.type(name)))
                            .stream().map(node -> selection(node, field)).toList()));
        } else if (value instanceof GraphQLObjectType object) {
            collect(object, field).forEach(subField -> nodesOf(object, subField, path + ".", roots));
        }
    }

    /** A part of each id that a variable holds. */
    private Param param(String sqlType, String variable, Function<GlobalId, Object> part) {
        Param param = new Param(sqlType, variables -> ((List<?>) variables.get(variable))
                .stream().map(id -> part.apply((GlobalId) id)).toList());
        params.add(param);
        return param;
    }

    private Root root(MergedField field) {
        Arguments arguments = arguments(context.getGraphQLSchema().getQueryType(), field);
        String key = field.getResultKey();
        RootField rootField = rootFields.get(field.getName());
        if (rootField == null) {
            boolean single = field.getName().equals("node");
            Params params = params(arguments);
            Input ids = arguments.get(single ? "id" : "ids");
            return new Nodes(
                    key,
                    single,
                    params.typesOfIds(ids),
                    params.keysOfIds(ids),
                    graph.all().stream().map(type -> selection(type, field)).toList());
        }
        if (rootField instanceof RootField.One one) {
            return lookup(key, graph.type(one.entity().getSimpleName()), arguments, field);
        } else if (rootField instanceof RootField.All all) {
            return new NodeList(
                    key, connections.plan(graph.type(all.entity().getSimpleName()), null, arguments, field));
        }
        return new RootFunction(functions.plan(((RootField.Function) rootField).function(), arguments, field));
    }

    private Lookup lookup(String key, NodeType type, Arguments arguments, MergedField field) {
        List<String> names =
                new ArrayList<>(type.lookupKeys().stream().map(Column::name).toList());
        names.add("id");
        List<String> given =
                names.stream().filter(name -> !arguments.get(name).isNull()).toList();
        if (given.size() != 1) {
            throw arguments.bad("`" + field.getName() + "` takes exactly one of " + quoted(names) + "; "
                    + (given.isEmpty() ? "none was" : quoted(given) + " were") + " given.");
        }
        Params params = params(arguments);
        Input value = arguments.get(given.get(0));
        if (given.get(0).equals("id")) {
            return new Lookup(key, type.idColumn(), params.key(type, value), selection(type, field));
        }
        Column column = (Column) type.attribute(given.get(0));
        return new Lookup(key, column.sqlName(), params.value(column.type(), value), selection(type, field));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** What is said of a node of one of several types. */
    AnyNodeSelection selection(AnyNode edge, MergedField field) {
        return new AnyNodeSelection(
                edge,
                edge.targets().stream()
                        .map(target -> selection(graph.type(target), field))
                        .toList());
    }

    Selection selection(ObjectType type, MergedField field) {
        GraphQLObjectType objectType = objectType(type.name());
        return new Selection(
                type,
                collect(objectType, field).stream()
                        .map(subField -> field(type, objectType, subField))
                        .toList());
    }

    Field field(ObjectType type, GraphQLObjectType objectType, MergedField field) {
        String key = field.getResultKey();
        if (isTypeName(field)) {
            return new TypeName(key, type.name());
        } else if (field.getName().equals("id") && type instanceof NodeType node) {
            return new IdField(key, node);
        }
        Attribute attribute = type.attribute(field.getName());
        if (attribute instanceof Column column) {
            return new ColumnField(key, column);
        } else if (attribute instanceof ToOne edge) {
            return new ToOneField(key, edge, selection(graph.type(edge.target()), field));
        } else if (attribute instanceof AnyNode edge) {
            return new AnyNodeField(key, selection(edge, field));
        } else if (attribute instanceof DatabaseFunction function) {
            return functions.plan(function, arguments(objectType, field), field);
        }
        ToMany edge = (ToMany) attribute;
        return new ToManyField(
                key, connections.plan(graph.type(edge.target()), edge, arguments(objectType, field), field));
    }

    private static boolean isTypeName(MergedField field) {
        return field.getName().equals(Introspection.TypeNameMetaFieldDef.getName());
    }

    GraphQLObjectType objectType(String name) {
        return context.getGraphQLSchema().getObjectType(name);
    }

    /** Notes that not anyone may run the plan. */
    void allowOnly(Set<String> roles) {
        if (!roles.isEmpty()) {
            rolesAllowed.add(roles);
        }
    }

    Params params(Arguments arguments) {
        return new Params(graph, limits, arguments.location(), params);
    }

    Limits limits() {
        return limits;
    }

    Arguments arguments(GraphQLObjectType parent, MergedField field) {
        return new Arguments(context, parent.getFieldDefinition(field.getName()), field);
    }

    /** The fields selected below a field, of which some may have the same name but none the same response key. */
    List<MergedField> collect(GraphQLObjectType type, MergedField field) {
        MergedSelectionSet fields = collector.collectFields(
                FieldCollectorParameters.newParameters()
                        .schema(context.getGraphQLSchema())
                        .objectType(type)
                        .fragments(context.getFragmentsByName())
                        .variables(context.getCoercedVariables().toMap())
                        .graphQLContext(context.getGraphQLContext())
                        .build(),
                field);
        return fields.getSubFieldsList();
    }
}
