package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.PageRequest;

/**
 * Writes the rows of one page, and SQL expressions over them. A backward page is read in reverse order: its rows are
 * numbered in that order, and put into the order of the list when they are aggregated.
 */
final class Page {

    /** The column of the primary key in the common table expression with the whole list. */
    private static final String SORTED_KEY = "page_key";

    private final Connection connection;
    private final PageRequest request;

    /** The alias of the page's rows. */
    private final String alias;

    private final ListRows list;

    /** The common table expression with the keys and the order of the whole list; null if the page reads the table. */
    private final String sorted;

    /** Whether the statement reads one row more than the page has, to know whether the list continues. */
    private final boolean looksAhead;

    /** Whether the rows have a column with their number. */
    private final boolean numbered;

    private final TableAliases aliases;
    private final Ordering ordering;

    /** @param shared the name of the common table expression with the whole list; null if there is none */
    Page(Connection connection, ListRows list, String shared, TableAliases aliases) {
        this.connection = connection;
        this.request = connection.page();
        this.list = list;
        this.sorted = isSorted(connection) ? shared : null;
        this.alias = aliases.next();
        this.aliases = aliases;
        this.ordering = new Ordering(connection);
        this.looksAhead = selects(request.backward() ? HasPreviousPage.class : HasNextPage.class);
        this.numbered = looksAhead || request.backward();
    }

    /**
     * Whether PostgreSQL reads the whole list to sort it, whatever the page: no index has the rows in the order of a
     * column of other nodes.
     */
    static boolean isSorted(Connection connection) {
        return connection.hasPage()
                && connection.call() == null
                && !connection.order().isEmpty()
                && connection.order().get(0).path().via() != null;
    }

    private boolean selects(Class<? extends PageInfoField> type) {
        return connection.fields().stream()
                .filter(PageInfo.class::isInstance)
                .flatMap(field -> ((PageInfo) field).fields().stream())
                .anyMatch(type::isInstance);
    }

    String alias() {
        return alias;
    }

    Sql rows() {
        String row = sorted == null ? alias : alias + "_list";
        List<String> values = sorted == null ? ordering.values(alias, list.key(alias)) : sortedValues(connection, row);
        String orderBy = ordering.orderBy(values, request.backward());
        List<String> columns = new ArrayList<>(List.of(row + ".*"));
        if (sorted == null) {
            columns.addAll(orderColumns(values));
        }
        if (numbered) {
            columns.add("row_number() OVER (ORDER BY " + orderBy + ") AS page_position");
        }
        Sql rows = Sql.of("SELECT " + String.join(", ", columns) + "\nFROM ");
        if (sorted == null) {
            rows.add(list.between(alias, ordering.paths(), bounds(values)));
        } else {
            List<Sql> bounds = bounds(values);
            rows.add(sorted + " " + row)
                    .add(bounds.isEmpty() ? new Sql() : Sql.of("\nWHERE ").add(Sql.join(bounds, " AND ")));
        }
        rows.add("\nORDER BY " + orderBy + " LIMIT ");
        if (RepeatedPlan.isGood(connection)) {
            // PostgreSQL assumes that a limit it does not know is a tenth of the list. It then plans each execution.
            rows = Sql.of("SELECT * FROM ")
                    .add(Sql.subquery(rows.add(String.valueOf(request.maxSize() + 1))))
                    .add(" " + row + " LIMIT ");
        }
        rows.add(limit());
        return Sql.subquery(sorted == null ? rows : nodes(rows, row, orderBy)).add(" " + alias);
    }

    /** The nodes of the rows of the page that come from the whole list. */
    private Sql nodes(Sql rows, String row, String orderBy) {
        String node = alias + "_node";
        return Sql.of("SELECT " + node + ".*, " + row + ".*\nFROM ")
                .add(Sql.subquery(rows))
                .add(" " + row + "\nJOIN " + list.table() + " " + node + " ON " + node + "."
                        + connection.type().idColumn() + " = " + row + "." + SORTED_KEY + "\nORDER BY " + orderBy);
    }

