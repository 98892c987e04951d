package org.onrecord.traversal.sql;

import java.util.ArrayList;
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
 * Writes a connection: one aggregation over the rows of a page, from which all fields of the connection are built.
 *
 * <p>The page is a subquery with the order and the limit. The JSON text of the nodes is built around the subquery, so
 * only the nodes of the page are built. {@code string_agg} receives the rows in the order of the subquery.
 */
final class ConnectionWriter {

    private final TableAliases aliases;

    ConnectionWriter(TableAliases aliases) {
        this.aliases = aliases;
    }

    /** @param owner the alias of the node that has the edge; null if the connection has no edge */
    Sql write(Connection connection, String owner) {
        // Several fields read the rows of a function. A common table expression makes PostgreSQL call it once.
        String rows = connection.call() == null ? null : aliases.next();
        String shared = CountedList.isShared(connection) ? aliases.next() : null;
        NamedKeys keys = NamedKeys.of(connection, owner, aliases);
        ListRows listRows = new ListRows(connection, owner, rows, aliases, keys);
        PageRows page = new PageRows(connection, listRows, shared, aliases);
        CountedList list = new CountedList(connection, page, listRows, shared, aliases);
        SelectionWriter selections = new SelectionWriter(aliases, NodeKeys.named(connection, page.alias(), keys));
        Sql totalCount = page.isCounted() ? totalCount(connection, page, list) : null;
        PageAggregates aggregates = new PageAggregates(page, aliases, totalCount);
        JsonObject json = new JsonObject();
        for (ConnectionField field : connection.fields()) {
            json.key(field.key());
            if (field instanceof TypeName typeName) {
                json.string(typeName.name());
            } else if (field instanceof TotalCount) {
                Sql total = page.isCounted() ? aggregates.total() : totalCount(connection, page, list);
                json.value(new Sql().add(total).add("::text"));
            } else if (field instanceof Groups groups) {
                json.list(new GroupWriter(aliases).write(groups, list));
            } else if (field instanceof NodesField nodes) {
                addList(json, aggregates, selections.node(nodes.selection(), page.alias()));
            } else if (field instanceof EdgesField edges) {
                addList(json, aggregates, edge(page, edges, selections));
            } else {
                addPageInfo(json, aggregates, (PageInfo) field);
            }
        }
        List<Sql> expressions = new ArrayList<>();
        if (rows != null) {
            expressions.add(Sql.of(rows + " AS (SELECT * FROM ")
                    .add(FunctionWriter.call(connection.call(), owner))
                    .add(")"));
        }
        if (shared != null) {
            expressions.add(list.definition());
        }
        Sql select = expressions.isEmpty()
                ? new Sql()
                : Sql.of("WITH ").add(Sql.join(expressions, ",\n")).add("\n");
        Sql values = json.toSql();
        select.add("SELECT ").add(values);
        return connection.hasPage() ? keys.around(select.add("\nFROM ").add(aggregates.from(values))) : select;
    }

    private static void addList(JsonObject json, PageAggregates aggregates, Sql element) {
        json.constant("[").list(aggregates.texts(element)).constant("]");
    }

    private static Sql edge(PageRows page, EdgesField edges, SelectionWriter selections) {
        JsonObject json = new JsonObject();
        for (EdgeField field : edges.fields()) {
            json.key(field.key());
            if (field instanceof EdgeCursor) {
                json.string(page.cursor());
            } else if (field instanceof EdgeNode node) {
                selections.addNode(json, node.selection(), page.alias());
            } else if (field instanceof EdgeValue value) {
                selections.addValue(json, value.field(), page.alias());
            } else {
                json.string(((TypeName) field).name());
            }
        }
        return json.toSql();
    }

    /** If the request gives no cursor, a page that is not full contains the whole list, and needs no separate count. */
    private Sql totalCount(Connection connection, PageRows page, CountedList list) {
        Sql count = Sql.subquery(Sql.of("SELECT count(*)\nFROM ").add(list.rows(aliases.next())));
        if (!connection.hasPage() || !connection.page().isUnbounded()) {
            return count;
        }
        return Sql.of("CASE WHEN count(*) < ")
                .add(page.limit())
                .add(" THEN count(*) ELSE ")
                .add(count)
                .add(" END");
    }

    private static void addPageInfo(JsonObject json, PageAggregates aggregates, PageInfo pageInfo) {
        json.open();
        for (PageInfoField field : pageInfo.fields()) {
            json.key(field.key());
            if (field instanceof HasNextPage) {
                json.value(aggregates.hasRowsAfter());
            } else if (field instanceof HasPreviousPage) {
                json.value(aggregates.hasRowsBefore());
            } else if (field instanceof StartCursor) {
                json.value(aggregates.startCursor());
            } else if (field instanceof EndCursor) {
                json.value(aggregates.endCursor());
            } else {
                json.string(((TypeName) field).name());
            }
        }
        json.close();
    }
}
