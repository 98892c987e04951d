package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.OrderKey;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.CallArgument;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.KeyOf;
import org.onrecord.traversal.plan.Plan.Lookup;
import org.onrecord.traversal.plan.Plan.NodeList;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.NodesById;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.NullField;
import org.onrecord.traversal.plan.Plan.Root;
import org.onrecord.traversal.plan.Plan.RootFunction;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;

/** Prints a plan as an indented tree with one line for each step, for people to read. */
final class PlanPrinter {

    private final List<String> lines = new ArrayList<>();

    private PlanPrinter() {}

    static List<String> lines(Plan plan) {
        PlanPrinter printer = new PlanPrinter();
        plan.roots().forEach(printer::root);
        return printer.lines;
    }

    private void root(Root root) {
        if (root instanceof Lookup lookup) {
            line(0, root.key(), "look up " + lookup.selection().type().name() + " by " + lookup.column());
            selection(1, lookup.selection());
        } else if (root instanceof NodeList list) {
            connection(0, root.key(), list.connection());
        } else if (root instanceof RootFunction function) {
            field(0, function.field());
        } else if (root instanceof NodesByKey nodes) {
            line(0, root.key(), "look up " + nodes.selection().type().name() + " by key");
            if (!nodes.filter().equals(Condition.TRUE)) {
                line(1, "filter", print(nodes.filter()));
            }
            selection(1, nodes.selection());
        } else {
            line(0, root.key(), "look up nodes of any type by id");
            ((NodesById) root)
                    .selections().stream()
                            .filter(selection -> !selection.fields().isEmpty())
                            .forEach(selection -> {
                                line(1, selection.type().name(), "");
                                selection(2, selection);
                            });
        }
    }

    private void node(int depth, NodeSelection selection) {
        if (selection instanceof AnyNodeSelection any) {
            any.selections().stream().filter(one -> !one.fields().isEmpty()).forEach(one -> {
                line(depth, one.type().name(), "");
                selection(depth + 1, one);
            });
        } else {
            selection(depth, (Selection) selection);
        }
    }

    private void selection(int depth, Selection selection) {
        selection.fields().forEach(field -> field(depth, field));
    }

    private void field(int depth, Field field) {
        if (field instanceof ColumnField column) {
            line(depth, field.key(), "column " + column.column().sqlName());
        } else if (field instanceof NullField) {
            line(depth, field.key(), "null, because of an error");
        } else if (field instanceof IdField) {
            line(depth, field.key(), "global id");
        } else if (field instanceof ToOneField toOne) {
            line(
                    depth,
                    field.key(),
                    "one " + toOne.edge().target() + " by " + toOne.edge().foreignKey());
            selection(depth + 1, toOne.selection());
        } else if (field instanceof AnyNodeField anyNode) {
            line(depth, field.key(), "one of " + anyNode.selection().edge().union());
            node(depth + 1, anyNode.selection());
        } else if (field instanceof FunctionField function) {
            line(depth, field.key(), "call " + print(function.call()));
            if (function.selection() != null) {
                selection(depth + 1, function.selection());
            }
        } else if (field instanceof ToManyField toMany) {
            connection(depth, field.key(), toMany.connection());
        }
    }

    private void connection(int depth, String key, Connection connection) {
        StringBuilder how = new StringBuilder("page of " + connection.type().name());
        if (connection.edge() != null) {
            how.append(" by ").append(connection.edge().foreignKey());
            if (connection.edge().link() != null) {
                how.append(" through ").append(connection.edge().link().table());
            }
            if (connection.edge().restriction() != null) {
                how.append(" where ").append(connection.edge().restriction());
            }
        }
        if (connection.call() != null) {
            how.append(" from ").append(print(connection.call()));
        }
        line(depth, key, (connection.hasPage() ? how : "no " + how).toString());
        connection.link().forEach(condition -> line(depth + 1, "link", print(condition)));
        connection.order().forEach(order -> line(depth + 1, "order", print(order)));
        if (!connection.filter().equals(Condition.TRUE)) {
            line(depth + 1, "filter", print(connection.filter()));
        }
        for (ConnectionField field : connection.fields()) {
            if (field instanceof NodesField nodes) {
                line(depth + 1, field.key(), "nodes");
                node(depth + 2, nodes.selection());
            } else if (field instanceof EdgesField edges) {
                line(depth + 1, field.key(), "edges");
                edges.fields().forEach(part -> {
                    if (part instanceof EdgeNode node) {
                        node(depth + 2, node.selection());
                    } else if (part instanceof EdgeValue value) {
                        field(depth + 2, value.field());
                    }
                });
            } else if (field instanceof Groups groups) {
                line(depth + 1, field.key(), "counts by " + groups.by().name());
            } else {
                line(depth + 1, field.key(), field.getClass().getSimpleName());
            }
        }
    }

    private static String print(Call call) {
        return call.function().sqlName()
                + call.arguments().stream().map(PlanPrinter::print).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String print(CallArgument argument) {
        if (argument instanceof Constant constant) {
            return constant.value().toString();
        }
        return argument instanceof KeyOf key
                ? key.type().name() + " by " + key.column().name()
                : "?";
    }

    private static String print(OrderKey key) {
        return key.path().name()
                + (key.descending() ? " desc" : " asc")
                + (key.nullsFirst() ? " nulls first" : " nulls last");
    }

    private static String print(Condition condition) {
        if (condition instanceof Condition.All all) {
            return join(all.conditions(), " and ");
        } else if (condition instanceof Condition.Any any) {
            return join(any.conditions(), " or ");
        } else if (condition instanceof Condition.Not not) {
            return "not " + print(not.condition());
        } else if (condition instanceof Condition.Compare compare) {
            return compare.column() + " " + compare.operator().sql() + " ?";
        } else if (condition instanceof Condition.HasKey hasKey) {
            return print(hasKey.key());
        } else if (condition instanceof Condition.Like like) {
            return like.column() + " " + like.match().operator() + " ?";
        } else if (condition instanceof Condition.IsEmpty isEmpty) {
            return isEmpty.column() + " is empty";
        } else if (condition instanceof Condition.IsNull isNull) {
            return isNull.column() + " is null";
        } else if (condition instanceof Condition.ToOneMeets one) {
            return one.edge().name() + " meets (" + print(one.condition()) + ")";
        } else if (condition instanceof Condition.AnyNodeMeets any) {
            return "if " + any.target().name() + " meets (" + print(any.condition()) + ")";
        }
        Condition.SomeMeet some = (Condition.SomeMeet) condition;
        return "some of " + some.edge().name() + " meet (" + print(some.condition()) + ")";
    }

    private static String join(List<Condition> conditions, String operator) {
        return conditions.stream().map(PlanPrinter::print).collect(Collectors.joining(operator, "(", ")"));
    }

    private void line(int depth, String key, String what) {
        lines.add("  ".repeat(depth) + key + (what.isEmpty() ? "" : ": " + what));
    }
}
