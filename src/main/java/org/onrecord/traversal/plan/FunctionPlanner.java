package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import graphql.execution.MergedField;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Argument;
import org.onrecord.traversal.graph.DatabaseFunction.Day;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.OneRow;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Plan.Bound;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.CallArgument;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.KeyOf;
import org.onrecord.traversal.plan.Plan.ToManyField;

/** Plans the fields that functions of the database answer: with which arguments, and what is said of the result. */
final class FunctionPlanner {

    private final Graph graph;
    private final Planner planner;
    private final ConnectionPlanner connections;

    FunctionPlanner(Graph graph, Planner planner, ConnectionPlanner connections) {
        this.graph = graph;
        this.planner = planner;
        this.connections = connections;
    }

    Field plan(DatabaseFunction function, Arguments arguments, MergedField field) {
        planner.allowOnly(function.rolesAllowed());
        List<Param> bound = new ArrayList<>();
        Call call = call(function, arguments, new Params(graph, planner.limits(), arguments.location(), bound));
        planner.params(arguments).made().addAll(bound);
        String key = field.getResultKey();
        if (function.result() instanceof Page page) {
            return new ToManyField(key, connections.plan(page.type(), call, bound, arguments, field));
        }
        RowType row = function.result() instanceof OneRow one
                ? one.type()
                : function.result() instanceof Rows rows ? rows.type() : null;
        return new FunctionField(key, call, row == null ? null : planner.selection(row, field));
    }

    private Call call(DatabaseFunction function, Arguments arguments, Params params) {
        List<CallArgument> call = new ArrayList<>();
        for (Argument argument : function.arguments()) {
            if (argument instanceof Setting setting) {
                call.add(new Constant(setting.value()));
            } else if (argument instanceof Text text) {
                call.add(new Bound(params.text(text, arguments.get(text.name()))));
            } else if (argument instanceof Day day) {
                call.add(new Bound(params.value(ColumnType.DATE, arguments.get(day.name()))));
            } else if (argument instanceof DatabaseFunction.Number number) {
                call.add(new Bound(params.number(number, arguments.get(number.name()))));
            } else if (argument instanceof NodeTypes types) {
                call.add(new Bound(params.optionalValues(ColumnType.STRING, arguments.get(types.name()))));
            } else {
                nodeKey((NodeKey) argument, arguments, params, call);
            }
        }
        return new Call(function, call);
    }

    private void nodeKey(NodeKey argument, Arguments arguments, Params params, List<CallArgument> call) {
        Map<String, Input> given = arguments.get(argument.name()).fields(arguments.variables());
        if (given.size() != 1 || given.values().iterator().next().isNull()) {
            throw arguments.bad("`" + argument.name() + "` names a node by exactly one key.");
        }
        Map.Entry<String, Input> key = given.entrySet().iterator().next();
        if (key.getKey().equals("id")) {
            if (argument.nodeTypes().size() > 1) {
                call.add(new Bound(params.typeOfId(argument.nodeTypes(), key.getValue())));
                call.add(new Bound(params.keyOfId(argument.nodeTypes(), key.getValue())));
            } else {
                call.add(new Bound(params.key(graph.type(argument.nodeTypes().get(0)), key.getValue())));
            }
            return;
        }
        for (String name : argument.nodeTypes()) {
            NodeType type = graph.type(name);
            for (Column column : type.lookupKeys()) {
                if (argument.keyName(type, column).equals(key.getKey())) {
                    if (argument.nodeTypes().size() > 1) {
                        call.add(new Constant(type.name()));
                    }
                    call.add(new KeyOf(type, column, params.value(column.type(), key.getValue())));
                }
            }
        }
    }
}
