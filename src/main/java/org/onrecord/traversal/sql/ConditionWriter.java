package org.onrecord.traversal.sql;

import java.util.List;

import org.onrecord.traversal.graph.Attribute.Link;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;

/** Writes conditions on the rows of a table. */
final class ConditionWriter {

    private final TableAliases aliases;

    ConditionWriter(TableAliases aliases) {
        this.aliases = aliases;
    }

    /** @param alias the alias of the row that the condition applies to */
    Sql write(Condition condition, String alias) {
        if (condition instanceof All all) {
            return all.conditions().isEmpty() ? Sql.of("true") : join(all.conditions(), alias, " AND ");
        } else if (condition instanceof Any any) {
            return any.conditions().isEmpty() ? Sql.of("false") : join(any.conditions(), alias, " OR ");
        } else if (condition instanceof Not not) {
            return Sql.of("(").add(write(not.condition(), alias)).add(") IS NOT TRUE");
        } else if (condition instanceof Compare compare) {
            return compare(compare, alias);
        } else if (condition instanceof Like like) {
            return like(like, alias);
        } else if (condition instanceof IsEmpty isEmpty) {
            return Sql.of("cardinality(" + alias + "." + isEmpty.column() + ") = 0");
        } else if (condition instanceof IsNull isNull) {
            return Sql.of(alias + "." + isNull.column() + " IS NULL");
        } else if (condition instanceof ToOneMeets meets) {
            String target = aliases.next();
            NodeType type = meets.target();
            return exists(type.table() + " " + target)
                    .add(target + "." + type.idColumn() + " = " + alias + "."
                            + meets.edge().foreignKey() + " AND ")
                    .add(write(meets.condition(), target))
                    .add(")");
        }
        SomeMeet some = (SomeMeet) condition;
        String target = aliases.next();
        return exists(some.target().table() + " " + target)
                .add(isReached(some.edge(), some.target(), List.of(), alias, target))
                .add(" AND ")
                .add(write(some.condition(), target))
                .add(")");
    }

    /**
     * The condition that an edge leads from one row to another.
     *
     * @param type the type of the target
     * @param link conditions on the row of the edge's link table
     * @param owner the alias of the row that has the edge
     * @param target the alias of the row that the edge leads to
     */
    Sql isReached(ToMany edge, ObjectType type, List<Compare> link, String owner, String target) {
        Link table = edge.link();
        Sql sql;
        if (table == null) {
            sql = Sql.of(target + "." + edge.foreignKey() + " = " + owner + "." + edge.ownerKey());
        } else {
            String alias = aliases.next();
            sql = exists(table.table() + " " + alias)
                    .add(alias + "." + edge.foreignKey() + " = " + owner + "." + edge.ownerKey() + " AND ")
                    .add(alias + "." + table.targetKey() + " = " + target + "." + type.idColumn());
            link.forEach(condition -> sql.add(" AND ").add(compare(condition, alias)));
            sql.add(")");
        }
        // A restriction names columns without an alias. They belong to the target, the innermost table of the query.
        return edge.restriction() == null ? sql : sql.add(" AND (" + edge.restriction() + ")");
    }

    private static Sql compare(Compare compare, String alias) {
        String column = alias + "." + compare.column();
        Sql value = Sql.bind(compare.param());
        return switch (compare.operator()) {
            case IN -> Sql.of(column + " = ANY (").add(value).add(")");
            // A range of texts agrees with the order of lists.
            case LT, LTE, GT, GTE ->
                Sql.of(column
                                + (compare.param().sqlType().equals(ColumnType.STRING.sqlType())
                                        ? Ordering.collation(ColumnType.STRING)
                                        : "")
                                + " " + compare.operator().sql() + " ")
                        .add(value);
            default -> Sql.of(column + " " + compare.operator().sql() + " ").add(value);
        };
    }

    /**
     * The trigram indexes contain texts with folded case. A case-sensitive match implies a match of the folded texts,
     * so the additional condition lets PostgreSQL use the same index.
     */
    private static Sql like(Like like, String alias) {
        String column = alias + "." + like.column();
        Sql folded = Sql.of("fold_case(" + column + ") LIKE fold_case(")
                .add(Sql.bind(like.pattern()))
                .add(")");
        return like.match().insensitive()
                ? folded
                : Sql.of("(" + column + " LIKE ")
                        .add(Sql.bind(like.pattern()))
                        .add(" AND ")
                        .add(folded)
                        .add(")");
    }

    private Sql join(List<Condition> conditions, String alias, String operator) {
        Sql joined = Sql.join(conditions.stream().map(c -> write(c, alias)).toList(), operator);
        return conditions.size() == 1 ? joined : Sql.of("(").add(joined).add(")");
    }

    private static Sql exists(String from) {
        return Sql.of("EXISTS (SELECT FROM " + from + " WHERE ");
    }
}