    private List<String> orderColumns(List<String> values) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < connection.order().size(); i++) {
            columns.add(values.get(i) + " AS " + orderColumn(i));
        }
        return columns;
    }

    /** The values that the list is ordered by, of a row of the common table expression with the whole list. */
    private static List<String> sortedValues(Connection connection, String row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < connection.order().size(); i++) {
            values.add(row + "." + orderColumn(i));
        }
        values.add(row + "." + SORTED_KEY);
        return values;
    }

    /** The columns that the page reads from the common table expression with the whole list, given its row. */
    List<String> sortedColumns(String row) {
        if (sorted == null) {
            return List.of();
        }
        List<String> columns = orderColumns(ordering.values(row, list.key(row)));
        columns.add(list.key(row) + " AS " + SORTED_KEY);
        return columns;
    }

    /** The paths to the values in {@link #sortedColumns}. */
    List<ColumnPath> sortedPaths() {
        return sorted == null ? List.of() : ordering.paths();
    }

    private static String orderColumn(int i) {
        return "page_order_" + i;
    }

    private List<Sql> bounds(List<String> values) {
        List<Sql> bounds = new ArrayList<>();
        if (!request.after().isEmpty()) {
            bounds.add(ordering.isAfter(values, request.after()));
        }
        if (!request.before().isEmpty()) {
            bounds.add(ordering.isBefore(values, request.before()));
        }
        return bounds;
    }

    private Sql size() {
        return Sql.bind(request.size());
    }

    Sql limit() {
        return looksAhead ? size().add(" + 1") : size();
    }

    /** Aggregates JSON text over the rows of the page, in the order of the list. */
    Sql aggregate(Sql json) {
        return inOrder(Sql.of("string_agg(").addBelow(json).add(", ','"));
    }

    /**
     * An aggregate over the rows of the page, in the order of the list. The rows of a forward page arrive in this
     * order, and an ORDER BY would sort the JSON text again for each aggregate.
     *
     * @param call the call of the aggregate function without the closing parenthesis
     */
    private Sql inOrder(Sql call) {
        return call.add(request.backward() ? " ORDER BY " + position() + " DESC)" : ")")
                .add(onPage());
    }

    private String position() {
        return alias + ".page_position";
    }

    /** Excludes the row that is read to look ahead. */
    private Sql onPage() {
        return looksAhead
                ? Sql.of(" FILTER (WHERE " + position() + " <= ").add(size()).add(")")
                : new Sql();
    }

    /** The cursor of a row of the page. It needs no escaping in JSON. */
    Sql cursor() {
        return ordering.cursor(cursorValues().stream().map(Sql::of).toList());
    }

    /** The values in the cursor of a row of the page. */
    private List<String> cursorValues() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < connection.order().size(); i++) {
            values.add(alias + "." + orderColumn(i));
        }
        values.add(alias + "." + connection.type().idColumn());
        return values;
    }

    /** The JSON text of the cursor of the first row; null if the page is empty. */
    Sql startCursor() {
        return cursorAt(Sql.of("1"));
    }

    /** The JSON text of the cursor of the last row; null if the page is empty. */
    Sql endCursor() {
        return cursorAt(count());
    }

    /** The aggregates collect values and not cursors, so that PostgreSQL computes one cursor for the page. */
    private Sql cursorAt(Sql index) {
        List<Sql> values = new ArrayList<>();
        for (String value : cursorValues()) {
            values.add(Sql.of("(")
                    .add(inOrder(Sql.of("array_agg(" + value)))
                    .add(")[")
                    .add(index)
                    .add("]"));
        }
        return Sql.of("CASE WHEN ")
                .add(count())
                .add(" > 0 THEN '\"' || ")
                .add(ordering.cursor(values))
                .add(" || '\"' ELSE 'null' END");
    }

    /** The number of rows of the page. */
    private Sql count() {
        return Sql.of("count(*)").add(onPage());
    }

    /** The JSON text of whether the list continues after the page. */
    Sql hasRowsAfter() {
        return hasMore(
                !request.backward(), !request.before().isEmpty(), other -> ordering.isBefore(other, request.before()));
    }

    /** The JSON text of whether the list has rows before the page. */
    Sql hasRowsBefore() {
        return hasMore(
                request.backward(), !request.after().isEmpty(), other -> ordering.isAfter(other, request.after()));
    }

    private Sql hasMore(boolean inReadingDirection, boolean isBounded, Function<List<String>, Sql> isWithinBound) {
        List<Sql> reasons = new ArrayList<>();
        if (inReadingDirection) {
            reasons.add(Sql.of("count(*) > ").add(size()));
        }
        if (isBounded) {
            // The row of the cursor itself is outside of the bound.
            String other = aliases.next();
            List<String> values =
                    sorted == null ? ordering.values(other, list.key(other)) : sortedValues(connection, other);
            Sql isOutside = Sql.of("(").add(isWithinBound.apply(values)).add(") IS NOT TRUE");
            Sql rows = sorted == null
                    ? list.between(other, ordering.paths(), List.of(isOutside))
                    : Sql.of(sorted + " " + other + "\nWHERE ").add(isOutside);
            reasons.add(
                    Sql.of("EXISTS ").add(Sql.subquery(Sql.of("SELECT FROM ").add(rows))));
        }
        return reasons.isEmpty()
                ? Sql.of("'false'")
                : Sql.of("to_json(").add(Sql.join(reasons, " OR ")).add(")");
    }
}
