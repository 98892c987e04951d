package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import graphql.language.SourceLocation;

import org.onrecord.traversal.BadInput;
import org.onrecord.traversal.Cursor;
import org.onrecord.traversal.GlobalId;
import org.onrecord.traversal.model.ColumnType;
import org.onrecord.traversal.model.Graph;
import org.onrecord.traversal.model.NodeType;

/**
 * Makes bind parameters from the arguments of one field: how each kind of value is checked and converted.
 *
 * @param made collects them
 */
record Params(Graph graph, SourceLocation location, List<Param> made) {

    /** The most nodes a page may have. */
    static final int MOST = 100;

    Param value(ColumnType type, Input input) {
        return make(type.sqlType(), input, type == ColumnType.STRING ? this::text : UnaryOperator.identity());
    }

    Param values(ColumnType type, Input input) {
        return make(
                type.sqlType() + "[]", input, each(type == ColumnType.STRING ? this::text : UnaryOperator.identity()));
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

    Param pageSize(Input input) {
        return make("bigint", input, size -> {
            int first = (Integer) size;
            if (first < 1 || first > MOST) {
                throw new BadInput("`first` must be from 1 to " + MOST + ", not " + first + ".", location);
            }
            return (long) first;
        });
    }

    Param cursor(NodeType type, Input input) {
        return make("bigint", input, text -> {
            Cursor cursor = Cursor.parse((String) text);
            if (cursor == null) {
                throw new BadInput(
                        "`after` is not a cursor. Take it from `pageInfo.endCursor` or `edges.cursor` of the page before.",
                        location);
            }
            if (!cursor.type().equals(type.name())) {
                throw new BadInput(
                        "`after` is a cursor of a list of " + cursor.type() + ", and this is a list of " + type.name()
                                + ".",
                        location);
            }
            return cursor.key();
        });
    }

    private Param make(String sqlType, Input input, UnaryOperator<Object> conversion) {
        Param param = new Param(sqlType, input, conversion);
        made.add(param);
        return param;
    }

    private Object key(NodeType type, Object text) {
        GlobalId id = id(text);
        if (!id.type().equals(type.name())) {
            throw new BadInput(
                    "\"" + text + "\" is the id of a node of type " + id.type() + ", not " + type.name() + ".",
                    location);
        }
        return id.key();
    }

    private List<GlobalId> ids(Object texts) {
        List<?> list = texts instanceof List<?> many ? many : List.of(texts);
        if (list.size() > MOST) {
            throw new BadInput("`ids` takes at most " + MOST + " ids, not " + list.size() + ".", location);
        }
        return list.stream().map(this::id).toList();
    }

    private GlobalId id(Object text) {
        GlobalId id = GlobalId.parse((String) text);
        if (id == null || !graph.has(id.type())) {
            throw new BadInput(
                    "\"" + text + "\" is not an id. Ids are opaque: take them from the `id` field of a node.",
                    location);
        }
        return id;
    }

    /** PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair. */
    private Object text(Object value) {
        String text = (String) value;
        if (text.indexOf('\0') >= 0) {
            throw new BadInput("A text must not contain the character U+0000.", location);
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new BadInput("A text must not contain half of a UTF-16 surrogate pair.", location);
        }
        return text;
    }

    private static UnaryOperator<Object> each(UnaryOperator<Object> conversion) {
        return values -> {
            List<Object> converted = new ArrayList<>();
            ((List<?>) values).forEach(value -> converted.add(conversion.apply(value)));
            return converted;
        };
    }
}
