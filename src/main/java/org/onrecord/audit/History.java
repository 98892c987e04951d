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
import org.onrecord.model.EventName;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.QuoteTopic;
import org.onrecord.model.RejectedQuote;
import org.onrecord.security.Roles;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Number;
import org.onrecord.traversal.graph.DatabaseFunction.Reads;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RowType;

/**
 * The field {@code history} of every node, for editors and admins. Audit records are neither nodes nor edges, so
 * filters, counts, groups, searches and paths cannot expose them. This field is the only access to them, and it checks
 * the role.
 */
@Singleton
public class History implements FieldProvider {

    private static final RowType RECORD = RowType.of(
            "AuditRecord",
            "A change of a node or of a part of it.",
            Column.of("changedAt", ColumnType.DATE_TIME, false, "The time of the change.")
                    .in("changed_at"),
            Column.of(
                    "actor",
                    ColumnType.STRING,
                    false,
                    "The name of the user who made the change, from the access token. Two users can have the same"
                            + " name: `actorIssuer` and `actorSubject` identify the user."),
            Column.of(
                            "actorIssuer",
                            ColumnType.STRING,
                            true,
                            "The issuer of the access token (`iss`). Null if the change was made without a token.")
                    .in("actor_issuer"),
            Column.of(
                            "actorSubject",
                            ColumnType.STRING,
                            true,
                            "The subject of the access token (`sub`): the user, as the issuer identifies users. Null if"
                                    + " the change was made without a token.")
                    .in("actor_subject"),
            Column.of("action", AuditAction.class, false, "The kind of the change."),
            Column.of(
                            "nodeType",
                            ColumnType.STRING,
                            false,
                            "The type of the changed node: the type of this node, or the type of a part of it. The keys"
                                    + " that a node had are `FormerPersonKey`, `FormerEventKey` and `FormerQuoteKey`.")
                    .in("node_type"),
            Column.of(
                    "before",
                    ColumnType.STRING,
                    true,
                    "The old values as a JSON object with the names of columns as keys. An update has only the"
                            + " changed columns. Null if the node was created."),
            Column.of(
                    "after",
                    ColumnType.STRING,
                    true,
                    "The new values as a JSON object with the names of columns as keys. An update has only the"
                            + " changed columns. Null if the node was deleted."));

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        Map<Class<?>, List<DatabaseFunction>> fields = new LinkedHashMap<>();
        List.of(
                        Article.class,
                        ArticleCoverage.class,
                        ArticleMention.class,
                        Event.class,
                        EventLink.class,
                        EventName.class,
                        EventParticipant.class,
                        Person.class,
                        PersonName.class,
                        Quote.class,
                        QuoteAppearance.class,
                        QuoteTopic.class,
                        RejectedQuote.class)
                .forEach(entity -> fields.put(entity, List.of(history(entity.getSimpleName()))));
        return fields;
    }

    private static DatabaseFunction history(String nodeType) {
        return new DatabaseFunction(
                "history",
                "The changes of the node and of its parts, the latest first. Requires the role editor or admin.",
                "node_history",
                List.of("id"),
                List.of(
                        new Setting(nodeType),
                        new Number("first", "The maximum number of changes, from 1 to 100.", 20, 1, 100)),
                new Rows(RECORD),
                Set.of(Roles.EDITOR, Roles.ADMIN),
                Reads.NOTHING);
    }
}
