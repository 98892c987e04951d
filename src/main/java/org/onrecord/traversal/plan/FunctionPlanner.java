package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import graphql.execution.MergedField;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Argument;
import org.onrecord.traversal.graph.DatabaseFunction.Choice;
import org.onrecord.traversal.graph.DatabaseFunction.Constants;
import org.onrecord.traversal.graph.DatabaseFunction.Day;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.OneRow;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Result;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Plan.Bound;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.CallArgument;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.KeyOf;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;

/** Plans the fields that call database functions: the arguments of the call, and the selections of its result. */
final class FunctionPlanner {

    private final PlanContext context;

    FunctionPlanner(PlanContext context) {
        this.context = context;
    }

    Field plan(DatabaseFunction function, Arguments arguments, MergedField field) {
        context.requireAnyRole(function.rolesAllowed());
        ParameterFactory parameters = new ParameterFactory(context, arguments.location());
        Call call = call(function, arguments, parameters);
        String key = field.getResultKey();
        if (function.result() instanceof Page page) {
            return new ToManyField(
                    key, new ConnectionPlanner(context).plan(page.type(), call, parameters.made(), arguments, field));
        }
        return new FunctionField(key, call, selection(function.result(), field));
    }

    /** Null if the result is a value. */
    private Selection selection(Result result, MergedField field) {
        SelectionPlanner selections = new SelectionPlanner(context);
        if (result instanceof Rows rows) {
            return context.belowList(() -> selections.plan(rows.type(), field));
        }
        return result instanceof OneRow one ? selections.plan(one.type(), field) : null;
    }

    private Call call(DatabaseFunction function, Arguments arguments, ParameterFactory parameters) {
        List<CallArgument> call = new ArrayList<>();
        for (Argument argument : function.arguments()) {
            if (argument instanceof Setting setting) {
                call.add(new Constant(setting.value()));
            } else if (argument instanceof Text text) {
                call.add(new Bound(parameters.text(text, arguments.get(text.name()))));
            } else if (argument instanceof Choice choice) {
                call.add(new Bound(parameters.optionalConstant(arguments.get(choice.name()))));
            } else if (argument instanceof Day day) {
                call.add(new Bound(parameters.value(ColumnType.DATE, arguments.get(day.name()))));
            } else if (argument instanceof DatabaseFunction.Number number) {
                call.add(new Bound(parameters.number(number, arguments.get(number.name()))));
            } else if (argument instanceof NodeTypes types) {
                call.add(new Bound(parameters.optionalValues(ColumnType.STRING, arguments.get(types.name()))));
            } else if (argument instanceof Constants constants) {
                call.add(new Bound(parameters.optionalValues(ColumnType.STRING, arguments.get(constants.name()))));
            } else {
                addNodeKey((NodeKey) argument, arguments, parameters, call);
            }
        }
        return new Call(function, call);
    }

    private void addNodeKey(
            NodeKey argument, Arguments arguments, ParameterFactory parameters, List<CallArgument> call) {
        Map<String, ArgumentValue> given = arguments.get(argument.name()).fields(arguments.variables());
        if (given.size() != 1 || given.values().iterator().next().isNull()) {
            throw arguments.invalid("`" + argument.name() + "` takes exactly one key.");
        }
        Map.Entry<String, ArgumentValue> key = given.entrySet().iterator().next();
        boolean severalTypes = argument.nodeTypes().size() > 1;
        if (key.getKey().equals("id")) {
            if (severalTypes) {
                call.add(new Bound(parameters.typeOfId(argument.nodeTypes(), key.getValue())));
                call.add(new Bound(parameters.keyOfId(argument.nodeTypes(), key.getValue())));
            } else {
                NodeType type = context.graph().type(argument.nodeTypes().get(0));
                call.add(new Bound(parameters.key(type, key.getValue())));
            }
            return;
        }
        for (String name : argument.nodeTypes()) {
            NodeType type = context.graph().type(name);
            for (Column column : type.lookupKeys()) {
                if (argument.keyName(type, column).equals(key.getKey())) {
                    if (severalTypes) {
                        call.add(new Constant(type.name()));
                    }
                    call.add(new KeyOf(type, column, parameters.value(column, key.getValue())));
                }
            }
        }
    }
}
