package org.onrecord.traversal.plan;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.Events;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.GroupNode;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.Nodes;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;

/**
 * The rows that a plan's statement may touch, estimated: each page is taken for full. What is selected of the nodes of a
 * page counts for each of them, so pages within pages multiply. Beside every node that is read, one more counts for each
 * edge that its list's filter or order follows. A list that is counted, grouped or found by a function of the database is
 * read to its end, and nobody knows where that is: it counts as {@value #WHOLE_LIST} nodes.
 *
 * <p>Page sizes are values of the request; all else is of the plan, and is computed once with it.
 */
public final class Cost {

    private static final int WHOLE_LIST = 10;

    private final Rows rows;

    private Cost(Rows rows) {
        this.rows = rows;
    }

    /** A part of the estimate, for the variables of a request. Floating point, for products soon leave what a long holds. */
    private interface Rows {

        Rows NONE = variables -> 0;

        double in(Map<String, Object> variables);

        default Rows plus(Rows others) {
            return others == NONE ? this : this == NONE ? others : variables -> in(variables) + others.in(variables);
        }

        default Rows times(Rows factor) {
            return this == NONE ? NONE : variables -> in(variables) * factor.in(variables);
        }

        static Rows of(double rows) {
            return variables -> rows;
        }

        static Rows sum(Stream<Rows> rows) {
            return rows.reduce(NONE, Rows::plus);
        }
    }

    public static Cost of(Plan plan) {
        return new Cost(Rows.sum(plan.roots().stream().map(Cost::root)));
    }

    /**
     * The rows that the statement may touch with these coerced variables.
     *
     * @throws org.onrecord.error.ApiException if a page size is not allowed
     */
    public long estimate(Map<String, Object> variables) {
        return (long) rows.in(variables);
    }

    private static Rows root(Root root) {
        if (root instanceof Lookup lookup) {
            return node(lookup.selection());
        } else if (root instanceof NodeList list) {
            return connection(list.connection());
        } else if (root instanceof RootFunction function) {
            return field(function.field());
        } else if (root instanceof Nodes nodes) {
            Rows ids = variables -> ((List<?>) nodes.keys().value(variables)).size();
            return Rows.of(1).plus(anyOf(nodes.selections())).times(ids);
        } else if (root instanceof Events events) {
            Rows keys = variables -> ((List<?>) events.keys().value(variables)).size();
            return Rows.of(edges(events.filter()))
                    .plus(node(events.selection()))
                    .times(keys);
        }
        throw unknown(root);
    }

    /** A node, and what is selected of it. */
    private static Rows node(NodeSelection selection) {
        return Rows.of(1).plus(selection(selection));
    }

    private static Rows selection(NodeSelection selection) {
        return selection instanceof Selection one
                ? Rows.sum(one.fields().stream().map(Cost::field))
                : anyOf(((AnyNodeSelection) selection).selections());
    }

    /** Which type a node is of is seen only when the query runs: it is taken for the most costly. */
    private static Rows anyOf(List<Selection> selections) {
        List<Rows> types = selections.stream().map(Cost::selection).toList();
        return variables ->
                types.stream().mapToDouble(rows -> rows.in(variables)).max().orElse(0);
    }

    private static Rows field(Field field) {
        if (field instanceof ToOneField toOne) {
            return node(toOne.selection());
        } else if (field instanceof AnyNodeField any) {
            return node(any.selection());
        } else if (field instanceof FunctionField function) {
            return function(function);
        } else if (field instanceof ToManyField toMany) {
            return connection(toMany.connection());
        } else if (field instanceof ColumnField || field instanceof IdField || field instanceof TypeName) {
            return Rows.NONE;
        }
        throw unknown(field);
    }

    private static Rows function(FunctionField field) {
        Rows rows = field.selection() == null ? Rows.of(1) : node(field.selection());
        return field.call().function().result() instanceof DatabaseFunction.Rows
                ? rows.times(Rows.of(WHOLE_LIST))
                : rows;
    }

    private static Rows connection(Connection connection) {
        Rows read = Rows.of(1
                + edges(connection.filter())
                + connection.order().stream()
                        .filter(key -> key.field().via() != null)
                        .count());
        Rows size = variables -> (Long) connection.page().size().value(variables);
        Rows page = connection.hasPage()
                ? read.plus(Rows.sum(connection.fields().stream().map(Cost::ofEachNode)))
                        .times(size)
                : Rows.NONE;
        Rows found = connection.call() == null ? Rows.NONE : Rows.of(WHOLE_LIST);
        return found.plus(page).plus(Rows.sum(connection.fields().stream().map(field -> ofWholeList(field, read))));
    }

    private static Rows ofEachNode(ConnectionField field) {
        if (field instanceof NodesField nodes) {
            return selection(nodes.selection());
        } else if (field instanceof EdgesField edges) {
            return Rows.sum(edges.fields().stream().map(Cost::edgeField));
        }
        return Rows.NONE;
    }

    private static Rows edgeField(EdgeField field) {
        if (field instanceof EdgeNode node) {
            return selection(node.selection());
        }
        return field instanceof EdgeValue value ? field(value.field()) : Rows.NONE;
    }

    private static Rows ofWholeList(ConnectionField field, Rows read) {
        if (field instanceof Groups groups) {
            Rows size = variables -> (Long) groups.size().value(variables);
            Rows nodes = Rows.sum(groups.fields().stream()
                    .filter(group -> group instanceof GroupNode node && node.selection() != null)
                    .map(node -> node(((GroupNode) node).selection())));
            return read.times(Rows.of(WHOLE_LIST)).plus(nodes.times(size));
        }
        return field instanceof Plan.TotalCount ? read.times(Rows.of(WHOLE_LIST)) : Rows.NONE;
    }

    /** How many edges a condition follows; comparisons follow none. */
    private static int edges(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions().stream().mapToInt(Cost::edges).sum();
        } else if (condition instanceof Any any) {
            return any.conditions().stream().mapToInt(Cost::edges).sum();
        } else if (condition instanceof Not not) {
            return edges(not.condition());
        } else if (condition instanceof ToOneMeets one) {
            return 1 + edges(one.condition());
        } else if (condition instanceof SomeMeet some) {
            return 1 + edges(some.condition());
        }
        return 0;
    }

    private static IllegalStateException unknown(Object step) {
        return new IllegalStateException("Nothing says what it costs: " + step);
    }
}
