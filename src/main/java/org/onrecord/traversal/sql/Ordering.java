package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.OrderKey;
import org.onrecord.traversal.plan.Param;
import org.onrecord.traversal.plan.Plan.Connection;

/** The order of a list in SQL, and comparisons of its rows with a place in it. The primary key decides in the end. */
final class Ordering {

    private final Connection connection;
    private final Aliases aliases;

    Ordering(Connection connection, Aliases aliases) {
        this.connection = connection;
        this.aliases = aliases;
    }

    /** The values that the list is ordered by, the primary key last, of the row with this table alias. */
    List<String> values(String alias) {
        List<String> values = new ArrayList<>();
        for (OrderKey key : connection.order()) {
            values.add(value(key.field(), alias, aliases));
        }
        values.add(alias + "." + connection.type().idColumn());
        return values;
    }

    /** The value that a path leads to from the row with this table alias. */
    static String value(ColumnPath path, String alias, Aliases aliases) {
        if (path.via() == null) {
            return alias + "." + path.column().sqlName();
        }
        NodeType target = path.target();
        String other = aliases.next();
        return "(SELECT " + other + "." + path.column().sqlName() + " FROM " + target.table() + " " + other + " WHERE "
                + other + "." + target.idColumn() + " = " + alias + "."
                + path.via().foreignKey() + ")";
    }

    /** What follows ORDER BY. */
    String orderBy(List<String> values, boolean backward) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean key = i < connection.order().size();
            boolean descending = key && connection.order().get(i).descending();
            String term = values.get(i) + (descending != backward ? " DESC" : "");
            if (key && connection.order().get(i).field().nullable()) {
                term += connection.order().get(i).nullsFirst() != backward ? " NULLS FIRST" : " NULLS LAST";
            }
            terms.add(term);
        }
        return String.join(", ", terms);
    }

    /**
     * That a row stands behind a place, or before it.
     *
     * @param place the order values of the place and its primary key
     */
    Sql beyond(List<String> values, List<Param> place, boolean before) {
        List<Sql> alternatives = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<Sql> all = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                String equal = connection.order().get(j).field().nullable() ? " IS NOT DISTINCT FROM " : " = ";
                all.add(Sql.of(values.get(j) + equal).add(Sql.bind(place.get(j))));
            }
            all.add(beyond(
                    values.get(i),
                    place.get(i),
                    i < connection.order().size() ? connection.order().get(i) : null,
                    before));
            alternatives.add(Sql.join(all, " AND "));
        }
        return alternatives.size() == 1
                ? alternatives.get(0)
                : Sql.of("(").add(Sql.join(alternatives, " OR ")).add(")");
    }

    /** @param key null for the primary key */
    private static Sql beyond(String value, Param place, OrderKey key, boolean before) {
        boolean descending = key != null && key.descending();
        Sql beyond = Sql.of(value + (descending != before ? " < " : " > ")).add(Sql.bind(place));
        if (key == null || !key.field().nullable()) {
            return beyond;
        }
        boolean nullsFirst = key.nullsFirst() != before;
        return Sql.of("(")
                .add(beyond)
                .add(" OR " + value + (nullsFirst ? " IS NOT NULL AND " : " IS NULL AND "))
                .add(Sql.bind(place))
                .add(nullsFirst ? " IS NULL)" : " IS NOT NULL)");
    }

    /** The cursor of a row of the page, as JSON's text without quotation marks. */
    Sql cursor(List<String> values) {
        return Sql.of("translate(encode(convert_to(json_build_array(")
                .add(Sql.bind(connection.signature()))
                .add(", " + String.join(", ", values) + ")::text, 'UTF8'), 'base64'), E'\\n', '')");
    }
}
