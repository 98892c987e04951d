package org.onrecord.traversal.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.quarkus.runtime.util.HashUtil;

import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Plan.Bound;
import org.onrecord.traversal.plan.Plan.Call;
import org.onrecord.traversal.plan.Plan.CallArgument;
import org.onrecord.traversal.plan.Plan.Constant;
import org.onrecord.traversal.plan.Plan.KeyOf;

/**
 * Identifies the list that a cursor belongs to, with its filter and its order. A cursor is valid for every list with
 * the same signature.
 *
 * <p>The signature is a digest of a canonical text and of the values of its parameters. The text consists of names and
 * operators: of the type, the edge, the function, the columns. It contains no description and no debug output, so it
 * changes only if the list does. A change of its form invalidates the cursors that clients hold and needs a new
 * {@link #VERSION}.
 */
final class CursorSignature {

    private static final String VERSION = "1";

    /**
     * In hexadecimal digits. Two lists have the same signature by chance with a probability of 2 to the power of -48.
     */
    private static final int LENGTH = 12;

    private final String list;
    private final List<Parameter> parameters;

    private CursorSignature(String list, List<OrderKey> order, List<Parameter> parameters) {
        this.list = VERSION + " " + list + " order("
                + order.stream().map(CursorSignature::form).collect(Collectors.joining(", ")) + ")";
        this.parameters = parameters;
    }

    /**
     * @param owner the type that has the edge; null together with {@code edge} for the list of all nodes
     * @param link conditions of the link table
     * @param parameters the parameters of {@code link} and {@code filter}
     */
    static CursorSignature ofList(
            ObjectType owner,
            ToMany edge,
            NodeType type,
            List<Compare> link,
            Condition filter,
            List<OrderKey> order,
            List<Parameter> parameters) {
        return new CursorSignature(
                (edge == null ? "" : owner.name() + "." + edge.name() + " ") + type.name() + " link" + form(link)
                        + " filter(" + form(filter) + ")",
                order,
                parameters);
    }

    /** @param parameters the parameters of the call and of {@code filter} */
    static CursorSignature ofCall(Call call, Condition filter, List<OrderKey> order, List<Parameter> parameters) {
        return new CursorSignature(
                call.function().sqlName()
                        + call.arguments().stream()
                                .map(CursorSignature::form)
                                .collect(Collectors.joining(", ", "(", ")"))
                        + (filter.equals(Condition.TRUE) ? "" : " filter(" + form(filter) + ")"),
                order,
                parameters);
    }

    /** The canonical text, with a question mark for each parameter. */
    String list() {
        return list;
    }

    /** The signature in a request. */
    String value(ParameterValues values) {
        return values.once(this, () -> digest(values));
    }

    private String digest(ParameterValues parameterValues) {
        StringBuilder text = new StringBuilder(list);
        // No value contains U+0000, so different values give different texts.
        for (Parameter parameter : parameters) {
            Object value = parameterValues.of(parameter);
            if (value instanceof List<?> values) {
                text.append('\0').append(values.size());
                values.forEach(element -> text.append('\0').append(element));
            } else {
                text.append('\0').append(value);
            }
        }
        return HashUtil.sha256(text.toString()).substring(0, LENGTH);
    }

    private static String form(OrderKey key) {
        ColumnPath path = key.path();
        return (path.via() == null ? "" : path.via().name() + ".")
                + path.column().sqlName()
                // Texts had another order before.
                + (path.column().type() == ColumnType.STRING ? " BY LANGUAGE" : "")
                + (key.descending() ? " DESC" : " ASC")
                + (key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    private static String form(CallArgument argument) {
        if (argument instanceof Bound) {
            return "?";
        } else if (argument instanceof Constant constant) {
            return constant.value().toString();
        }
        KeyOf key = (KeyOf) argument;
        return key.type().name() + "." + key.column().sqlName() + " = ?";
    }

    private static String form(Condition condition) {
        if (condition instanceof Condition.All all) {
            return "and" + form(all.conditions());
        } else if (condition instanceof Condition.Any any) {
            return "or" + form(any.conditions());
        } else if (condition instanceof Condition.Not not) {
            return "not(" + form(not.condition()) + ")";
        } else if (condition instanceof Compare compare) {
            return compare.column() + " " + compare.operator() + " ?";
        } else if (condition instanceof Condition.HasKey hasKey) {
            return form(hasKey.key());
        } else if (condition instanceof Condition.Like like) {
            return like.column() + " " + like.match() + " ?";
        } else if (condition instanceof Condition.IsEmpty isEmpty) {
            return isEmpty.column() + " IS_EMPTY";
        } else if (condition instanceof Condition.IsNull isNull) {
            return isNull.column() + " IS_NULL";
        } else if (condition instanceof Condition.ToOneMeets one) {
            return one.edge().name() + "(" + form(one.condition()) + ")";
        } else if (condition instanceof Condition.AnyNodeMeets any) {
            return any.target().name() + "(" + form(any.condition()) + ")";
        }
        Condition.SomeMeet some = (Condition.SomeMeet) condition;
        return "some " + some.edge().name() + "(" + form(some.condition()) + ")";
    }

    private static String form(List<? extends Condition> conditions) {
        return conditions.stream().map(CursorSignature::form).collect(Collectors.joining(", ", "(", ")"));
    }
}
