package org.onrecord.query;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.onrecord.model.EventRelation;
import org.onrecord.model.EventType;
import org.onrecord.model.LinkDirection;
import org.onrecord.model.Quote;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Constants;
import org.onrecord.traversal.graph.DatabaseFunction.Number;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RowType;

/** The field {@code relatedEvents} of quotes: what a statement runs into, and how many days lie between. */
@Singleton
public class RelatedEvents implements FieldProvider {

    private static final RowType RELATED_EVENT = RowType.of(
            "RelatedEvent",
            "An event that a quote is about, or that is linked to such an event.",
            new ToOne("event", "The event.", "Event", "event_id", false),
            new ToOne(
                    "topic",
                    "The event that the quote is about, and that `event` is linked to; `event` itself if the quote is"
                            + " about it.",
                    "Event",
                    "topic_id",
                    false),
            Column.of(
                    "relation",
                    EventRelation.class,
                    true,
                    "The relation between the two events. Null if `event` is `topic`."),
            Column.of(
                    "direction",
                    LinkDirection.class,
                    true,
                    "OUTGOING if the relation applies from `topic` to `event`, INCOMING if it applies from `event` to"
                            + " `topic`. Null if `event` is `topic`."),
            Column.of(
                    "days",
                    ColumnType.INT,
                    true,
                    "The number of days from the start of the event to the day of the quote; negative if the quote is"
                            + " earlier. Null if one of the days is unknown: then `minDays` and `maxDays` say what is"
                            + " known."),
            Column.of(
                            "minDays",
                            ColumnType.INT,
                            true,
                            "The least number of days that the date of the quote allows. For `spokenAtPrecision` MONTH"
                                    + " and YEAR, that of the first day or of `spokenAfter`, if that is later; without"
                                    + " `spokenAt`, that of `spokenAfter`. Null if it is unknown.")
                    .in("min_days"),
            Column.of(
                            "maxDays",
                            ColumnType.INT,
                            true,
                            "The greatest number of days that the date of the quote allows. For `spokenAtPrecision`"
                                    + " MONTH and YEAR, that of the last day or of `spokenBefore`, if that is earlier;"
                                    + " without `spokenAt`, that of `spokenBefore`. If it is negative, the quote is"
                                    + " certainly earlier than the event. Null if it is unknown.")
                    .in("max_days"));

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of(
                Quote.class,
                List.of(new DatabaseFunction(
                        "relatedEvents",
                        "The events that the quote is about and the events linked to them, with the number of days"
                                + " between each event and the quote. The order is by that number, the nearest event"
                                + " first and events without it last. An event that is linked in two ways is there"
                                + " twice.",
                        "related_events",
                        List.of("id", "spoken_at", "spoken_at_precision", "spoken_after", "spoken_before"),
                        List.of(
                                new Constants("types", "The types of the events. Without it, all.", EventType.class),
                                new Constants(
                                        "relations",
                                        "The relations between topics and events. With it, the list has no topics as"
                                                + " such.",
                                        EventRelation.class),
                                new Number("first", "The maximum number of events, from 1 to 100.", 20, 1, 100)),
                        new Rows(RELATED_EVENT))));
    }
}
