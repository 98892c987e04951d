package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeCursor;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.HasNextPage;
import org.onrecord.traversal.plan.Plan.HasPreviousPage;
import org.onrecord.traversal.plan.Plan.NodesField;
import org.onrecord.traversal.plan.Plan.PageInfo;
import org.onrecord.traversal.plan.Plan.PageInfoField;
import org.onrecord.traversal.plan.Plan.StartCursor;
import org.onrecord.traversal.plan.Plan.TotalCount;
import org.onrecord.traversal.plan.Plan.TypeName;

/**
 * Writes a connection: an aggregate over one page of rows, however many fields are made of them.
 *
 * <p>The page is a subquery with the order and the limit, and the JSON of its nodes is built around it, so no more nodes
 * are built than the page has. {@code string_agg} takes the rows in the order of that subquery.
 */
final class ConnectionWriter {

    private final SqlWriter writer;
    private final Aliases aliases;
    private final Conditions conditions;

    ConnectionWriter(SqlWriter writer, Aliases aliases) {
        this.writer = writer;
        this.aliases = aliases;
        this.conditions = new Conditions(aliases);
    }

    /** @param owner the table alias of the node that the connection's edge leads from, or null where it has none */
    Sql write(Connection connection, String owner) {
        Page page = new Page(connection, owner, aliases.next());
        JsonObject json = new JsonObject();
        for (ConnectionField field : connection.fields()) {
            json.key(field.key());
            if (field instanceof TypeName typeName) {
                json.constant("\"" + typeName.name() + "\"");
            } else if (field instanceof TotalCount) {
                json.value(totalCount(page));
            } else if (field instanceof NodesField nodes) {
                list(json, page, writer.object(nodes.selection(), page.alias));
            } else if (field instanceof EdgesField edges) {
                list(json, page, edge(page, edges));
            } else {
                json.value(pageInfo(page, (PageInfo) field));
            }
        }
        Sql select = Sql.of("SELECT ").add(json.toSql());
        return connection.hasPage() ? select.add("\nFROM ").add(page.rows()) : select;
    }

    private static void list(JsonObject json, Page page, Sql element) {
        Sql list = Sql.of("string_agg(").addIndented(element).add(", ',')");
        json.constant("[")
                .value(page.looksAhead ? list.add(page.onPage()) : list)
                .constant("]");
    }

    private Sql edge(Page page, EdgesField edges) {
        JsonObject json = new JsonObject();
        for (EdgeField field : edges.fields()) {
            json.key(field.key());
            if (field instanceof EdgeCursor) {
                json.constant("\"").value(page.cursor()).constant("\"");
            } else if (field instanceof EdgeNode node) {
                json.value(writer.object(node.selection(), page.alias));
            } else {
                json.constant("\"" + ((TypeName) field).name() + "\"");
            }
        }
        return json.toSql();
    }

    /** A first page that is not full holds all there is, so only a full one makes the database count. */
    private Sql totalCount(Page page) {
        String alias = aliases.next();
        Sql count = SqlWriter.subquery(
                SqlWriter.select(Sql.of("count(*)"), page.table(alias)).add(page.where(alias)));
        if (!page.connection.hasPage() || page.connection.after() != null) {
            return count;
        }
        return Sql.of("CASE WHEN count(*) < ")
                .add(page.limit())
                .add(" THEN count(*) ELSE ")
                .add(count)
                .add(" END");
    }

    private Sql pageInfo(Page page, PageInfo pageInfo) {
        JsonObject json = new JsonObject();
        for (PageInfoField field : pageInfo.fields()) {
            json.key(field.key());
            if (field instanceof HasNextPage) {
                json.value(Sql.of("to_json(count(*) > ").add(page.first()).add(")"));
            } else if (field instanceof HasPreviousPage) {
                hasPreviousPage(json, page);
            } else if (field instanceof StartCursor) {
                json.value(page.cursorOf("min"));
            } else if (field instanceof EndCursor) {
                json.value(page.cursorOf("max"));
            } else {
                json.constant("\"" + ((TypeName) field).name() + "\"");
            }
        }
        return json.toSql();
    }

    private void hasPreviousPage(JsonObject json, Page page) {
        if (page.connection.after() == null) {
            json.constant("false");
            return;
        }
        String alias = aliases.next();
        json.value(Sql.of("to_json(EXISTS ")
                .add(SqlWriter.subquery(Sql.of("SELECT FROM " + page.table(alias))
                        .add(page.where(alias))
                        .add(" AND " + page.id(alias) + " <= ")
                        .add(Sql.bind(page.connection.after()))))
                .add(")"));
    }

    /** The rows of one page, and the SQL expressions over them. */
    private final class Page {

        final Connection connection;
        final String owner;
        final String alias;
        /** Whether a row beyond the page is read, to know if there is a next one. */
        final boolean looksAhead;

        Page(Connection connection, String owner, String alias) {
            this.connection = connection;
            this.owner = owner;
            this.alias = alias;
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
            Sql rows = SqlWriter.select(Sql.join(columns, ", "), table(alias)).add(where(alias));
            if (connection.after() != null) {
                rows.add(" AND " + id(alias) + " > ").add(Sql.bind(connection.after()));
            }
            rows.add("\nORDER BY " + id(alias) + " LIMIT ").add(limit());
            return SqlWriter.subquery(rows).add(" " + alias);
        }

        /** What every node of the list meets, whatever the page. */
        Sql where(String alias) {
            Sql where = Sql.of("\nWHERE ");
            if (connection.edge() != null) {
                where.add(conditions.reached(connection.edge(), connection.type(), connection.link(), owner, alias))
                        .add(" AND ");
            }
            return where.add(conditions.write(connection.filter(), alias));
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
}
