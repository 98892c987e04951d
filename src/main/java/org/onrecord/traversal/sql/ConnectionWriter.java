package org.onrecord.traversal.sql;

import java.util.List;

import org.onrecord.traversal.plan.Plan.Connection;
import org.onrecord.traversal.plan.Plan.ConnectionField;
import org.onrecord.traversal.plan.Plan.EdgeCursor;
import org.onrecord.traversal.plan.Plan.EdgeField;
import org.onrecord.traversal.plan.Plan.EdgeNode;
import org.onrecord.traversal.plan.Plan.EdgeValue;
import org.onrecord.traversal.plan.Plan.EdgesField;
import org.onrecord.traversal.plan.Plan.EndCursor;
import org.onrecord.traversal.plan.Plan.Groups;
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
    private final GroupWriter groups;

    ConnectionWriter(SqlWriter writer, Aliases aliases) {
        this.writer = writer;
        this.aliases = aliases;
        this.conditions = new Conditions(aliases);
        this.groups = new GroupWriter(writer, aliases);
    }

    /** @param owner the table alias of the node that the connection's edge leads from, or null where it has none */
    Sql write(Connection connection, String owner) {
        // Rows of a function that several fields are made of are kept: the function is called once.
        String rows = connection.call() == null ? null : aliases.next();
        Page page = new Page(connection, owner, rows, aliases, conditions);
        JsonObject json = new JsonObject();
        for (ConnectionField field : connection.fields()) {
            json.key(field.key());
            if (field instanceof TypeName typeName) {
                json.constant("\"" + typeName.name() + "\"");
            } else if (field instanceof TotalCount) {
                json.value(totalCount(page));
            } else if (field instanceof Groups counts) {
                json.value(groups.write(counts, page));
            } else if (field instanceof NodesField nodes) {
                list(json, page, writer.node(nodes.selection(), page.alias));
            } else if (field instanceof EdgesField edges) {
                list(json, page, edge(page, edges));
            } else {
                json.value(pageInfo(page, (PageInfo) field));
            }
        }
        Sql select = rows == null
                ? Sql.of("SELECT ")
                : Sql.of("WITH " + rows + " AS (SELECT * FROM ")
                        .add(writer.call(connection.call(), owner))
                        .add(")\nSELECT ");
        select.add(json.toSql());
        return connection.hasPage() ? select.add("\nFROM ").add(page.rows()) : select;
    }

    private static void list(JsonObject json, Page page, Sql element) {
        json.constant("[").value(page.gather(element)).constant("]");
    }

    private Sql edge(Page page, EdgesField edges) {
        JsonObject json = new JsonObject();
        for (EdgeField field : edges.fields()) {
            json.key(field.key());
            if (field instanceof EdgeCursor) {
                json.constant("\"").value(page.cursor()).constant("\"");
            } else if (field instanceof EdgeNode node) {
                json.value(writer.node(node.selection(), page.alias));
            } else if (field instanceof EdgeValue value) {
                writer.field(json, value.field(), page.alias);
            } else {
                json.constant("\"" + ((TypeName) field).name() + "\"");
            }
        }
        return json.toSql();
    }

    /** Where the whole list is asked for, a page that is not full holds it, so only a full one makes the database count. */
    private Sql totalCount(Page page) {
        String alias = aliases.next();
        Sql count = SqlWriter.subquery(
                SqlWriter.select(Sql.of("count(*)"), page.table(alias)).add(page.where(alias, List.of())));
        if (!page.connection.hasPage() || !page.request.isWhole()) {
            return count;
        }
        return Sql.of("CASE WHEN count(*) < ")
                .add(page.limit())
                .add(" THEN count(*) ELSE ")
                .add(count)
                .add(" END");
    }

    private static Sql pageInfo(Page page, PageInfo pageInfo) {
        JsonObject json = new JsonObject();
        for (PageInfoField field : pageInfo.fields()) {
            json.key(field.key());
            if (field instanceof HasNextPage) {
                json.value(page.goesOn(false));
            } else if (field instanceof HasPreviousPage) {
                json.value(page.goesOn(true));
            } else if (field instanceof StartCursor) {
                json.value(page.cursorAt(false));
            } else if (field instanceof EndCursor) {
                json.value(page.cursorAt(true));
            } else {
                json.constant("\"" + ((TypeName) field).name() + "\"");
            }
        }
        return json.toSql();
    }
}
