package org.onrecord.traversal.sql;

import java.util.List;

import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.GroupKey;
import org.onrecord.traversal.plan.Plan.GroupCount;
import org.onrecord.traversal.plan.Plan.GroupField;
import org.onrecord.traversal.plan.Plan.GroupNode;
import org.onrecord.traversal.plan.Plan.GroupValue;
import org.onrecord.traversal.plan.Plan.Groups;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Writes grouped counts: an aggregation of the list's rows, and JSON around it for the groups that are asked for only. */
final class GroupWriter {

    private final SqlWriter writer;
    private final Aliases aliases;

    GroupWriter(SqlWriter writer, Aliases aliases) {
        this.writer = writer;
        this.aliases = aliases;
    }

    /** @param list whose rows are counted */
    Sql write(Groups groups, Page list) {
        String row = aliases.next();
        String group = aliases.next();
        Sql counts = SqlWriter.select(
                        Sql.of(key(groups.by(), row) + " AS group_key, count(*) AS group_count"), list.table(row))
                .add(list.where(row, List.of()))
                .add("\nGROUP BY 1 ORDER BY " + (groups.byKey() ? "1" : "2 DESC, 1") + " LIMIT ")
                .add(Sql.bind(groups.size()));
        return SqlWriter.subquery(Sql.of("SELECT concat('[', string_agg(")
                .addIndented(json(groups, group))
                .add(", ','), ']')\nFROM ")
                .add(SqlWriter.subquery(counts))
                .add(" " + group));
    }

    private Sql json(Groups groups, String group) {
        String value = group + ".group_key";
        NodeType target = groups.by().target();
        JsonObject json = new JsonObject();
        for (GroupField field : groups.fields()) {
            json.key(field.key());
            if (field instanceof GroupValue) {
                json.value(Sql.of("coalesce(to_json("
                        + (target == null ? value + "::text" : SqlWriter.id(target, value)) + "), 'null')"));
            } else if (field instanceof GroupCount) {
                json.value(Sql.of(group + ".group_count"));
            } else if (field instanceof GroupNode node) {
                if (node.selection() == null) {
                    json.constant("null");
                } else {
                    json.value(Sql.of("coalesce(")
                            .add(SqlWriter.subquery(writer.nodeWithKey(node.selection(), value)))
                            .add(", 'null')"));
                }
            } else {
                json.constant("\"" + ((TypeName) field).name() + "\"");
            }
        }
        return json.toSql();
    }

    /** Texts in the order of their code points, so that the same data gives the same groups in every database. */
    private String key(GroupKey by, String row) {
        if (by.edge() != null) {
            return row + "." + by.edge().foreignKey();
        }
        String value = Ordering.value(by.path(), row, aliases);
        ColumnType type = by.path().column().type();
        if (by.unit() != null) {
            String time = type == ColumnType.DATE_TIME ? value + " AT TIME ZONE 'UTC'" : value + "::timestamp";
            return "to_char(" + time + ", '" + by.unit().form() + "') COLLATE \"C\"";
        }
        return type == ColumnType.STRING || type == ColumnType.ENUM ? value + " COLLATE \"C\"" : value;
    }
}
