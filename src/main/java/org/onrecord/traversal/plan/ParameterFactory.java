package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Condition.TextMatch;

/**
 * Makes the bind parameters of one field. A parameter checks and converts its value each time the plan runs, and throws
 * an {@link ApiException} for an invalid value.
 */
final class ParameterFactory {

    private final PlanContext context;
    private final Limits limits;
    private final SourceLocation location;
    private final GlobalIds ids;
    private final List<Parameter> made = new ArrayList<>();

    /** @param location the location of the field, for errors */
    ParameterFactory(PlanContext context, SourceLocation location) {
        this.context = context;
        this.limits = context.limits();
        this.location = location;
        this.ids = new GlobalIds(context.graph(), limits, location);
    }

    /** The parameters that this factory has made, in order. */
    List<Parameter> made() {
        return made;
    }

    Parameter value(ColumnType type, ArgumentValue argument) {
        return make(type.sqlType(), argument, checkOf(type));
    }

    /** A value to compare with a column. */
    Parameter value(Column column, ArgumentValue argument) {
        if (column.type() == ColumnType.ENUM && argument.isConstant() && !argument.isNull()) {
            Object constant = argument.planningValue();
            return add(new Parameter(column.type().sqlType(), values -> constant, constant.toString()));
        }
        return make(column.type().sqlType(), argument, checkOf(column));
    }

    /** Values to compare with a column. */
    Parameter values(Column column, ArgumentValue argument) {
        return make(column.type().sqlType() + "[]", argument, each(checkOf(column)));
    }

    /** An array of one element. */
    Parameter valueAsArray(Column column, ArgumentValue argument) {
        UnaryOperator<Object> check = checkOf(column);
        return make(column.type().sqlType() + "[]", argument, value -> List.of(check.apply(value)));
    }

    /** An array, or null. */
    Parameter optionalValues(ColumnType type, ArgumentValue argument) {
        UnaryOperator<Object> each = each(UnaryOperator.identity());
        return make(type.sqlType() + "[]", argument, values -> values == null ? null : each.apply(values));
    }

    /** The name of a constant of an enum, or null. */
    Parameter optionalConstant(ArgumentValue argument) {
        return make("text", argument, UnaryOperator.identity());
    }

    Parameter text(Text definition, ArgumentValue argument) {
        return make("text", argument, value -> {
            String text = TextValue.check((String) value, location);
            if (text.codePointCount(0, text.length()) > definition.maxLength()) {
                throw invalid("`" + definition.name() + "` takes at most " + definition.maxLength() + " characters.");
            }
            return text;
        });
    }

    Parameter number(DatabaseFunction.Number definition, ArgumentValue argument) {
        return make("integer", argument, value -> {
            // The argument has a default value in the schema, but a request may set it to null.
            int number = value == null ? definition.defaultValue() : (Integer) value;
            if (number < definition.min() || number > definition.max()) {
                throw invalid("`" + definition.name() + "` must be from " + definition.min() + " to " + definition.max()
                        + ", not " + number + ".");
            }
            return number;
        });
    }

    /** The pattern of LIKE that finds a text. */
    Parameter pattern(TextMatch match, ArgumentValue argument) {
        return make("text", argument, value -> match.pattern(TextValue.check((String) value, location)));
    }

    /** The primary key of the node with a global id of a type. */
    Parameter key(NodeType type, ArgumentValue argument) {
        return make(ColumnType.ID.sqlType(), argument, id -> ids.key(type, id));
    }

    /** The primary keys of the nodes with global ids of a type. */
    Parameter keys(NodeType type, ArgumentValue argument) {
        return make(ColumnType.ID.sqlType() + "[]", argument, each(id -> ids.key(type, id)));
    }

    /** The name of the node type in a global id of one of several types. */
    Parameter typeOfId(List<String> types, ArgumentValue argument) {
        return make("text", argument, id -> ids.ofTypes(types, id).type());
    }

    /** The primary key in a global id of one of several types. */
    Parameter keyOfId(List<String> types, ArgumentValue argument) {
        return make(
                ColumnType.ID.sqlType(), argument, id -> ids.ofTypes(types, id).key());
    }

