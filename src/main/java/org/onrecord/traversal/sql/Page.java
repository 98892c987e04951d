package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.PageRequest;
import org.onrecord.traversal.plan.Plan.StartCursor;

/**
 * The rows of one page, and the SQL expressions over them. A page that is asked for from its end is read backward; its rows
 * are counted from where reading begins, and put in order again where they are gathered.
 */
final class Page {

    final Connection connection;
    final PageRequest request;
    final String alias;

    /** The table alias of the node that the connection's edge leads from, or null where it has none. */
    private final String owner;

    /** What the rows are read from: the nodes' table, or the name under which a function's rows are kept. */
    private final String table;

    /** Whether a row beyond the page is read, to know if there is one. */
    private final boolean looksAhead;

    /** Whether rows know their position. */
    private final boolean numbered;

    private final Conditions conditions;
    private final Aliases aliases;
    private final Ordering ordering;

    Page(Connection connection, String owner, String rows, Aliases aliases, Conditions conditions) {
        this.connection = connection;
        this.request = connection.page();
        this.owner = owner;
        this.table = rows != null ? rows : ((NodeType) connection.type()).table();
        this.alias = aliases.next();
        this.aliases = aliases;
        this.conditions = conditions;
        this.ordering = new Ordering(connection, aliases);
        this.looksAhead = selects(request.backward() ? HasPreviousPage.class : HasNextPage.class);
        this.numbered = looksAhead || request.backward() || selects(StartCursor.class) || selects(EndCursor.class);
    }

    private boolean selects(Class<? extends PageInfoField> type) {
        return connection.fields().stream()
                .filter(PageInfo.class::isInstance)
                .flatMap(field -> ((PageInfo) field).fields().stream())
                .anyMatch(type::isInstance);
    }

    Sql rows() {
        List<String> values = ordering.values(alias);
        String orderBy = ordering.orderBy(values, request.backward());
        List<String> columns = new ArrayList<>(List.of(alias + ".*"));
        for (int i = 0; i < connection.order().size(); i++) {
            columns.add(values.get(i) + " AS " + orderValue(i));
        }
        if (numbered) {
            columns.add("row_number() OVER (ORDER BY " + orderBy + ") AS page_position");
        }
        return SqlWriter.subquery(SqlWriter.select(Sql.of(String.join(", ", columns)), table(alias))
                        .add(where(alias, places(values)))
                        .add("\nORDER BY " + orderBy + " LIMIT ")
                        .add(limit()))
                .add(" " + alias);
    }

    private static String orderValue(int i) {
        return "page_order_" + i;
    }

    private List<Sql> places(List<String> values) {
        List<Sql> places = new ArrayList<>();
        if (!request.after().isEmpty()) {
            places.add(ordering.beyond(values, request.after(), false));
        }
        if (!request.before().isEmpty()) {
            places.add(ordering.beyond(values, request.before(), true));
        }
        return places;
    }

    /** What every node of the list meets, whatever the page; and more. */
    Sql where(String alias, List<Sql> more) {
        List<Sql> parts = new ArrayList<>();
        if (connection.edge() != null) {
            parts.add(conditions.reached(connection.edge(), connection.type(), connection.link(), owner, alias));
        }
        if (!connection.filter().equals(Condition.TRUE)) {
            parts.add(conditions.write(connection.filter(), alias));
        }
        parts.addAll(more);
        return parts.isEmpty() ? new Sql() : Sql.of("\nWHERE ").add(Sql.join(parts, " AND "));
    }

    String table(String alias) {
        return table + " " + alias;
    }

    Sql size() {
        return Sql.bind(request.size());
    }

    Sql limit() {
        return looksAhead ? size().add(" + 1") : size();
    }

    /**
     * Gathers JSON over the rows of the page, in the list's order. Without numbers the rows come as the subquery orders them;
     * with them another aggregate has an order too, and PostgreSQL sorts for that one first.
     */
    Sql gather(Sql json) {
        Sql sql = Sql.of("string_agg(").addIndented(json).add(", ','");
        if (numbered) {
            sql.add(" ORDER BY " + position() + (request.backward() ? " DESC" : ""));
        }
        return sql.add(")").add(onPage());
    }

    private String position() {
        return alias + ".page_position";
    }

    private Sql onPage() {
        return looksAhead
                ? Sql.of(" FILTER (WHERE " + position() + " <= ").add(size()).add(")")
                : new Sql();
    }

    /** The cursor of a row, as JSON's text without quotation marks. */
    Sql cursor() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < connection.order().size(); i++) {
            values.add(alias + "." + orderValue(i));
        }
        values.add(alias + "." + connection.type().idColumn());
        return ordering.cursor(values);
    }

    /** The JSON of the cursor of the page's first or last row, null of an empty page. */
    Sql cursorAt(boolean end) {
        return Sql.of("coalesce(to_json((array_agg(")
                .add(cursor())
                .add(" ORDER BY " + position() + (end != request.backward() ? " DESC" : "") + ")")
                .add(onPage())
                .add(")[1]), 'null')");
    }

    /** The JSON of whether there are rows behind the page, or before it. */
    Sql goesOn(boolean before) {
        List<Sql> reasons = new ArrayList<>();
        if (before == request.backward()) {
            reasons.add(Sql.of("count(*) > ").add(size()));
        }
        if (!(before ? request.after() : request.before()).isEmpty()) {
            String other = aliases.next();
            // What is not behind the place that the page begins after is before the page, that place's own row
            // included.
            Sql notBeyond = Sql.of("(")
                    .add(ordering.beyond(ordering.values(other), before ? request.after() : request.before(), !before))
                    .add(") IS NOT TRUE");
            reasons.add(Sql.of("EXISTS ")
                    .add(SqlWriter.subquery(
                            Sql.of("SELECT FROM " + table(other)).add(where(other, List.of(notBeyond))))));
        }
        return reasons.isEmpty()
                ? Sql.of("'false'")
                : Sql.of("to_json(").add(Sql.join(reasons, " OR ")).add(")");
    }
}
