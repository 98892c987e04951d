package org.onrecord.traversal.plan;

import graphql.execution.MergedField;

import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.GroupCount;
import org.onrecord.traversal.plan.Plan.GroupField;
import org.onrecord.traversal.plan.Plan.GroupNode;
import org.onrecord.traversal.plan.Plan.GroupValue;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans the {@code groups} of a connection. */
final class GroupPlanner {

    private final PlanContext context;

    GroupPlanner(PlanContext context) {
        this.context = context;
    }

    /** @param type the type of the nodes or rows of the connection */
    Groups plan(ObjectType type, MergedField field) {
        Arguments arguments = context.arguments(context.objectType(type.name() + "Connection"), field);
        ArgumentValue first = arguments.get("first");
        Limits.Sizes sizes = context.limits().groups();
        GroupKey by = (GroupKey) arguments.get("by").planningValue();
        return new Groups(
                field.getResultKey(),
                by,
                new ParameterFactory(context, arguments.location())
                        .size(
                                "first",
                                first.isNull() ? ArgumentValue.constant(sizes.defaultSize()) : first,
                                sizes.maxSize(),
                                "Groups have no further pages. Filter the list to count the rest."),
                (GroupKey.Order) arguments.get("orderBy").planningValue(),
                context.belowList(() -> context.subfields(context.objectType("Group"), field).stream()
                        .map(subfield -> planField(by, subfield))
                        .toList()));
    }

    private GroupField planField(GroupKey by, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "key" -> new GroupValue(key);
            case "count" -> new GroupCount(key);
            case "node" ->
                new GroupNode(key, by.target() == null ? null : new SelectionPlanner(context).plan(by.target(), field));
            default -> new TypeName(key, "Group");
        };
    }
}
