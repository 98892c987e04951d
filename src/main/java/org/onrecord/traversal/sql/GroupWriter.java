package org.onrecord.traversal.sql;

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

    Sql write(Groups groups, CountedList list) {
        String row = aliases.next();
        String group = aliases.next();
        Sql counts = Sql.of("SELECT " + list.key(groups.by(), row) + " AS group_key, count(*) AS group_count\nFROM ")
                .add(list.rows(row))
                .add("\nGROUP BY 1 ORDER BY " + order(groups) + " LIMIT ")
                .add(Sql.bind(groups.size()));
        return Sql.subquery(Sql.of("SELECT concat('[', string_agg(")
                .addBelow(json(groups, group))
                .add(", ','), ']')\nFROM ")
                .add(Sql.subquery(counts))
                .add(" " + group));
    }

    private static String order(Groups groups) {
        return switch (groups.order()) {
            case COUNT -> "2 DESC, 1";
            case KEY -> "1";
            case KEY_DESC -> "1 DESC NULLS LAST";
        };
    }

    private Sql json(Groups groups, String group) {
        String key = group + ".group_key";
        JsonObject json = new JsonObject();
        for (GroupField field : groups.fields()) {
            json.key(field.key());
            if (field instanceof GroupValue) {
                json.value(Sql.orJsonNull(JsonObject.text(Sql.of(text(groups.by(), key)))));
            } else if (field instanceof GroupCount) {
                json.value(Sql.of(group + ".group_count::text"));
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

    private static String text(GroupKey by, String key) {
        if (by.target() != null) {
            return NodeKeys.globalId(by.target(), key);
        }
        return by.unit() == null
                ? key + "::text"
                : "to_char(" + key + ", '" + by.unit().format() + "')";
    }
}
