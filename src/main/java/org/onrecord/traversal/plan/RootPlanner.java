package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import graphql.execution.MergedField;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;

/** Plans the fields of the query type. */
final class RootPlanner {

    private final PlanContext context;
    private final Map<String, RootField> rootFields;

    RootPlanner(PlanContext context, Map<String, RootField> rootFields) {
        this.context = context;
        this.rootFields = rootFields;
    }

    Root plan(MergedField field) {
        Arguments arguments = context.arguments(context.schema().getQueryType(), field);
        RootField rootField = rootFields.get(field.getName());
        if (rootField == null) {
            return nodesById(field, arguments);
        } else if (rootField instanceof RootField.One one) {
            return lookup(nodeType(one.entity()), arguments, field);
        } else if (rootField instanceof RootField.All all) {
            return new NodeList(
                    field.getResultKey(),
                    new ConnectionPlanner(context).plan(nodeType(all.entity()), arguments, field));
        }
        return new RootFunction(
                new FunctionPlanner(context).plan(((RootField.Function) rootField).function(), arguments, field));
    }

    private NodeType nodeType(Class<?> entity) {
        return context.graph().type(entity.getSimpleName());
    }

    private NodesById nodesById(MergedField field, Arguments arguments) {
        boolean single = field.getName().equals("node");
        ParameterFactory parameters = new ParameterFactory(context, arguments.location());
        ArgumentValue ids = arguments.get(single ? "id" : "ids");
        if (!single && context.leavesOutInvalidFields()) {
            parameters.addErrorsOfIds(ids);
        }
        return new NodesById(
                field.getResultKey(),
                single,
                parameters.typesOfIds(ids),
                parameters.keysOfIds(ids),
                single ? selections(field) : context.belowList(() -> selections(field)));
    }

    private List<Selection> selections(MergedField field) {
        SelectionPlanner selections = new SelectionPlanner(context);
        return context.graph().all().stream()
                .map(type -> selections.plan(type, field))
                .toList();
    }

    private Lookup lookup(NodeType type, Arguments arguments, MergedField field) {
        List<String> names =
                new ArrayList<>(type.lookupKeys().stream().map(Column::name).toList());
        names.add("id");
        List<String> given =
                names.stream().filter(name -> !arguments.get(name).isNull()).toList();
        if (given.size() != 1) {
            throw arguments.invalid("`" + field.getName() + "` takes exactly one of the arguments " + quoted(names)
                    + ", but the query gives " + (given.isEmpty() ? "none" : quoted(given)) + ".");
        }
        String name = given.get(0);
        ArgumentValue value = arguments.get(name);
        ParameterFactory parameters = new ParameterFactory(context, arguments.location());
        Column column = (Column) type.attribute(name); // Null for the global id.
        return new Lookup(
                field.getResultKey(),
                column == null ? type.idColumn() : column.sqlName(),
                column == null ? parameters.key(type, value) : parameters.value(column, value),
                new SelectionPlanner(context).plan(type, field));
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
