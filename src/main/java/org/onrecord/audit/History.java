package org.onrecord.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.ArticleCoverage;
import org.onrecord.model.ArticleMention;
import org.onrecord.model.Event;
import org.onrecord.model.EventLink;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.security.Roles;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Number;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RowType;

/**
 * {@code history} of each node, for editors: who changed it, when, and what. The records are no nodes and no edges, so no
 * filter, count, group, search or path leads to them: this field is the one way, and it asks for the role.
 */
@Singleton
public class History implements FieldProvider {

    private static final RowType RECORD = RowType.of(
            "AuditRecord",
            "That someone changed a node, or what belongs to it.",
            Column.of("changedAt", ColumnType.DATE_TIME, false, "When.").in("changed_at"),
            Column.of("actor", ColumnType.STRING, false, "Who: the name in the access token."),
            Column.of("action", AuditAction.class, false, "What was done."),
            Column.of(
                            "nodeType",
                            ColumnType.STRING,
                            false,
                            "The type of what was changed: the node's own, or that of a part of it.")
                    .in("node_type"),
            Column.of(
                    "before",
                    ColumnType.STRING,
                    true,
                    "What it was, as JSON by the names of columns; of an update only what it changed. Null of what was created."),
            Column.of(
                    "after",
                    ColumnType.STRING,
                    true,
                    "What it became, as JSON by the names of columns; of an update only what it changed. Null of what was"
                            + " deleted."));

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        Map<Class<?>, List<DatabaseFunction>> fields = new LinkedHashMap<>();
        List.of(
                        Article.class,
                        ArticleCoverage.class,
                        ArticleMention.class,
                        Event.class,
                        EventLink.class,
                        EventParticipant.class,
                        Person.class,
                        PersonName.class,
                        Quote.class,
                        QuoteAppearance.class,
                        QuoteTopic.class)
                .forEach(entity -> fields.put(entity, List.of(history(entity.getSimpleName()))));
        return fields;
    }

    private static DatabaseFunction history(String nodeType) {
        return new DatabaseFunction(
                "history",
                "The changes of the node and of what belongs to it, the latest first. For editors and admins only.",
                "history",
                List.of("id"),
                List.of(
                        new Setting(nodeType),
                        new Number("first", "How many changes at most, from 1 to 100.", 20, 1, 100)),
                new Rows(RECORD),
                Set.of(Roles.EDITOR, Roles.ADMIN));
    }
}
