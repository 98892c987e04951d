package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;

import graphql.execution.MergedField;

import org.onrecord.traversal.model.Attribute.Column;
import org.onrecord.traversal.model.Attribute.ToMany;
import org.onrecord.traversal.model.Graph;
import org.onrecord.traversal.model.NodeType;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeCursor;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.StartCursor;
import org.onrecord.traversal.plan.Plan.TotalCount;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans connections: which nodes, which page of them, and what is said of the page. */
public final class ConnectionPlanner {

    /** The nodes a page has at most where the request does not say. */
    public static final int DEFAULT_PAGE_SIZE = 20;

    private final Graph graph;
    private final Planner planner;

    ConnectionPlanner(Graph graph, Planner planner) {
        this.graph = graph;
        this.planner = planner;
    }

    /** @param edge the edge that leads to the nodes, or null for all nodes of the type */
    Connection plan(NodeType type, ToMany edge, Arguments arguments, MergedField field) {
        Params params = planner.params(arguments);
        FilterPlanner filters = new FilterPlanner(graph, arguments, params);
        List<Condition> conditions = new ArrayList<>();
        List<Condition.Compare> link = new ArrayList<>();
        for (String shortcut : edge == null ? List.<String>of() : edge.shortcuts()) {
            Input value = arguments.get(shortcut);
            if (!value.isNull()) {
                if (type.attribute(shortcut) instanceof Column column) {
                    conditions.add(filters.equal(column, value));
                } else {
                    Column column = (Column) graph.type(edge.link().nodeType()).attribute(shortcut);
                    link.add(filters.equal(column, value));
                }
            }
        }
        conditions.add(filters.filter(type));
        Input first = arguments.get("first");
        Input after = arguments.get("after");
        return new Connection(
                type,
                edge,
                link,
                Condition.all(conditions),
                params.pageSize(first.isNull() ? Input.of(DEFAULT_PAGE_SIZE, null, arguments.variables()) : first),
                after.isNull() ? null : params.cursor(type, after),
                planner.collect(planner.objectType(type.name() + "Connection"), field).stream()
                        .map(subField -> connectionField(type, subField))
                        .toList());
    }

    private ConnectionField connectionField(NodeType type, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "nodes" -> new NodesField(key, planner.selection(type, field));
            case "totalCount" -> new TotalCount(key);
            case "edges" ->
                new EdgesField(
                        key,
                        planner.collect(planner.objectType(type.name() + "Edge"), field).stream()
                                .map(subField -> edgeField(type, subField))
                                .toList());
            case "pageInfo" ->
                new PageInfo(
                        key,
                        planner.collect(planner.objectType("PageInfo"), field).stream()
                                .map(ConnectionPlanner::pageInfoField)
                                .toList());
            default -> new TypeName(key, type.name() + "Connection");
        };
    }

    private EdgeField edgeField(NodeType type, MergedField field) {
        String key = field.getResultKey();
        return switch (field.getName()) {
            case "cursor" -> new EdgeCursor(key);
            case "node" -> new EdgeNode(key, planner.selection(type, field));
            default -> new TypeName(key, type.name() + "Edge");
        };
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
