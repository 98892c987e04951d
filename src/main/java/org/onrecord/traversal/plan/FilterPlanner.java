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
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.TextMatch;
import org.onrecord.traversal.plan.Condition.ToOneMeets;

/** Turns the filter argument of one field into a condition. */
final class FilterPlanner {

    private final Graph graph;
    private final Limits.Filter limits;
    private final Arguments arguments;
    private final ParameterFactory parameters;
    private int depth;
    private int size;

    FilterPlanner(PlanContext context, Arguments arguments, ParameterFactory parameters) {
        this.graph = context.graph();
        this.limits = context.limits().filter();
        this.arguments = arguments;
        this.parameters = parameters;
    }

    /** The condition of the {@code filter} argument; {@link Condition#TRUE} if the query does not give it. */
    Condition filter(NodeType type) {
        ArgumentValue filter = arguments.get("filter");
        return filter.isNull() ? Condition.TRUE : filter(type, filter);
    }

    /** The condition that a column equals a value. */
    Compare equal(Column column, ArgumentValue value) {
        return new Compare(column.sqlName(), Operator.EQ, parameters.value(column, value));
    }

    private Condition filter(NodeType type, ArgumentValue filter) {
        count();
        if (++depth > limits.depth()) {
            throw new ApiException(
                    ErrorCode.FILTER_DEPTH_LIMIT_EXCEEDED,
                    "At most " + limits.depth() + " filters may be nested. Nest fewer filters.",
                    arguments.location());
        }
        Condition condition = fields(type, filter);
        depth--;
        return condition;
    }

    private Condition fields(NodeType type, ArgumentValue filter) {
        List<Condition> conditions = new ArrayList<>();
        filter.fields(arguments.variables()).forEach((name, value) -> {
            requireValue(name, value);
            conditions.add(
                    switch (name) {
                        case "and" -> Condition.all(filters(type, value));
                        case "or" -> new Any(filters(type, value));
                        case "not" -> new Not(filter(type, value));
                        case "id" -> compareId(type, value);
                        default -> attribute(type, type.attribute(name), value);
                    });
        });
        return Condition.all(conditions);
    }

    private List<Condition> filters(NodeType type, ArgumentValue filters) {
        return filters.elements(arguments.variables()).stream()
                .map(filter -> filter(type, filter))
                .toList();
    }

    private Condition attribute(NodeType type, Attribute attribute, ArgumentValue value) {
        if (attribute instanceof Column column) {
            return column.list() ? compareList(column, value) : compare(type, column, value);
        } else if (attribute instanceof ToOne edge) {
            NodeType target = graph.type(edge.target());
            return new ToOneMeets(edge, target, filter(target, value));
        }
        ToMany edge = (ToMany) attribute;
        NodeType target = graph.type(edge.target());
        List<Condition> conditions = new ArrayList<>();
        value.fields(arguments.variables()).forEach((quantifier, filter) -> {
            requireValue(quantifier, filter);
            Condition condition = filter(target, filter);
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

    private Condition compare(NodeType type, Column column, ArgumentValue comparisons) {
        return compare(
                column.sqlName(),
                comparisons,
                value -> parameters.value(column, value),
                values -> parameters.values(column, values),
                column.unique() ? key -> new HasKey(type, key) : key -> key);
    }

    private Condition compareId(NodeType type, ArgumentValue comparisons) {
        return compare(
                type.idColumn(),
                comparisons,
                value -> parameters.key(type, value),
                values -> parameters.keys(type, values),
                key -> new HasKey(type, key));
    }

    /** @param equality converts the condition that the column equals a value, or one of several */
    private Condition compare(
            String column,
            ArgumentValue comparisons,
            Function<ArgumentValue, Parameter> one,
            Function<ArgumentValue, Parameter> many,
            Function<Compare, Condition> equality) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, ArgumentValue> comparison :
                comparisons.fields(arguments.variables()).entrySet()) {
            ArgumentValue value = comparison.getValue();
            requireValue(comparison.getKey(), value);
            count();
            conditions.add(
                    switch (comparison.getKey()) {
                        case "eq" -> equality.apply(new Compare(column, Operator.EQ, one.apply(value)));
                        case "ne" -> new Not(equality.apply(new Compare(column, Operator.EQ, one.apply(value))));
                        case "in" -> equality.apply(new Compare(column, Operator.IN, many.apply(value)));
                        case "notIn" -> new Not(equality.apply(new Compare(column, Operator.IN, many.apply(value))));
                        case "isNull" ->
                            (Boolean) value.planningValue() ? new IsNull(column) : new Not(new IsNull(column));
                        default -> {
                            TextMatch match = TextMatch.of(comparison.getKey());
                            yield match != null
                                    ? new Like(column, match, parameters.pattern(match, value))
                                    : new Compare(
                                            column,
                                            Operator.valueOf(comparison.getKey().toUpperCase(Locale.ROOT)),
                                            one.apply(value));
                        }
                    });
        }
        return Condition.all(conditions);
    }

    private Condition compareList(Column column, ArgumentValue comparisons) {
        List<Condition> conditions = new ArrayList<>();
        comparisons.fields(arguments.variables()).forEach((name, value) -> {
            requireValue(name, value);
            count();
            conditions.add(
                    switch (name) {
                        case "has" ->
                            new Compare(column.sqlName(), Operator.HAS_ALL, parameters.valueAsArray(column, value));
                        case "hasAny" ->
                            new Compare(column.sqlName(), Operator.HAS_ANY, parameters.values(column, value));
                        case "hasAll" ->
                            new Compare(column.sqlName(), Operator.HAS_ALL, parameters.values(column, value));
                        case "isEmpty" -> {
                            Condition isEmpty = new IsEmpty(column.sqlName());
                            yield (Boolean) value.planningValue() ? isEmpty : new Not(isEmpty);
                        }
                        default -> throw new IllegalStateException(name);
                    });
        });
        return Condition.all(conditions);
    }

    /** Counts a filter or a comparison. */
    private void count() {
        if (++size > limits.conditions()) {
            throw new ApiException(
                    ErrorCode.FILTER_LIMIT_EXCEEDED,
                    "One filter may have at most " + limits.conditions() + " filters and comparisons. Compare a column"
                            + " with many values by one `in`.",
                    arguments.location());
        }
    }

    /** A null could mean both "compare with null" and "no filter", so the service rejects it. */
    private void requireValue(String name, ArgumentValue value) {
        if (value.isNull()) {
            throw arguments.invalid(
                    "`" + name + "` in a filter must not be null. Leave it out, or use `isNull: true`.");
        }
    }
}