    /** The names of the node types in one or more global ids of any type. */
    Parameter typesOfIds(ArgumentValue argument) {
        return partsOfIds("text[]", argument, GlobalId::type);
    }

    /** The primary keys in one or more global ids of any type. */
    Parameter keysOfIds(ArgumentValue argument) {
        return partsOfIds("bigint[]", argument, GlobalId::key);
    }

    /** Adds the error of each malformed id in a list. The parameters have null in its place. */
    void addErrorsOfIds(ArgumentValue argument) {
        List<?> texts = (List<?>) argument.planningValue();
        for (int i = 0; i < texts.size(); i++) {
            try {
                ids.parse(texts.get(i));
            } catch (ApiException e) {
                context.addError(i, e);
            }
        }
    }

    private Parameter partsOfIds(String sqlType, ArgumentValue argument, Function<GlobalId, Object> part) {
        boolean malformedAsNull = argument.planningValue() instanceof List && context.leavesOutInvalidFields();
        return make(sqlType, argument, list -> ids.list(list, malformedAsNull).stream()
                .map(id -> id == null ? null : part.apply(id))
                .toList());
    }

    /** @param name the name of the argument: {@code first} or {@code last} */
    Parameter pageSize(String name, ArgumentValue argument) {
        return size(name, argument, limits.page().maxSize(), "Read the rest in further pages.");
    }

    /**
     * The size of a list, from 1 to {@code max}.
     *
     * @param advice a sentence that says how to read more than {@code max} elements
     */
    Parameter size(String name, ArgumentValue argument, int max, String advice) {
        return make("bigint", argument, value -> {
            int size = (Integer) value;
            if (size < 1) {
                throw invalid("`" + name + "` must be from 1 to " + max + ", not " + size + ".");
            } else if (size > max) {
                throw new ApiException(
                        ErrorCode.PAGE_SIZE_LIMIT_EXCEEDED,
                        "`" + name + "` must be from 1 to " + max + ", not " + size + ". " + advice,
                        location);
            }
            return (long) size;
        });
    }

    /**
     * The position that a cursor stands for: a parameter for each value of the order, and one for the key.
     *
     * @param name the name of the argument: {@code after} or {@code before}
     * @param signature the signature that the cursor must have
     */
    List<Parameter> cursor(String name, ArgumentValue argument, List<OrderKey> order, CursorSignature signature) {
        CursorArgument cursor = new CursorArgument(name, argument, order.size() + 1, signature, location);
        List<Parameter> position = new ArrayList<>();
        for (int i = 0; i <= order.size(); i++) {
            int index = i;
            ColumnType type = i == order.size()
                    ? ColumnType.ID
                    : order.get(i).path().column().type();
            Parameter parameter = new Parameter(type.sqlType(), values -> cursor.value(index, type, values));
            position.add(add(parameter));
        }
        return position;
    }

    private Parameter make(String sqlType, ArgumentValue argument, UnaryOperator<Object> conversion) {
        return add(new Parameter(sqlType, values -> conversion.apply(argument.in(values.variables()))));
    }

    private Parameter add(Parameter parameter) {
        made.add(parameter);
        return context.add(parameter);
    }

    private UnaryOperator<Object> checkOf(ColumnType type) {
        return type == ColumnType.STRING
                ? value -> TextValue.check((String) value, location)
                : UnaryOperator.identity();
    }

    private UnaryOperator<Object> checkOf(Column column) {
        return column.type() == ColumnType.STRING
                ? value -> column.form().apply(TextValue.check((String) value, location))
                : UnaryOperator.identity();
    }

    private UnaryOperator<Object> each(UnaryOperator<Object> conversion) {
        return values -> {
            List<?> list = (List<?>) values;
            int max = limits.filter().values();
            if (list.size() > max) {
                throw new ApiException(
                        ErrorCode.VALUE_LIMIT_EXCEEDED,
                        "A list in a filter takes at most " + max + " values, not " + list.size()
                                + ". Split the request.",
                        location);
            }
            List<Object> converted = new ArrayList<>();
            for (Object value : list) {
                if (value == null) {
                    throw invalid("A list of values must not contain null.");
                }
                converted.add(conversion.apply(value));
            }
            return converted;
        };
    }

    private ApiException invalid(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message, location);
    }
}
