package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.traversal.graph.Attribute.Link;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Condition;
import org.onrecord.traversal.plan.Condition.All;
import org.onrecord.traversal.plan.Condition.Any;
import org.onrecord.traversal.plan.Condition.AnyNodeMeets;
import org.onrecord.traversal.plan.Condition.Compare;
import org.onrecord.traversal.plan.Condition.HasKey;
import org.onrecord.traversal.plan.Condition.IsEmpty;
import org.onrecord.traversal.plan.Condition.IsNull;
import org.onrecord.traversal.plan.Condition.Like;
import org.onrecord.traversal.plan.Condition.Not;
import org.onrecord.traversal.plan.Condition.Operator;
import org.onrecord.traversal.plan.Condition.SomeMeet;
import org.onrecord.traversal.plan.Condition.ToOneMeets;

/** Writes conditions on the rows of a table. */
final class ConditionWriter {

    private final TableAliases aliases;

    /** Whether the conditions are on all rows of a list. The rows of a page end its scan early. */
    private final boolean isWholeList;

    private final NamedKeys keys;

    ConditionWriter(TableAliases aliases) {
        this(aliases, false, NamedKeys.UNSHARED);
    }

    ConditionWriter(TableAliases aliases, boolean isWholeList, NamedKeys keys) {
        this.aliases = aliases;
        this.isWholeList = isWholeList;
        this.keys = keys;
    }

    /** @param alias the alias of the row that the condition applies to */
    Sql write(Condition condition, String alias) {
        if (condition instanceof All all) {
            return all.conditions().isEmpty() ? Sql.of("true") : join(all.conditions(), alias, " AND ");
        } else if (condition instanceof Any any) {
            return any.conditions().isEmpty() ? Sql.of("false") : join(any.conditions(), alias, " OR ");
        } else if (condition instanceof Not not && not.condition() instanceof IsNull isNull) {
            // PostgreSQL recognises this as the condition of a partial index.
            return Sql.of(alias + "." + isNull.column() + " IS NOT NULL");
        } else if (condition instanceof Not not) {
            return Sql.of("(").add(write(not.condition(), alias)).add(") IS NOT TRUE");
        } else if (condition instanceof Compare compare) {
            return compare(compare, alias);
        } else if (condition instanceof HasKey hasKey) {
            return hasKey.type().formerKeys() == null
                    ? compare(hasKey.key(), alias)
                    : isKey(hasKey, alias + "." + hasKey.type().idColumn());
        } else if (condition instanceof Like like) {
            return like(like, alias);
        } else if (condition instanceof IsEmpty isEmpty) {
            return Sql.of("cardinality(" + alias + "." + isEmpty.column() + ") = 0");
        } else if (condition instanceof IsNull isNull) {
            return Sql.of(alias + "." + isNull.column() + " IS NULL");
        } else if (condition instanceof ToOneMeets meets) {
            return meets(meets.target(), alias + "." + meets.edge().foreignKey(), null, meets.condition());
        } else if (condition instanceof AnyNodeMeets any) {
            return Sql.of("(" + alias + "." + any.edge().typeColumn() + " <> '"
                            + any.target().name() + "' OR ")
                    .add(meets(any.target(), alias + "." + any.edge().keyColumn(), null, any.condition()))
                    .add(")");
        }
        SomeMeet some = (SomeMeet) condition;
        return some(some, alias + "." + some.edge().ownerKey());
    }

    /**
     * An edge through a link table is read from the link table: the table of the targets is read by its key.
     *
     * @param key the column with the key that the edge starts from; null if there is none
     */
    private Sql some(SomeMeet some, String key) {
        ToMany edge = some.edge();
        Link link = edge.link();
        String alias = aliases.next();
        Sql sql = exists((link == null ? some.target().table() : link.table()) + " " + alias)
                .add(alias + "." + edge.foreignKey() + " = " + key + " AND ");
        if (link == null) {
            sql.add(write(some.condition(), alias));
            if (edge.restriction() != null) {
                sql.add(" AND ").add(restriction(edge));
            }
        } else {
            sql.add(meets(some.target(), alias + "." + link.targetKey(), edge, some.condition()));
        }
        // Without OFFSET, PostgreSQL may compare all pairs of nodes first, to look the row up among them.
        return sql.add(edge.comparedBy() == null ? ")" : " OFFSET 0)");
    }

