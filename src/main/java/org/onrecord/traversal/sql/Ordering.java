package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.OrderKey;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.Plan.Connection;

/** Writes the order of a list, and comparisons of its rows with a cursor. The primary key makes the order total. */
final class Ordering {

    private final Connection connection;
    private final TableAliases aliases;

    Ordering(Connection connection, TableAliases aliases) {
        this.connection = connection;
        this.aliases = aliases;
    }

    /** The values that the list is ordered by, with the primary key last, of the row with an alias. */
    List<String> values(String alias) {
        List<String> values = new ArrayList<>();
        for (OrderKey key : connection.order()) {
            values.add(value(key.path(), alias, aliases));
        }
        values.add(alias + "." + connection.type().idColumn());
        return values;
    }

    /** The value at the end of a path from the row with an alias, with the collation that orders it. */
    static String value(ColumnPath path, String alias, TableAliases aliases) {
        return expression(path, alias, aliases) + collation(path.column().type());
    }

    private static String expression(ColumnPath path, String alias, TableAliases aliases) {
        if (path.via() == null) {
            return alias + "." + path.column().sqlName();
        }
        NodeType target = path.target();
        String other = aliases.next();
        return "(SELECT " + other + "." + path.column().sqlName() + " FROM " + target.table() + " " + other + " WHERE "
                + other + "." + target.idColumn() + " = " + alias + "."
                + path.via().foreignKey() + ")";
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
    Sql cursor(List<String> values) {
        return Sql.of("translate(encode(convert_to(json_build_array(")
                .add(Sql.bind(connection.signature()))
                .add(", " + String.join(", ", values) + ")::text, 'UTF8'), 'base64'), E'\\n', '')");
    }
}
