package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.onrecord.traversal.plan.ColumnPath;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.PageRequest;
import org.onrecord.traversal.plan.Plan.TotalCount;

/**
 * Writes the rows of one page. A backward page is read in reverse order: its rows are
 * numbered in that order, and put into the order of the list when they are aggregated.
 */
final class PageRows {

    /** The column of the primary key in the common table expression with the whole list. */
    private static final String SORTED_KEY = "page_key";

    /** The column of the number of a row. */
    private static final String POSITION = "page_position";

    /** Starts the names of the columns of the values that the list is ordered by. */
    private static final String ORDER = "page_order_";

    private final Connection connection;
    private final PageRequest request;

    /** The alias of the page's rows. */
    private final String alias;

    private final ListRows list;

    /** The common table expression with the keys and the order of the whole list; null if the page reads the table. */
    private final String sorted;

    /** Whether the total count tells whether the list continues. */
    private final boolean isCounted;

    /** Whether the statement reads one row more than the page has, to know whether the list continues. */
    private final boolean looksAhead;

    /** Whether the rows have a column with their number. */
    private final boolean numbered;

    private final TableAliases aliases;
    private final Ordering ordering;

    /** @param shared the name of the common table expression with the whole list; null if there is none */
    PageRows(Connection connection, ListRows list, String shared, TableAliases aliases) {
        this.connection = connection;
        this.request = connection.page();
        this.list = list;
        this.sorted = isSorted(connection) ? shared : null;
        this.alias = aliases.next();
        this.aliases = aliases;
        this.ordering = new Ordering(connection);
        boolean isContinued = selects(request.backward() ? HasPreviousPage.class : HasNextPage.class);
        this.isCounted = isContinued
                && request.isUnbounded()
                && connection.fields().stream().anyMatch(TotalCount.class::isInstance);
        this.looksAhead = isContinued && !isCounted;
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

    boolean isCounted() {
        return isCounted;
    }

    boolean looksAhead() {
        return looksAhead;
    }

    boolean isBackward() {
        return request.backward();
    }

    /**
     * The rows of the page, to follow FROM.
     *
     * @param readers the expressions that read the rows
     */
    Sql rows(Sql readers) {
        // PostgreSQL would fill columns that are not read with nulls.
        Set<String> read = readers.columns(alias);
        String row = sorted == null ? alias : alias + "_list";
        List<String> values = sorted == null ? ordering.values(alias, list.key(alias)) : sortedValues(connection, row);
        String orderBy = ordering.orderBy(values, request.backward());
        List<String> columns = new ArrayList<>();
        if (numbered) {
            columns.add("row_number() OVER (ORDER BY " + orderBy + ") AS " + POSITION);
        }
        if (sorted == null) {
            columns.addAll(orderColumns(values));
            columns.addAll(columnsOfNode(read, alias));
        } else {
            columns.add(row + ".*");
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
        return Sql.subquery(sorted == null ? rows : nodes(rows, row, orderBy, read))
                .add(" " + alias);
    }

    private static List<String> columnsOfNode(Set<String> read, String alias) {
        return read.stream()
                .filter(column -> !column.equals(POSITION) && !column.startsWith(ORDER))
                .map(column -> alias + "." + column)
                .toList();
    }

    /** The nodes of the rows of the page that come from the whole list. */
    private Sql nodes(Sql rows, String row, String orderBy, Set<String> read) {
        String node = alias + "_node";
        List<String> columns = new ArrayList<>(List.of(row + ".*"));
        columns.addAll(columnsOfNode(read, node));
        return Sql.of("SELECT " + String.join(", ", columns) + "\nFROM ")
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
        return ORDER + i;
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

    /** The most rows of the page. */
    Sql size() {
        return Sql.bind(request.size());
    }

    /** The most rows that the page reads. */
    Sql limit() {
        return looksAhead ? size().add(" + 1") : size();
    }

    /** The number of a row, in the order in which the page is read. */
    String position() {
        return alias + "." + POSITION;
    }

    /** The cursor of a row of the page. It needs no escaping in JSON. */
    Sql cursor() {
        return ordering.cursor(cursorValues().stream().map(Sql::of).toList());
    }

    /** The cursor with these values, see {@link #cursorValues}. */
    Sql cursor(List<Sql> values) {
        return ordering.cursor(values);
    }

    /** The values in the cursor of a row of the page. */
    List<String> cursorValues() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < connection.order().size(); i++) {
            values.add(alias + "." + orderColumn(i));
        }
        values.add(alias + "." + connection.type().idColumn());
        return values;
    }

    /** Whether the list has rows from the cursor {@code before} on; null if the request has no such cursor. */
    Sql hasRowsFromBefore() {
        return request.before().isEmpty() ? null : hasRow(values -> ordering.isBefore(values, request.before()));
    }

    /** Whether the list has rows up to the cursor {@code after}; null if the request has no such cursor. */
    Sql hasRowsUpToAfter() {
        return request.after().isEmpty() ? null : hasRow(values -> ordering.isAfter(values, request.after()));
    }

    /** Whether the list has a row outside of a bound. The row of the cursor itself is outside. */
    private Sql hasRow(Function<List<String>, Sql> isWithinBound) {
        String other = aliases.next();
        List<String> values =
                sorted == null ? ordering.values(other, list.key(other)) : sortedValues(connection, other);
        Sql isOutside = Sql.of("(").add(isWithinBound.apply(values)).add(") IS NOT TRUE");
        Sql rows = sorted == null
                ? list.between(other, ordering.paths(), List.of(isOutside))
                : Sql.of(sorted + " " + other + "\nWHERE ").add(isOutside);
        return Sql.of("EXISTS ").add(Sql.subquery(Sql.of("SELECT FROM ").add(rows)));
    }
}