    /**
     * The condition that the node with a key meets a condition. Where the condition names the node by a unique column,
     * the key is compared with the key of that node, which PostgreSQL looks up once. Then an index on the key can find
     * the rows.
     *
     * @param key the column with the key: a foreign key, null if there is no node
     * @param edge the to-many edge that leads to the node, or null
     */
    private Sql meets(NodeType type, String key, ToMany edge, Condition condition) {
        List<Sql> parts = new ArrayList<>();
        List<Condition> others = new ArrayList<>();
        boolean isTrueOfNull = true;
        for (Condition part : condition.parts()) {
            // PostgreSQL finds the nodes that meet `none` or `every` with one scan, which a page would wait for. It
            // remembers for each row of a node that a page leads to whether the node meets the condition.
            Sql ofKey =
                    isWholeList || part instanceof HasKey || part instanceof SomeMeet ? ofKey(part, type, key) : null;
            if (ofKey == null) {
                others.add(part);
            } else {
                parts.add(ofKey);
                isTrueOfNull &= isTrueOfNull(part);
            }
        }
        boolean restricted = edge != null && edge.restriction() != null;
        if (!others.isEmpty() || restricted) {
            String target = aliases.next();
            Sql exists = exists(type.table() + " " + target)
                    .add(target + "." + type.idColumn() + " = " + key + " AND ")
                    .add(write(Condition.all(others), target));
            if (restricted) {
                exists.add(" AND ").add(restriction(edge));
            }
            parts.add(exists.add(")"));
        } else if (isTrueOfNull) {
            parts.add(0, Sql.of(key + " IS NOT NULL"));
        }
        return parts.size() == 1
                ? parts.get(0)
                : Sql.of("(").add(Sql.join(parts, " AND ")).add(")");
    }

    /** A condition on the node with a key, without the row of the node; null if it needs the row. */
    private Sql ofKey(Condition condition, NodeType type, String key) {
        if (condition instanceof HasKey hasKey && hasKey.type().equals(type)) {
            return isKey(hasKey, key);
        } else if (condition instanceof SomeMeet some && some.edge().ownerKey().equals(type.idColumn())) {
            return some(some, key);
        } else if (condition instanceof Not not) {
            Sql negated = ofKey(not.condition(), type, key);
            return negated == null ? null : Sql.of("(").add(negated).add(") IS NOT TRUE");
        } else if (condition instanceof All all && !all.conditions().isEmpty()) {
            return ofKey(all.conditions(), type, key, " AND ");
        } else if (condition instanceof Any any && !any.conditions().isEmpty()) {
            return ofKey(any.conditions(), type, key, " OR ");
        }
        return null;
    }

    private Sql ofKey(List<Condition> conditions, NodeType type, String key, String operator) {
        List<Sql> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            Sql part = ofKey(condition, type, key);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return Sql.of("(").add(Sql.join(parts, operator)).add(")");
    }

    /** The value of a condition {@link #ofKey} if the key is null. */
    private static boolean isTrueOfNull(Condition condition) {
        if (condition instanceof Not not) {
            return !isTrueOfNull(not.condition());
        } else if (condition instanceof All all) {
            return all.conditions().stream().allMatch(ConditionWriter::isTrueOfNull);
        } else if (condition instanceof Any any) {
            return any.conditions().stream().anyMatch(ConditionWriter::isTrueOfNull);
        }
        return false;
    }

    /** The condition that a column has the key of the node that a unique column names. */
    private Sql isKey(HasKey hasKey, String key) {
        Compare compare = hasKey.key();
        NodeType type = hasKey.type();
        if (compare.operator() == Operator.EQ) {
            return Sql.of(key + " = ").add(keys.key(hasKey));
        }
        Sql all = compare.column().equals(type.idColumn())
                ? Sql.bind(compare.param())
                : NodeKeys.findAll(type, compare.column(), compare.param());
        return Sql.of(key + " = ANY (").add(all).add(")");
    }

    /**
     * The conditions that an edge leads from one row to another. The rows of an edge through a link table are joined
     * with its {@link #targets}.
     *
     * @param owner the alias of the row that has the edge
     * @param target the alias of the row that the edge leads to
     */
    List<Sql> isReached(ToMany edge, String owner, String target) {
        List<Sql> conditions = new ArrayList<>();
        if (edge.link() == null) {
            conditions.add(Sql.of(target + "." + edge.foreignKey() + " = " + owner + "." + edge.ownerKey()));
        }
        if (edge.restriction() != null) {
            conditions.add(restriction(edge));
        }
        return conditions;
    }

    /**
     * The keys of the nodes that an edge through a link table leads to, each once.
     *
     * @param conditions on the row of the link table
     * @param owner the alias of the row that has the edge
     */
    Sql targets(ToMany edge, List<Compare> conditions, String owner) {
        Link link = edge.link();
        String alias = aliases.next();
        Sql targets = Sql.of("SELECT DISTINCT " + alias + "." + link.targetKey() + " FROM " + link.table() + " " + alias
                + " WHERE " + alias + "." + edge.foreignKey() + " = " + owner + "." + edge.ownerKey());
        conditions.forEach(condition -> targets.add(" AND ").add(compare(condition, alias)));
        return Sql.subquery(targets);
    }

    /** A restriction names columns without an alias. They belong to the target, the innermost table of the query. */
    private static Sql restriction(ToMany edge) {
        return Sql.of("(" + edge.restriction() + ")");
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
