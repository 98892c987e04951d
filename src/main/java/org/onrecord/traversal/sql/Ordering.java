package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.OrderKey;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.Plan.Connection;

/** Writes the order of a list, and comparisons of its rows with a cursor. The primary key makes the order total. */
final class Ordering {

    /** Starts the names of the columns of joined nodes. */
    private static final String JOINED = "joined_";

    private final Connection connection;

    Ordering(Connection connection) {
        this.connection = connection;
    }

    /** The values that the list is ordered by, of the row with an alias, with its primary key last. */
    List<String> values(String alias, String key) {
        List<String> values = new ArrayList<>();
        for (ColumnPath path : paths()) {
            values.add(value(path, alias));
        }
        values.add(key);
        return values;
    }

    /** The paths to the values that the list is ordered by. */
    List<ColumnPath> paths() {
        return connection.order().stream().map(OrderKey::path).toList();
    }

    /**
     * The value at the end of a path from the row with an alias, with the collation that orders it. A path over an edge
     * needs {@link #joins}.
     */
    static String value(ColumnPath path, String alias) {
        String column = path.column().sqlName();
        return (path.via() == null
                        ? alias + "." + column
                        : joined(path.via().foreignKey(), alias) + "." + JOINED + column)
                + collation(path.column().type());
    }

    /**
     * The joins of the row with an alias to the nodes that paths lead to, to follow the row's table. PostgreSQL reads
     * the nodes of many rows at once, which subqueries would read row by row. The columns have names of their own: the
     * restriction of an edge names columns of the row without an alias.
     */
    static String joins(List<ColumnPath> paths, String alias) {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        Map<String, NodeType> targets = new HashMap<>();
        for (ColumnPath path : paths) {
            if (path.via() != null) {
                String edge = path.via().foreignKey();
                targets.put(edge, path.target());
                columns.computeIfAbsent(edge, key -> new LinkedHashSet<>())
                        .addAll(List.of(path.target().idColumn(), path.column().sqlName()));
            }
        }
        StringBuilder joins = new StringBuilder();
        columns.forEach((edge, names) -> {
            NodeType target = targets.get(edge);
            String joined = joined(edge, alias);
            joins.append("\nLEFT JOIN (SELECT ")
                    .append(names.stream()
                            .map(name -> name + " AS " + JOINED + name)
                            .collect(Collectors.joining(", ")))
                    .append(" FROM " + target.table() + ") " + joined + " ON " + joined + "." + JOINED)
                    .append(target.idColumn() + " = " + alias + "." + edge);
        });
        return joins.toString();
    }

    private static String joined(String edge, String alias) {
        return alias + "_" + edge;
    }

    /** The COLLATE clause that makes an order independent of the collation of the database. */
    static String collation(ColumnType type) {
        return type.collation() == null ? "" : " COLLATE \"" + type.collation() + "\"";
    }

    /** The terms of ORDER BY. */
    String orderBy(List<String> values, boolean backward) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            OrderKey key = key(i);
            boolean descending = key != null && key.descending();
            String term = values.get(i) + (descending != backward ? " DESC" : "");
            if (key != null && key.path().nullable()) {
                term += key.nullsFirst() != backward ? " NULLS FIRST" : " NULLS LAST";
            }
            terms.add(term);
        }
        return String.join(", ", terms);
    }

    /** The order key of a value; null for the primary key. */
    private OrderKey key(int index) {
        return index < connection.order().size() ? connection.order().get(index) : null;
    }

    /** The condition that a row follows a cursor in the list. */
    Sql isAfter(List<String> values, List<Parameter> cursor) {
        return isBeyond(values, cursor, false);
    }

    /** The condition that a row precedes a cursor in the list. */
    Sql isBefore(List<String> values, List<Parameter> cursor) {
        return isBeyond(values, cursor, true);
    }

    private Sql isBeyond(List<String> values, List<Parameter> cursor, boolean before) {
        List<Sql> alternatives = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<Sql> all = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                String equal = connection.order().get(j).path().nullable() ? " IS NOT DISTINCT FROM " : " = ";
                all.add(Sql.of(values.get(j) + equal).add(Sql.bind(cursor.get(j))));
            }
            all.add(isBeyond(values.get(i), cursor.get(i), key(i), before));
            alternatives.add(Sql.join(all, " AND "));
        }
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        Sql any = Sql.of("(").add(Sql.join(alternatives, " OR ")).add(")");
        OrderKey first = key(0);
        if (first.path().via() != null || first.path().nullable()) {
            return any;
        }
        // The alternatives imply this bound, at which the scan of an index starts.
        return Sql.of("(" + values.get(0) + (first.descending() != before ? " <= " : " >= "))
                .add(Sql.bind(cursor.get(0)))
                .add(" AND ")
                .add(any)
                .add(")");
    }

    /** @param key null for the primary key */
    private static Sql isBeyond(String value, Parameter bound, OrderKey key, boolean before) {
        boolean descending = key != null && key.descending();
        Sql beyond = Sql.of(value + (descending != before ? " < " : " > ")).add(Sql.bind(bound));
        if (key == null || !key.path().nullable()) {
            return beyond;
        }
        boolean nullsFirst = key.nullsFirst() != before;
        return Sql.of("(")
                .add(beyond)
                .add(" OR " + value + (nullsFirst ? " IS NOT NULL AND " : " IS NULL AND "))
                .add(Sql.bind(bound))
                .add(nullsFirst ? " IS NULL)" : " IS NOT NULL)");
    }

    /** The cursor with these values. It needs no escaping in JSON. */
    Sql cursor(List<Sql> values) {
        Sql array = Sql.of("'[\"' || ").add(Sql.bind(connection.signature()));
        for (int i = 0; i < values.size(); i++) {
            OrderKey key = key(i);
            ColumnType type = key == null ? ColumnType.ID : key.path().column().type();
            Sql json = JsonObject.text(type, values.get(i));
            boolean nullable = key != null && key.path().nullable();
            array.add(i == 0 ? " || '\", ' || " : " || ', ' || ").add(nullable ? Sql.orJsonNull(json) : json);
        }
        Sql base64 = Sql.of("encode(convert_to(").add(array).add(" || ']', 'UTF8'), 'base64')");
        return isOneLine() ? base64 : Sql.of("replace(").add(base64).add(", E'\\n', '')");
    }

    /**
     * Whether a cursor has at most 57 bytes. PostgreSQL breaks base64 text into lines of so many. The array with the
     * signature and a primary key has at most 38 bytes, and a date 17 more.
     */
    private boolean isOneLine() {
        return connection.order().isEmpty()
                || connection.order().size() == 1
                        && connection.order().get(0).path().column().type() == ColumnType.DATE;
    }
}
