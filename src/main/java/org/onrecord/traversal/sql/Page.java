package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.PageInfo;

/** The rows of one page, and the SQL expressions over them. */
final class Page {

    final Connection connection;
    /** The table alias of the node that the connection's edge leads from, or null where it has none. */
    final String owner;

    final String alias;
    /** Whether a row beyond the page is read, to know if there is a next one. */
    final boolean looksAhead;

    private final Conditions conditions;

    Page(Connection connection, String owner, String alias, Conditions conditions) {
        this.connection = connection;
        this.owner = owner;
        this.alias = alias;
        this.conditions = conditions;
        this.looksAhead = connection.fields().stream()
                .filter(PageInfo.class::isInstance)
                .flatMap(field -> ((PageInfo) field).fields().stream())
                .anyMatch(HasNextPage.class::isInstance);
    }

    Sql rows() {
        List<Sql> columns = new ArrayList<>(List.of(Sql.of(alias + ".*")));
        if (looksAhead) {
            columns.add(Sql.of("row_number() OVER (ORDER BY " + id(alias) + ") AS page_position"));
        }
        Sql begin =
                connection.after() == null ? null : Sql.of(id(alias) + " > ").add(Sql.bind(connection.after()));
        return SqlWriter.subquery(SqlWriter.select(Sql.join(columns, ", "), table(alias))
                        .add(where(alias, begin))
                        .add("\nORDER BY " + id(alias) + " LIMIT ")
                        .add(limit()))
                .add(" " + alias);
    }

    /** What every node of the list meets, whatever the page; and more, where that is not null. */
    Sql where(String alias, Sql more) {
        List<Sql> parts = new ArrayList<>();
        if (connection.edge() != null) {
            parts.add(conditions.reached(connection.edge(), connection.type(), connection.link(), owner, alias));
        }
        if (!connection.filter().equals(Condition.TRUE)) {
            parts.add(conditions.write(connection.filter(), alias));
        }
        if (more != null) {
            parts.add(more);
        }
        return parts.isEmpty() ? new Sql() : Sql.of("\nWHERE ").add(Sql.join(parts, " AND "));
    }

    String table(String alias) {
        return connection.type().table() + " " + alias;
    }

    String id(String alias) {
        return alias + "." + connection.type().idColumn();
    }

    Sql first() {
        return Sql.bind(connection.first());
    }

    Sql limit() {
        return looksAhead ? first().add(" + 1") : first();
    }

    Sql onPage() {
        return Sql.of(" FILTER (WHERE " + alias + ".page_position <= ")
                .add(first())
                .add(")");
    }

    Sql cursor() {
        return cursor(Sql.of(id(alias)));
    }

    /** The cursor of the page's first (min) or last (max) node, null of an empty page. */
    Sql cursorOf(String aggregate) {
        Sql key = Sql.of(aggregate + "(" + id(alias) + ")");
        return Sql.of("coalesce(to_json(")
                .add(cursor(looksAhead ? key.add(onPage()) : key))
                .add("), 'null')");
    }

    private Sql cursor(Sql key) {
        return Sql.of("encode(convert_to('[\"" + connection.type().name() + "\",' || ")
                .add(key)
                .add(" || ']', 'UTF8'), 'base64')");
    }
}
