package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds the SQL expression of a JSON object's text: constant text and expressions, put together by {@code concat}.
 * Measured against {@code row_to_json} it is a tenth faster, and it knows no limit for the length of a response key, which
 * as a column alias would be cut at 63 bytes.
 */
final class JsonObject {

    /** A function takes 100 arguments at most; longer objects become a concatenation of concatenations. */
    private static final int MOST_ARGUMENTS = 100;

    private final List<Sql> parts = new ArrayList<>();
    private final StringBuilder constant = new StringBuilder();
    private boolean empty = true;

    JsonObject() {
        constant.append('{');
    }

    /** @param key a GraphQL name, so nothing in it needs escaping */
    JsonObject key(String key) {
        constant.append(empty ? "\"" : ",\"").append(key).append("\":");
        empty = false;
        return this;
    }

    /** @param json JSON text that is known now and has no single quotes */
    JsonObject constant(String json) {
        constant.append(json);
        return this;
    }

    /** @param expression evaluates to JSON text, and never to null */
    JsonObject value(Sql expression) {
        flush();
        parts.add(expression);
        return this;
    }

    Sql toSql() {
        constant.append('}');
        flush();
        return concat(parts);
    }

    private void flush() {
        if (!constant.isEmpty()) {
            parts.add(Sql.of("'" + constant + "'"));
            constant.setLength(0);
        }
    }

    private static Sql concat(List<Sql> parts) {
        if (parts.size() > MOST_ARGUMENTS) {
            List<Sql> chunks = new ArrayList<>();
            for (int from = 0; from < parts.size(); from += MOST_ARGUMENTS) {
                chunks.add(concat(parts.subList(from, Math.min(from + MOST_ARGUMENTS, parts.size()))));
            }
            return concat(chunks);
        }
        return Sql.of("concat(").addIndented(Sql.join(parts, ",\n")).add(")");
    }
}
