package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.TextMatch;
import org.onrecord.traversal.plan.Condition.ToOneMeets;

/** Turns a filter argument into a condition. */
final class FilterPlanner {

    private final Graph graph;
    private final Limits.Filter limits;
    private final Arguments arguments;
    private final Params params;
    private int depth;
    private int size;

    FilterPlanner(Graph graph, Limits.Filter limits, Arguments arguments, Params params) {
        this.graph = graph;
        this.limits = limits;
        this.arguments = arguments;
        this.params = params;
    }

    /** The condition of the field's {@code filter} argument; one that always holds where there is none. */
    Condition filter(NodeType type) {
        Input filter = arguments.get("filter");
        return filter.isNull() ? Condition.TRUE : meets(type, filter);
    }

    /** The equality of a column with an argument of the field, as shortcuts ask for. */
    Compare equal(Column column, Input value) {
        return new Compare(column.sqlName(), Operator.EQ, params.value(column.type(), value));
    }

    private Condition meets(NodeType type, Input filter) {
        count();
        if (++depth > limits.depth()) {
            throw new ApiException(
                    ErrorCode.FILTER_DEPTH_LIMIT_EXCEEDED,
                    "At most " + limits.depth() + " filters may stand within one another; here there are more."
                            + " Combine fewer.",
                    arguments.location());
        }
        Condition condition = fields(type, filter);
        depth--;
        return condition;
    }

    private Condition fields(NodeType type, Input filter) {
        List<Condition> conditions = new ArrayList<>();
        filter.fields(arguments.variables()).forEach((name, part) -> {
            requireValue(name, part);
            conditions.add(
                    switch (name) {
                        case "and" -> Condition.all(each(type, part));
                        case "or" -> new Any(each(type, part));
                        case "not" -> new Not(meets(type, part));
                        case "id" -> compare(type, part);
                        default -> attribute(type.attribute(name), part);
                    });
        });
        return Condition.all(conditions);
    }

    private List<Condition> each(NodeType type, Input filters) {
        return filters.elements(arguments.variables()).stream()
                .map(filter -> meets(type, filter))
                .toList();
    }

    private Condition attribute(Attribute attribute, Input part) {
        if (attribute instanceof Column column) {
            return column.list() ? compareList(column, part) : compare(column, part);
        } else if (attribute instanceof ToOne edge) {
            NodeType target = graph.type(edge.target());
            return new ToOneMeets(edge, target, meets(target, part));
        }
        ToMany edge = (ToMany) attribute;
        NodeType target = graph.type(edge.target());
        List<Condition> conditions = new ArrayList<>();
        part.fields(arguments.variables()).forEach((quantifier, filter) -> {
            requireValue(quantifier, filter);
            Condition condition = meets(target, filter);
            conditions.add(
                    switch (quantifier) {
                        case "some" -> new SomeMeet(edge, target, condition);
                        case "none" -> new Not(new SomeMeet(edge, target, condition));
                        case "every" -> new Not(new SomeMeet(edge, target, new Not(condition)));
                        default -> throw new IllegalStateException(quantifier);
                    });
        });
        return Condition.all(conditions);
    }

    private Condition compare(Column column, Input comparisons) {
        return compare(
                column.sqlName(),
                comparisons,
                value -> params.value(column.type(), value),
                values -> params.values(column.type(), values));
    }

    private Condition compareList(Column column, Input comparisons) {
        List<Condition> conditions = new ArrayList<>();
        comparisons.fields(arguments.variables()).forEach((name, value) -> {
            requireValue(name, value);
            count();
            conditions.add(
                    switch (name) {
                        case "has" ->
                            new Compare(column.sqlName(), Operator.HAS_ALL, params.valueAsList(column.type(), value));
                        case "hasAny" ->
                            new Compare(column.sqlName(), Operator.HAS_ANY, params.values(column.type(), value));
                        case "hasAll" ->
                            new Compare(column.sqlName(), Operator.HAS_ALL, params.values(column.type(), value));
                        case "isEmpty" -> {
                            Condition isEmpty = new IsEmpty(column.sqlName());
                            yield (Boolean) value.shape() ? isEmpty : new Not(isEmpty);
                        }
                        default -> throw new IllegalStateException(name);
                    });
        });
        return Condition.all(conditions);
    }

    private Condition compare(NodeType type, Input comparisons) {
        return compare(
                type.idColumn(), comparisons, value -> params.key(type, value), values -> params.keys(type, values));
    }

    private Condition compare(
            String column, Input comparisons, Function<Input, Param> one, Function<Input, Param> many) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Input> comparison :
                comparisons.fields(arguments.variables()).entrySet()) {
            Input value = comparison.getValue();
            requireValue(comparison.getKey(), value);
            count();
            conditions.add(
                    switch (comparison.getKey()) {
                        case "ne" -> new Not(new Compare(column, Operator.EQ, one.apply(value)));
                        case "in" -> new Compare(column, Operator.IN, many.apply(value));
                        case "notIn" -> new Not(new Compare(column, Operator.IN, many.apply(value)));
                        case "isNull" -> (Boolean) value.shape() ? new IsNull(column) : new Not(new IsNull(column));
                        default -> {
                            TextMatch match = TextMatch.of(comparison.getKey());
                            yield match != null
                                    ? new Like(column, match, params.pattern(match, value))
                                    : new Compare(
                                            column,
                                            Operator.valueOf(comparison.getKey().toUpperCase(Locale.ROOT)),
                                            one.apply(value));
                        }
                    });
        }
        return Condition.all(conditions);
    }

    /** Called for each filter in the filter, itself included, and for each comparison. */
    private void count() {
        if (++size > limits.conditions()) {
            throw new ApiException(
                    ErrorCode.FILTER_LIMIT_EXCEEDED,
                    "At most " + limits.conditions() + " filters and comparisons are allowed in one filter; here there"
                            + " are more. Many values of one column fit into one `in`.",
                    arguments.location());
        }
    }

    /** A null in a filter could mean "compare with nothing" or "no filter": who meant one must not get the other. */
    private void requireValue(String name, Input value) {
        if (value.isNull()) {
            throw arguments.bad("`" + name + "` in a filter must not be null. Leave it out, or use `isNull: true`.");
        }
    }
}
