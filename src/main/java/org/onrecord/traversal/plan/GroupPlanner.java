package org.onrecord.traversal.plan;

import graphql.execution.MergedField;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan.GroupCount;
import org.onrecord.traversal.plan.Plan.GroupField;
import org.onrecord.traversal.plan.Plan.GroupNode;
import org.onrecord.traversal.plan.Plan.GroupValue;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans the grouped counts of a list. */
final class GroupPlanner {

    private final Planner planner;

    GroupPlanner(Planner planner) {
        this.planner = planner;
    }

    /** @param type of the list's nodes */
    Groups plan(NodeType type, MergedField field) {
        Arguments arguments = planner.arguments(planner.objectType(type.name() + "Connection"), field);
        Input first = arguments.get("first");
        Limits.Sizes sizes = planner.limits().groups();
        GroupKey by = (GroupKey) arguments.get("by").shape();
        return new Groups(
                field.getResultKey(),
                by,
                planner.params(arguments)
                        .size("first", first.isNull() ? Input.constant(sizes.defaultSize()) : first, sizes.maxSize()),
                arguments.get("orderBy").shape() == GroupKey.Order.KEY,
                planner.collect(planner.objectType("Group"), field).stream()
                        .map(subField -> field(by, subField))
                        .toList());
    }

    private GroupField field(GroupKey by, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "key" -> new GroupValue(key);
            case "count" -> new GroupCount(key);
            case "node" -> new GroupNode(key, by.edge() == null ? null : planner.selection(by.target(), field));
            default -> new TypeName(key, "Group");
        };
    }
}
