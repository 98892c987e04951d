package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Day;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.graph.RowType.Order;

/** {@code timeline}: what happened, was said and was published around a person or an event, in one order. */
@Singleton
public class Timeline implements FieldProvider {

    private static final List<String> TYPES = List.of("Event", "Quote", "Article");

    private static final Column DATE = Column.of(
            "date",
            ColumnType.DATE,
            false,
            "The day, in UTC, on which the event began, the quote was said or the article was published.");

    private static final RowType ITEM = RowType.paged(
            "TimelineItem",
            "What stands on a timeline.",
            List.of(
                    new Order(DATE, false),
                    new Order(Column.of("place", ColumnType.INT, false, "Events, quotes, articles."), false),
                    new Order(Column.of("moment", ColumnType.DATE_TIME, false, "To the millisecond."), false)),
            "node_key",
            new AnyNode(RowType.NODE, "What may stand on a timeline.", "TimelineItem", TYPES, "node_type", "node_key"),
            DATE);

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "timeline",
                "What happened, what was said and what was published around a person or an event, from the first day to the"
                        + " last; within a day events come before quotes and quotes before articles. Around a person:"
                        + " the events they take part in, their quotes, and articles that mention or quote them. Around an"
                        + " event: the event, those linked to it, its parts and what it is a part of; quotes about it and at"
                        + " it; articles that report it or print those quotes. What has no date is left out.",
                "timeline",
                List.of(),
                List.of(
                        new NodeKey(
                                "about", "The person or the event.", "PersonOrEventKey", List.of("Person", "Event")),
                        new Day("from", "The first day, included."),
                        new Day("to", "The last day, included."),
                        new NodeTypes(
                                "types", "Only nodes of these types; without it of all.", "TimelineItemType", TYPES)),
                new Page(ITEM))));
    }
}
