package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;

import graphql.execution.MergedField;
import graphql.schema.GraphQLObjectType;

import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeCursor;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.StartCursor;
import org.onrecord.traversal.plan.Plan.TotalCount;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans the selections of a connection to nodes or rows of one type. */
final class ConnectionFieldPlanner {

    private final PlanContext context;
    private final ObjectType type;

    ConnectionFieldPlanner(PlanContext context, ObjectType type) {
        this.context = context;
        this.type = type;
    }

    List<ConnectionField> plan(MergedField connection) {
        GraphQLObjectType connectionType = context.objectType(type.name() + "Connection");
        List<ConnectionField> fields = new ArrayList<>();
        for (MergedField field : context.subfields(connectionType, connection)) {
            fields.add(context.field(connectionType, field, () -> connectionField(field)));
        }
        return fields;
    }

    private ConnectionField connectionField(MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "nodes" -> new NodesField(key, context.belowList(() -> node(field)));
            case "totalCount" -> new TotalCount(key);
            case "groups" -> new GroupPlanner(context).plan(type, field);
            case "edges" ->
                new EdgesField(key, context.belowList(() -> context.subfields(edgeType(), field).stream()
                        .map(this::edgeField)
                        .toList()));
            case "pageInfo" ->
                new PageInfo(
                        key,
                        context.subfields(context.objectType("PageInfo"), field).stream()
                                .map(ConnectionFieldPlanner::pageInfoField)
                                .toList());
            default -> new TypeName(key, type.name() + "Connection");
        };
    }

    private EdgeField edgeField(MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "cursor" -> new EdgeCursor(key);
            case "node" -> new EdgeNode(key, node(field));
            case "__typename" -> new TypeName(key, type.name() + "Edge");
            default -> new EdgeValue(new SelectionPlanner(context).planField(type, edgeType(), field));
        };
    }

    private GraphQLObjectType edgeType() {
        return context.objectType(type.name() + "Edge");
    }

    private NodeSelection node(MergedField field) {
        SelectionPlanner selections = new SelectionPlanner(context);
        return type instanceof RowType row ? selections.plan(row.node(), field) : selections.plan(type, field);
    }

    private static PageInfoField pageInfoField(MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "hasNextPage" -> new HasNextPage(key);
            case "hasPreviousPage" -> new HasPreviousPage(key);
            case "startCursor" -> new StartCursor(key);
            case "endCursor" -> new EndCursor(key);
            default -> new TypeName(key, "PageInfo");
        };
    }
}
