package org.onrecord.traversal.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import graphql.language.SourceLocation;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Condition.TextMatch;

/**
 * Makes bind parameters from the arguments of one field: how each kind of value is checked and converted.
 *
 * @param made collects them
 */
record Params(Graph graph, Limits limits, SourceLocation location, List<Param> made) {

    Param value(ColumnType type, Input input) {
        return make(type.sqlType(), input, type == ColumnType.STRING ? this::text : UnaryOperator.identity());
    }

    Param values(ColumnType type, Input input) {
        return make(
                type.sqlType() + "[]", input, each(type == ColumnType.STRING ? this::text : UnaryOperator.identity()));
    }

    /** A list of the one value. */
    Param valueAsList(ColumnType type, Input input) {
        return make(type.sqlType() + "[]", input, value -> List.of(type == ColumnType.STRING ? text(value) : value));
    }

    /** A list of values, or null for none in particular. */
    Param optionalValues(ColumnType type, Input input) {
        UnaryOperator<Object> each = each(UnaryOperator.identity());
        return make(type.sqlType() + "[]", input, values -> values == null ? null : each.apply(values));
    }

    Param text(Text argument, Input input) {
        return make("text", input, value -> {
            String text = (String) text(value);
            if (text.codePointCount(0, text.length()) > argument.most()) {
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT,
                        "`" + argument.name() + "` takes at most " + argument.most() + " characters.",
                        location);
            }
            return text;
        });
    }

    Param number(DatabaseFunction.Number argument, Input input) {
        return make("integer", input, value -> {
            // The schema has a default, but null may be sent all the same.
            int number = value == null ? argument.defaultValue() : (Integer) value;
            if (number < argument.least() || number > argument.most()) {
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT,
                        "`" + argument.name() + "` must be from " + argument.least() + " to " + argument.most()
                                + ", not " + number + ".",
                        location);
            }
            return number;
        });
    }

    /** The type of the node with a global id, which has to be one of those given. */
    Param typeOfId(List<String> types, Input input) {
        return make("text", input, id -> id(types, id).type());
    }

    /** The primary key of the node with a global id. */
    Param keyOfId(List<String> types, Input input) {
        return make(ColumnType.ID.sqlType(), input, id -> id(types, id).key());
    }

    Param pattern(TextMatch match, Input input) {
        return make("text", input, value -> match.pattern((String) text(value)));
    }

    Param key(NodeType type, Input input) {
        return make(ColumnType.ID.sqlType(), input, id -> key(type, id));
    }

    Param keys(NodeType type, Input input) {
        return make(ColumnType.ID.sqlType() + "[]", input, each(id -> key(type, id)));
    }

    /** The type names of global ids of any type, as an array. */
    Param typesOfIds(Input input) {
        return make(
                "text[]", input, ids -> ids(ids).stream().map(GlobalId::type).toList());
    }

    /** The primary keys of global ids of any type, as an array. */
    Param keysOfIds(Input input) {
        return make(
                "bigint[]", input, ids -> ids(ids).stream().map(GlobalId::key).toList());
    }

    /** @param name of the argument: first or last */
    Param pageSize(String name, Input input) {
        return size(name, input, limits.page().maxSize());
    }

    /** How many of something are asked for by an argument, from 1 to the most allowed. */
    Param size(String name, Input input, int most) {
        return make("bigint", input, value -> {
            int size = (Integer) value;
            if (size < 1) {
                throw new ApiException(
                        ErrorCode.BAD_USER_INPUT,
                        "`" + name + "` must be from 1 to " + most + ", not " + size + ".",
                        location);
            } else if (size > most) {
                throw new ApiException(
                        ErrorCode.PAGE_SIZE_LIMIT_EXCEEDED,
                        "`" + name + "` must be from 1 to " + most + ", not " + size
                                + ". Ask for more in further pages.",
                        location);
            }
            return (long) size;
        });
    }

    /**
     * The place that a cursor names: a parameter for each order value, and one for the key.
     *
     * @param name of the argument: after or before
     * @param signature of the list that the cursor has to be of
     */
    List<Param> cursor(
            String name, Input input, List<OrderKey> order, Function<Map<String, Object>, String> signature) {
        List<Param> params = new ArrayList<>();
        for (int i = 0; i <= order.size(); i++) {
            int position = i;
            ColumnType type = i == order.size()
                    ? ColumnType.ID
                    : order.get(i).field().column().type();
            Param param = new Param(type.sqlType(), variables -> {
                Cursor cursor = Cursor.parse((String) input.in(variables));
                if (cursor == null || cursor.values().size() <= position) {
                    throw notACursor(name);
                }
                if (!cursor.signature().equals(signature.apply(variables))) {
                    throw new ApiException(
                            ErrorCode.BAD_USER_INPUT,
                            "`" + name
                                    + "` is a cursor of another list: cursors are good for the list, the `filter` and the"
                                    + " `orderBy` that they came from.",
                            location);
                }
                return orderValue(name, type, cursor.values().get(position));
            });
            made.add(param);
            params.add(param);
        }
        return params;
    }

    /** Whoever makes a cursor up gets told so here, and not by the database. */
    private Object orderValue(String name, ColumnType type, String value) {
        if (value == null && type != ColumnType.ID) {
            return null;
        }
        try {
            return switch (type) {
                case STRING, ENUM -> text(value);
                case INT -> Integer.valueOf(value);
                case FLOAT -> Double.valueOf(value);
                case BOOLEAN -> Boolean.valueOf(value);
                case DATE -> withFourDigits(LocalDate.parse(value)).toString();
                case DATE_TIME -> {
                    OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
                    withFourDigits(time.toLocalDate());
                    yield time.toString();
                }
                case ID -> Long.valueOf(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw notACursor(name);
        }
    }

    private static LocalDate withFourDigits(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new DateTimeException("The database has no such year");
        }
        return date;
    }

    private ApiException notACursor(String name) {
        return new ApiException(
                ErrorCode.BAD_USER_INPUT,
                "`" + name + "` is not a cursor. Take it from `pageInfo` or `edges.cursor` of another page.",
                location);
    }

    private Param make(String sqlType, Input input, UnaryOperator<Object> conversion) {
        Param param = new Param(sqlType, variables -> conversion.apply(input.in(variables)));
        made.add(param);
        return param;
    }

    private Object key(NodeType type, Object text) {
        GlobalId id = id(text);
        if (!id.type().equals(type.name())) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "\"" + text + "\" is the id of a node of type " + id.type() + ", not " + type.name() + ".",
                    location);
        }
        return id.key();
    }

    private GlobalId id(List<String> types, Object text) {
        GlobalId id = id(text);
        if (!types.contains(id.type())) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "\"" + text + "\" is the id of a node of type " + id.type() + ", which is none of " + types + ".",
                    location);
        }
        return id;
    }

    private List<GlobalId> ids(Object texts) {
        List<?> list = texts instanceof List<?> many ? many : Collections.singletonList(texts);
        if (list.contains(null)) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "An id must not be null.", location);
        }
        int most = limits.page().maxSize();
        if (list.size() > most) {
            throw new ApiException(
                    ErrorCode.PAGE_SIZE_LIMIT_EXCEEDED,
                    "`ids` takes at most " + most + " ids, not " + list.size() + ". Ask in several requests.",
                    location);
        }
        return list.stream().map(this::id).toList();
    }

    private GlobalId id(Object text) {
        GlobalId id = GlobalId.parse((String) text);
        if (id == null || !graph.has(id.type())) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "\"" + text + "\" is not an id. Ids are opaque: take them from the `id` field of a node.",
                    location);
        }
        return id;
    }

    /** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair. */
    private Object text(Object value) {
        String text = (String) value;
        if (text.indexOf('\0') >= 0) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "A text must not contain the character U+0000.", location);
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT, "A text must not contain half of a UTF-16 surrogate pair.", location);
        }
        return text;
    }

    private UnaryOperator<Object> each(UnaryOperator<Object> conversion) {
        return values -> {
            List<?> list = (List<?>) values;
            int most = limits.filter().values();
            if (list.size() > most) {
                throw new ApiException(
                        ErrorCode.VALUE_LIMIT_EXCEEDED,
                        "A list in a filter takes at most " + most + " values, not " + list.size()
                                + ". Ask in several requests.",
                        location);
            }
            List<Object> converted = new ArrayList<>();
            for (Object value : list) {
                if (value == null) {
                    throw new ApiException(
                            ErrorCode.BAD_USER_INPUT, "A list of values must not have a null in it.", location);
                }
                converted.add(conversion.apply(value));
            }
            return converted;
        };
    }
}
