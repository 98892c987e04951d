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
 * Writes the rows of one page, and SQL expressions over them. A backward page is read in reverse order: its rows are
 * numbered in that order, and put into the order of the list when they are aggregated.
 */
final class Page {

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
    private final Aggregates aggregates;

    /** @param shared the name of the common table expression with the whole list; null if there is none */
    Page(Connection connection, ListRows list, String shared, TableAliases aliases) {
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
        this.aggregates = new Aggregates(isCounted ? aliases.next() : null);
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

    Aggregates aggregates() {
        return aggregates;
    }

    /**
     * The rows or the {@link #aggregates} over them, to follow FROM.
     *
     * @param json the JSON text with the values of the rows or of the aggregates
     */
    Sql from(Sql json) {
        Sql values = aggregates.columns();
        return values == null
                ? rows(json)
                : Sql.subquery(Sql.of("SELECT ").add(values).add("\nFROM ").add(rows(values)))
                        .add(" " + aggregates.alias());
    }

    /** @param json the expressions that read the rows */
    private Sql rows(Sql json) {
        // PostgreSQL would fill columns that are not read with nulls.
        Set<String> read = json.columns(alias);
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

    private Sql size() {
        return Sql.bind(request.size());
    }

    Sql limit() {
        return looksAhead ? size().add(" + 1") : size();
    }

    /** Aggregates JSON text over the rows of the page, in the order of the list. */
    Sql aggregate(Sql json) {
        return aggregates.value(
                inOrder(Sql.of("string_agg(").addBelow(json).add(", ','")));
    }

    /**
     * An aggregate over the rows of the page, in the order of the list. The rows of a forward page arrive in this
     * order, and an ORDER BY would sort the JSON text again for each aggregate.
     *
     * @param call the call of the aggregate function without the closing parenthesis
     */
    private Sql inOrder(Sql call) {
        call.add(request.backward() ? " ORDER BY " + position() + " DESC)" : ")");
        return looksAhead
                ? call.add(" FILTER (WHERE " + position() + " <= ").add(size()).add(")")
                : call;
    }

    private String position() {
        return alias + "." + POSITION;
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
        return cursorAt(count(), Sql.of("1"));
    }

    /** The JSON text of the cursor of the last row; null if the page is empty. */
    Sql endCursor() {
        Sql count = count();
        return cursorAt(count, count);
    }

    /**
     * The aggregates collect values and not cursors, so that PostgreSQL computes one cursor for the page. The row that
     * a forward page reads to look ahead is the last one, and no index leads to it.
     */
    private Sql cursorAt(Sql count, Sql index) {
        List<Sql> values = new ArrayList<>();
        for (String value : cursorValues()) {
            Sql array = request.backward() ? inOrder(Sql.of("array_agg(" + value)) : Sql.of("array_agg(" + value + ")");
            values.add(Sql.of("(")
                    .add(aggregates.value(array))
                    .add(")[")
                    .add(index)
                    .add("]"));
        }
        return Sql.of("CASE WHEN ")
                .add(count)
                .add(" > 0 THEN '\"' || ")
                .add(ordering.cursor(values))
                .add(" || '\"' ELSE 'null' END");
    }

    /** The number of rows of the page. */
    private Sql count() {
        Sql rows = aggregates.value(Sql.of("count(*)"));
        return looksAhead ? Sql.of("least(").add(rows).add(", ").add(size()).add(")") : rows;
    }

    /**
     * The JSON text of whether the list continues after the page.
     *
     * @param total the total count if the page {@link #isCounted}
     */
    Sql hasRowsAfter(Sql total) {
        return hasMore(
                total,
                !request.backward(), !request.before().isEmpty(), other -> ordering.isBefore(other, request.before()));
    }

    /**
     * The JSON text of whether the list has rows before the page.
     *
     * @param total the total count if the page {@link #isCounted}
     */
    Sql hasRowsBefore(Sql total) {
        return hasMore(
                total,
                request.backward(), !request.after().isEmpty(), other -> ordering.isAfter(other, request.after()));
    }

    private Sql hasMore(
            Sql total, boolean inReadingDirection, boolean isBounded, Function<List<String>, Sql> isWithinBound) {
        List<Sql> reasons = new ArrayList<>();
        if (inReadingDirection) {
            reasons.add(new Sql()
                    .add(isCounted ? total : Sql.of("count(*)"))
                    .add(" > ")
                    .add(size()));
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
