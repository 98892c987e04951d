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

/** Writes groups: an aggregation of the whole list, and the JSON text of the groups that the request selects. */
final class GroupWriter {

    private final TableAliases aliases;

    GroupWriter(TableAliases aliases) {
        this.aliases = aliases;
    }

    /** @param list a page of the list that is grouped */
    Sql write(Groups groups, Page list) {
        String row = aliases.next();
        String group = aliases.next();
        Sql counts = Sql.select(
                        Sql.of(key(groups.by(), row) + " AS group_key, count(*) AS group_count"), list.table(row))
                .add(list.where(row, List.of()))
                .add("\nGROUP BY 1 ORDER BY " + (groups.byKey() ? "1" : "2 DESC, 1") + " LIMIT ")
                .add(Sql.bind(groups.size()));
        return Sql.subquery(Sql.of("SELECT concat('[', string_agg(")
                .addIndented(json(groups, group))
                .add(", ','), ']')\nFROM ")
                .add(Sql.subquery(counts))
                .add(" " + group));
    }

    private Sql json(Groups groups, String group) {
        String key = group + ".group_key";
        NodeType target = groups.by().target();
        JsonObject json = new JsonObject();
        for (GroupField field : groups.fields()) {
            json.key(field.key());
            if (field instanceof GroupValue) {
                String text = target == null ? key + "::text" : NodeKeys.globalId(target, key);
                json.value(Sql.orJsonNull(Sql.of("to_json(" + text + ")")));
            } else if (field instanceof GroupCount) {
                json.value(Sql.of(group + ".group_count"));
            } else if (field instanceof GroupNode node) {
                if (node.selection() == null) {
                    json.constant("null");
                } else {
                    json.value(Sql.orJsonNull(
                            Sql.subquery(new SelectionWriter(aliases).selectByKey(node.selection(), key))));
                }
            } else {
                json.string(((TypeName) field).name());
            }
        }
        return json.toSql();
    }

    private String key(GroupKey by, String row) {
        if (by.edge() != null) {
            return row + "." + by.edge().foreignKey();
        }
        String value = Ordering.value(by.path(), row, aliases);
        if (by.unit() != null) {
            String time = by.path().column().type() == ColumnType.DATE_TIME
                    ? value + " AT TIME ZONE 'UTC'"
                    : value + "::timestamp";
            return "to_char(" + time + ", '" + by.unit().format() + "') COLLATE \"C\"";
        }
        return value;
    }
}
