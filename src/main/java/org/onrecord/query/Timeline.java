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
import org.onrecord.traversal.graph.DatabaseFunction.Reads;
import org.onrecord.traversal.graph.DatabaseFunction.RowList;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.graph.RowType.Order;

/** The root field {@code timeline}: events, quotes and articles around a person or an event in chronological order. */
@Singleton
public class Timeline implements FieldProvider {

    private static final List<String> TYPES = List.of("Event", "Quote", "Article");

    private static final Column DATE = Column.of(
            "date",
            ColumnType.DATE,
            false,
            "The day in UTC of the start of the event, of the quote, or of the publication of the article.");

    private static final RowType ITEM = RowType.paged(
            "TimelineItem",
            "An item of a timeline.",
            List.of(
                    new Order(DATE, false),
                    new Order(
                            Column.of(
                                    "place",
                                    ColumnType.INT,
                                    false,
                                    "The rank of the type within a day: events, quotes, articles."),
                            false),
                    new Order(
                            Column.of("moment", ColumnType.DATE_TIME, false, "The time of publication of an article."),
                            false)),
            "node_key",
            NodeGroups.ALL,
            new AnyNode(RowType.NODE, "A node of a timeline.", "TimelineItem", TYPES, "node_type", "node_key"),
            DATE);

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "timeline",
                "Events, quotes and articles around a person or an event in chronological order. Within a day, events"
                        + " precede quotes and quotes precede articles. Around a person: the events in which the"
                        + " person participates, the quotes of the person, and the articles that mention or quote the"
                        + " person. Around an event: the event, linked events, its parts and the event that it is a"
                        + " part of; quotes about it and at it; articles that cover it or contain those quotes. Nodes"
                        + " without a date are left out.",
                "timeline",
                List.of(),
                List.of(
                        new NodeKey(
                                "about", "The person or the event.", "PersonOrEventKey", List.of("Person", "Event")),
                        new Day("from", "The first day, inclusive."),
                        new Day("to", "The last day, inclusive."),
                        new NodeTypes(
                                "types",
                                "The types of the nodes. Without it, the timeline includes all types.",
                                "TimelineItemType",
                                TYPES)),
                new Page(ITEM),
                Reads.lists(
                        new RowList("event_participant", "person_id"),
                        new RowList("quote", "speaker_id"),
                        new RowList("quote_topic", "event_id"),
                        new RowList("article_mention", "person_id"),
                        new RowList("article_coverage", "event_id")))));
    }
}
