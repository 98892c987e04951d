package org.onrecord.traversal.sql;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.FunctionField;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.NodeSelection;
import org.onrecord.traversal.plan.Plan.NullField;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;
import org.onrecord.traversal.sql.NodeKeys.RowSource;

/** Writes the JSON text of nodes and rows as SQL expressions. */
final class SelectionWriter {

    private static final String MILLISECONDS = "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'";
    private static final String MICROSECONDS = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'";

    private final TableAliases aliases;

    /** The nodes that all rows of a list lead to: see {@link NodeKeys#named}. */
    private final Map<String, RowSource> named;

    SelectionWriter(TableAliases aliases) {
        this(aliases, Map.of());
    }

    SelectionWriter(TableAliases aliases, Map<String, RowSource> named) {
        this.aliases = aliases;
        this.named = named;
    }

    /** The JSON text of the row with an alias, or of the node that the row leads to. */
    Sql node(NodeSelection node, String alias) {
        return node instanceof AnyNodeSelection any ? anyNode(any, alias) : object((Selection) node, alias);
    }

    private Sql anyNode(AnyNodeSelection any, String alias) {
        return caseOfType(
                any.selections(),
                alias + "." + any.edge().typeColumn(),
                node -> selectByKey(node, alias + "." + any.edge().keyColumn()));
    }

    /** The JSON text of the row with an alias. */
    Sql object(Selection selection, String alias) {
        JsonObject json = new JsonObject();
        addFields(json, selection, alias);
        return json.toSql();
    }

    /** Adds the row with an alias, or the node that the row leads to, as a value. */
    void addNode(JsonObject json, NodeSelection node, String alias) {
        if (node instanceof AnyNodeSelection any) {
            json.value(anyNode(any, alias));
        } else {
            json.open();
            addFields(json, (Selection) node, alias);
            json.close();
        }
    }

    private void addFields(JsonObject json, Selection selection, String alias) {
        for (Field field : selection.fields()) {
            json.key(field.key());
            addValue(json, field, alias);
        }
    }

    /**
     * A CASE with the JSON text of the node for each type; null if the node does not exist.
     *
     * @param select makes the SELECT of the node
     */
    static Sql caseOfType(List<Selection> selections, String type, Function<Selection, Sql> select) {
        Sql cases = Sql.of("CASE " + type);
        for (Selection selection : selections) {
            cases.add("\nWHEN '" + selection.type().name() + "' THEN ").add(Sql.subquery(select.apply(selection)));
        }
        return cases.add("\nEND");
    }

    /** A SELECT of the JSON text of the node with a primary key, given an expression for the key. */
    Sql selectByKey(Selection selection, String key) {
        String alias = aliases.next();
        NodeType type = (NodeType) selection.type();
        return Sql.select(object(selection, alias), type.table() + " " + alias)
                .add("\nWHERE " + alias + "." + type.idColumn() + " = " + key);
    }

    /**
     * A SELECT of the JSON text of a node.
     *
     * @param source the row of the node
     */
    Sql select(Selection selection, RowSource source) {
        String alias = aliases.next();
        Sql object = object(selection, alias);
        return Sql.select(object, "").add(source.row(alias, object.columns(alias)));
    }

    /** Adds the value of a field of the row with an alias. */
    void addValue(JsonObject json, Field field, String alias) {
        if (field instanceof TypeName typeName) {
            json.string(typeName.name());
        } else if (field instanceof NullField) {
            json.constant("null");
        } else if (field instanceof IdField id) {
            NodeType type = id.type();
            json.string(Sql.of(NodeKeys.globalId(type, alias + "." + type.idColumn())));
        } else if (field instanceof ColumnField column) {
            addColumn(json, column.column(), alias);
        } else if (field instanceof ToOneField toOne) {
            json.value(toOne(toOne, alias));
        } else if (field instanceof AnyNodeField anyNode) {
            json.value(node(anyNode.selection(), alias));
        } else if (field instanceof FunctionField function) {
            Sql value = new FunctionWriter(aliases).write(function, alias);
            if (function.call().function().result() instanceof Rows) {
                json.list(value);
            } else {
                json.value(value);
            }
        } else {
            json.list(Sql.subquery(new ConnectionWriter(aliases).write(((ToManyField) field).connection(), alias)));
        }
    }

    /** The subquery of a node that all rows lead to is independent of the row: PostgreSQL runs it once. */
    private Sql toOne(ToOneField field, String owner) {
        String key = owner + "." + field.edge().foreignKey();
        Sql node = Sql.subquery(
                named.containsKey(key)
                        ? select(field.selection(), named.get(key))
                        : selectByKey(field.selection(), key));
        return field.edge().nullable() ? Sql.orJsonNull(node) : node;
    }

    private static void addColumn(JsonObject json, Column column, String alias) {
        String value = alias + "." + column.sqlName();
        Sql text = text(column, value);
        if (column.nullable()) {
            json.value(Sql.orJsonNull(text));
        } else if (column.type() == ColumnType.ENUM && !column.list()) {
            // The object concatenates the quotes with the other fields, which is faster.
            json.string(Sql.of(value));
        } else {
            json.value(text);
        }
    }

    private static Sql text(Column column, String value) {
        if (column.list()) {
            return JsonObject.text(Sql.of(value));
        } else if (column.type() == ColumnType.DATE_TIME) {
            return Sql.of("'\"' || to_char(" + value + " AT TIME ZONE 'UTC', CASE WHEN " + value
                    + " = date_trunc('milliseconds', " + value + ") THEN " + MILLISECONDS + " ELSE " + MICROSECONDS
                    + " END) || '\"'");
        }
        return JsonObject.text(column.type(), Sql.of(value));
    }
}
