package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Condition.AnyNodeMeets;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.ToOneMeets;

/** Turns the filter argument of one field into a condition. */
final class FilterPlanner {

    private final Graph graph;
    private final Limits.Filter limits;
    private final Arguments arguments;
    private final ParameterFactory parameters;
    private final ComparisonPlanner comparisons;
    private int depth;
    private int size;

    FilterPlanner(PlanContext context, Arguments arguments, ParameterFactory parameters) {
        this.graph = context.graph();
        this.limits = context.limits().filter();
        this.arguments = arguments;
        this.parameters = parameters;
        this.comparisons = new ComparisonPlanner(arguments, parameters, this::count);
    }

    /** The condition of the {@code filter} argument; {@link Condition#TRUE} if the query does not give it. */
    Condition filter(NodeType type) {
        ArgumentValue filter = arguments.get("filter");
        return filter.isNull() ? Condition.TRUE : filter(type, filter);
    }

    /** The condition of the {@code filter} argument on nodes of several types, which has a filter for each type. */
    Condition filter(AnyNode edge) {
        ArgumentValue filter = arguments.get("filter");
        if (filter.isNull()) {
            return Condition.TRUE;
        }
        count();
        List<Condition> conditions = new ArrayList<>();
        filter.fields(arguments.variables()).forEach((name, value) -> {
            if (value.isNull()) {
                throw isNull(name, "");
            }
            NodeType type = graph.type(edge.targets().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow());
            conditions.add(new AnyNodeMeets(edge, type, filter(type, value)));
        });
        return Condition.all(conditions);
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
            requireValue(type, name, value);
            conditions.add(
                    switch (name) {
                        case "and" -> Condition.all(filters(type, value));
                        case "or" -> Condition.any(filters(type, value));
                        case "not" -> Condition.not(filter(type, value));
                        case "id" -> comparisons.compareId(type, value);
                        case "isNull" -> isNull(value);
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

    /** The condition on a node, which is not null. */
    private Condition isNull(ArgumentValue value) {
        count();
        return (Boolean) value.planningValue() ? Condition.FALSE : Condition.TRUE;
    }

    private Condition attribute(NodeType type, Attribute attribute, ArgumentValue value) {
        if (attribute instanceof Column column) {
            return comparisons.compare(type, column, value);
        }
        return attribute instanceof ToOne edge ? toOne(edge, value) : toMany((ToMany) attribute, value);
    }

    private Condition toOne(ToOne edge, ArgumentValue filter) {
        NodeType target = graph.type(edge.target());
        Condition condition = filter(target, filter);
        Condition isNull = Condition.isNull(edge.foreignKey(), edge.nullable());
        Condition meets = condition.equals(Condition.TRUE)
                ? Condition.not(isNull)
                : condition.equals(Condition.FALSE) ? Condition.FALSE : new ToOneMeets(edge, target, condition);
        return Boolean.TRUE.equals(isTrueOfNull(filter)) ? Condition.any(List.of(isNull, meets)) : meets;
    }

    /**
     * Whether a filter is true if the edge leads to no node. Only {@code isNull} can make it true: a filter on values
     * and its {@code not} require a node. Therefore the result is null if it depends on a value.
     */
    private Boolean isTrueOfNull(ArgumentValue filter) {
        return and(filter.fields(arguments.variables()).entrySet().stream()
                .map(field -> isTrueOfNull(field.getKey(), field.getValue())));
    }

    private Boolean isTrueOfNull(String name, ArgumentValue value) {
        return switch (name) {
            case "isNull" -> (Boolean) value.planningValue();
            case "and" -> and(value.elements(arguments.variables()).stream().map(this::isTrueOfNull));
            case "or" ->
                not(and(value.elements(arguments.variables()).stream()
                        .map(this::isTrueOfNull)
                        .map(FilterPlanner::not)));
            case "not" -> not(isTrueOfNull(value));
            default -> null;
        };
    }

    /** The conjunction in three-valued logic; null of no conditions, because they do not say that a node is null. */
    private static Boolean and(Stream<Boolean> conditions) {
        List<Boolean> all = new ArrayList<>();
        conditions.forEach(all::add);
        if (all.contains(false)) {
            return false;
        }
        return all.isEmpty() || all.stream().anyMatch(Objects::isNull) ? null : true;
    }

    private static Boolean not(Boolean condition) {
        return condition == null ? null : !condition;
    }

    private Condition toMany(ToMany edge, ArgumentValue quantifiers) {
        NodeType target = graph.type(edge.target());
        List<Condition> conditions = new ArrayList<>();
        quantifiers.fields(arguments.variables()).forEach((quantifier, value) -> {
            if (value.isNull()) {
                throw isNull(quantifier, "");
            } else if (quantifier.equals("isEmpty")) {
                count();
                Condition some = Condition.some(edge, target, Condition.TRUE);
                conditions.add((Boolean) value.planningValue() ? Condition.not(some) : some);
                return;
            }
            Condition condition = filter(target, value);
            conditions.add(
                    switch (quantifier) {
                        case "some" -> Condition.some(edge, target, condition);
                        case "none" -> Condition.not(Condition.some(edge, target, condition));
                        case "every" -> Condition.not(Condition.some(edge, target, Condition.not(condition)));
                        default -> throw new IllegalStateException(quantifier);
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

    private void requireValue(NodeType type, String name, ArgumentValue value) {
        if (!value.isNull()) {
            return;
        }
        Attribute attribute = type.attribute(name);
        if (attribute instanceof ToMany || attribute instanceof Column column && column.list()) {
            throw isNull(name, " To find empty lists, use `" + name + ": { isEmpty: true }`.");
        } else if (attribute instanceof ToOne edge && edge.nullable()
                || attribute instanceof Column nullable && nullable.nullable()) {
            throw isNull(name, " To find null, use `" + name + ": { isNull: true }`.");
        }
        throw isNull(name, "");
    }

    private ApiException isNull(String name, String advice) {
        return ComparisonPlanner.isNull(arguments, name, advice);
    }
}
