package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.GroupKey;
import org.onrecord.traversal.plan.GroupKey.OfTypes;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.TotalCount;

/**
 * The whole list of a connection, whatever its page, which the total count and the groups count. If several fields
 * count it, or if the page is sorted too, PostgreSQL reads the list once, into a materialized common table expression
 * with the keys of the groups and the order of the page.
 */
final class CountedList {

    private final PageRows page;
    private final ListRows list;
    private final TableAliases aliases;
    private final List<GroupKey> keys;

    /** The name of the common table expression; null if the fields read the list itself. */
    private final String name;

    /** @param name see {@link #name} */
    CountedList(Connection connection, PageRows page, ListRows list, String name, TableAliases aliases) {
        this.page = page;
        this.list = list;
        this.aliases = aliases;
        this.name = name;
        this.keys = connection.fields().stream()
                .filter(Groups.class::isInstance)
                .map(field -> ((Groups) field).by())
                .distinct()
                .toList();
    }

    /** Whether the fields of a connection read the list from a common table expression. */
    static boolean isShared(Connection connection) {
        long counts = connection.fields().stream()
                .filter(field -> field instanceof Groups || field instanceof TotalCount)
                .count();
        return counts > 1 || counts == 1 && PageRows.isSorted(connection);
    }

    /** The definition of the common table expression. */
    Sql definition() {
        String row = aliases.next();
        List<String> columns = new ArrayList<>(page.sortedColumns(row));
        for (int i = 0; i < keys.size(); i++) {
            columns.add(value(keys.get(i), row) + " AS " + column(i));
        }
        return Sql.of(name + " AS MATERIALIZED (SELECT " + String.join(", ", columns) + " FROM ")
                .add(list.all(row, paths()))
                .add(")");
    }

    /** The rows of the list, to follow FROM. */
    Sql rows(String row) {
        return name == null ? list.all(row, paths()) : Sql.of(name + " " + row);
    }

    /** The value of a row that the list is grouped by. */
    String key(GroupKey by, String row) {
        return name == null ? value(by, row) : row + "." + column(keys.indexOf(by));
    }

    private List<ColumnPath> paths() {
        return Stream.concat(
                        page.sortedPaths().stream(),
                        keys.stream().map(GroupKey::path).filter(Objects::nonNull))
                .distinct()
                .toList();
    }

    private static String column(int index) {
        return "key_" + index;
    }

    private String value(GroupKey by, String row) {
        if (by.ofTypes() != null) {
            return value(by.ofTypes(), row);
        }
        if (by.edge() != null) {
            return row + "." + by.edge().foreignKey();
        }
        String value = Ordering.value(by.path(), row);
        if (by.unit() == null) {
            return value;
        }
        boolean isTime = by.path().column().type() == ColumnType.DATE_TIME;
        return "date_trunc('" + by.unit() + "', " + value + (isTime ? " AT TIME ZONE 'UTC'" : "::timestamp") + ")";
    }

    /** The type of the node of a row, or a CASE with the value of the node for each type that has one. */
    private String value(OfTypes types, String row) {
        String type = row + "." + types.node().typeColumn();
        if (types.keys().isEmpty()) {
            return type;
        }
        StringBuilder cases = new StringBuilder("CASE " + type);
        types.keys().forEach((target, key) -> {
            String node = aliases.next();
            cases.append(" WHEN '" + target.name() + "' THEN (SELECT " + value(key, node) + " FROM " + target.table()
                    + " " + node + " WHERE " + node + "." + target.idColumn() + " = " + row + "."
                    + types.node().keyColumn() + ")");
        });
        return cases.append(" END").toString();
    }
}
