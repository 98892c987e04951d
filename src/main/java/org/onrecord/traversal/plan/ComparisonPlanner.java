package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.TextMatch;

/** Turns the comparisons of a column in a filter into a condition. */
final class ComparisonPlanner {

    private final Arguments arguments;
    private final ParameterFactory parameters;
    private final Runnable count;

    /** @param count called for each comparison */
    ComparisonPlanner(Arguments arguments, ParameterFactory parameters, Runnable count) {
        this.arguments = arguments;
        this.parameters = parameters;
        this.count = count;
    }

    /**
     * The error of a null in a filter, which could mean both "compare with null" and "no filter".
     *
     * @param advice a sentence after a space that says how to compare with null; empty if that is not possible
     */
    static ApiException isNull(Arguments arguments, String name, String advice) {
        return arguments.invalid("`" + name + "` in a filter must not be null."
                + (advice.isEmpty() ? " Leave it out." : advice + " Otherwise leave it out."));
    }

    Condition compare(NodeType type, Column column, ArgumentValue comparisons) {
        if (column.list()) {
            return each(comparisons, "", (operator, value) -> compareList(column, operator, value));
        }
        return each(
                comparisons,
                column.nullable() ? " To find null, use `isNull: true`." : "",
                (operator, value) -> compare(
                        column.sqlName(),
                        column.nullable(),
                        operator,
                        value,
                        one -> parameters.value(column, one),
                        many -> parameters.values(column, many),
                        equal -> column.unique() ? new HasKey(type, equal) : equal));
    }

    Condition compareId(NodeType type, ArgumentValue comparisons) {
        return each(
                comparisons,
                "",
                (operator, value) -> compare(
                        type.idColumn(),
                        false,
                        operator,
                        value,
                        one -> parameters.key(type, one),
                        many -> parameters.keys(type, many),
                        equal -> new HasKey(type, equal)));
    }

    private interface Comparison {
        Condition of(String operator, ArgumentValue value);
    }

    private Condition each(ArgumentValue comparisons, String adviceForNull, Comparison comparison) {
        List<Condition> conditions = new ArrayList<>();
        comparisons.fields(arguments.variables()).forEach((operator, value) -> {
            if (value.isNull()) {
                throw isNull(arguments, operator, operator.equals("eq") ? adviceForNull : "");
            }
            count.run();
            conditions.add(comparison.of(operator, value));
        });
        return Condition.all(conditions);
    }

    /** @param equality converts the condition that the column equals a value, or one of several */
    private Condition compare(
            String column,
            boolean nullable,
            String operator,
            ArgumentValue value,
            Function<ArgumentValue, Parameter> one,
            Function<ArgumentValue, Parameter> many,
            Function<Compare, Condition> equality) {
        return switch (operator) {
            case "eq" -> equality.apply(new Compare(column, Operator.EQ, one.apply(value)));
            case "ne" -> new Not(equality.apply(new Compare(column, Operator.EQ, one.apply(value))));
            case "in" -> equality.apply(new Compare(column, Operator.IN, many.apply(value)));
            case "notIn" -> new Not(equality.apply(new Compare(column, Operator.IN, many.apply(value))));
            case "isNull" -> {
                Condition isNull = Condition.isNull(column, nullable);
                yield (Boolean) value.planningValue() ? isNull : Condition.not(isNull);
            }
            default -> {
                TextMatch match = TextMatch.of(operator);
                yield match != null
                        ? new Like(column, match, parameters.pattern(match, value))
                        : new Compare(column, Operator.valueOf(operator.toUpperCase(Locale.ROOT)), one.apply(value));
            }
        };
    }

    private Condition compareList(Column column, String operator, ArgumentValue value) {
        return switch (operator) {
            case "has" -> new Compare(column.sqlName(), Operator.HAS_ALL, parameters.valueAsArray(column, value));
            case "hasAny" -> new Compare(column.sqlName(), Operator.HAS_ANY, parameters.values(column, value));
            case "hasAll" -> new Compare(column.sqlName(), Operator.HAS_ALL, parameters.values(column, value));
            case "isEmpty" -> {
                Condition isEmpty = new IsEmpty(column.sqlName());
                yield (Boolean) value.planningValue() ? isEmpty : new Not(isEmpty);
            }
            default -> throw new IllegalStateException(operator);
        };
    }
}
