package org.onrecord.query;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.Number;
import org.onrecord.traversal.graph.DatabaseFunction.OneRow;
import org.onrecord.traversal.graph.DatabaseFunction.Value;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RowType;

/**
 * The fields of nodes that database functions compute: {@code daysSince} an event, and the {@code context} of an
 * appearance.
 */
@Singleton
public class ComputedFields implements FieldProvider {

    private static final RowType QUOTE_CONTEXT = RowType.of(
            "QuoteContext",
            "The text of an article around a quote. `before`, `exact` and `after` together are the text from `start` to"
                    + " `end`.",
            Column.of(
                    "before",
                    ColumnType.STRING,
                    false,
                    "The text before the quote; empty if the article begins with the quote."),
            Column.of("exact", ColumnType.STRING, false, "The quote as printed."),
            Column.of(
                    "after",
                    ColumnType.STRING,
                    false,
                    "The text after the quote; empty if the article ends with the quote."),
            offset(
                    "start",
                    "The offset of the first character of `before` in `article.body`, in Unicode code points from 0."),
            offset("end", "The offset after the last character of `after` in `article.body`, in Unicode code points."));

    private static Column offset(String name, String description) {
        return Column.of(name, ColumnType.INT, false, description).in(name + "_offset");
    }

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of(
                Quote.class,
                List.of(daysSince(
                        "The number of days from the start of the event to the day of the quote; negative if the"
                                + " quote is earlier. Null if one of the days is unknown.",
                        "spoken_at",
                        "spoken_at_precision")),
                Event.class,
                List.of(daysSince(
                        "The number of days from the start of the other event to the start of this event; negative if"
                                + " this event is earlier. Null if one of the days is unknown.",
                        "start_date")),
                Article.class,
                List.of(daysSince(
                        "The number of days from the start of the event to the publication of the article in UTC;"
                                + " negative if the article is earlier. Null if the day of the event is unknown.",
                        "date_published")),
                QuoteAppearance.class,
                List.of(new DatabaseFunction(
                        "context",
                        "The text around the quote in the article; null if the service does not store the text of the"
                                + " article.",
                        "quote_context",
                        List.of("article_id", "start_offset", "end_offset"),
                        List.of(new Number(
                                "radius",
                                "The maximum length of the text on each side, in Unicode code points, from 0 to 2000.",
                                200,
                                0,
                                2000)),
                        new OneRow(QUOTE_CONTEXT))));
    }

    private static DatabaseFunction daysSince(String description, String... rowColumns) {
        return new DatabaseFunction(
                "daysSince",
                description,
                "days_since",
                List.of(rowColumns),
                List.of(new NodeKey(
                        "event", "The event from which the days are counted.", "EventKey", List.of("Event"))),
                new Value(ColumnType.INT, true));
    }
}
