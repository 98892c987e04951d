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

/** What surrounds a node, in time and in print: {@code daysSince} an event, and the text around a quote's appearance. */
@Singleton
public class ComputedFields implements FieldProvider {

    private static final RowType EXCERPT = RowType.of(
            "QuoteContext",
            "The text around the place where a quote stands. `before`, `exact` and `after` together are the article's text"
                    + " from `start` to `end`.",
            Column.of(
                    "before",
                    ColumnType.STRING,
                    false,
                    "The text just before the quote; empty where the text begins with it."),
            Column.of("exact", ColumnType.STRING, false, "The quote as printed."),
            Column.of(
                    "after",
                    ColumnType.STRING,
                    false,
                    "The text just after the quote; empty where the text ends with it."),
            offset("start", "Where `before` begins in `article.body`, in Unicode code points from 0."),
            offset("end", "Where `after` ends in `article.body`, in Unicode code points, excluded."));

    private static Column offset(String name, String description) {
        return Column.of(name, ColumnType.INT, false, description).in(name + "_offset");
    }

    @Override
    public Map<Class<?>, List<DatabaseFunction>> nodeFields() {
        return Map.of(
                Quote.class,
                List.of(daysSince(
                        "How many days after the event began the quote was said; negative for days before. Null where the day"
                                + " of either is not known.",
                        "spoken_at",
                        "spoken_at_precision")),
                Event.class,
                List.of(daysSince(
                        "How many days after the other event this one began; negative for days before. Null where the day of"
                                + " either is not known.",
                        "start_date")),
                Article.class,
                List.of(daysSince(
                        "How many days after the event began the article was published, in UTC; negative for days before. Null"
                                + " where the day of the event is not known.",
                        "date_published")),
                QuoteAppearance.class,
                List.of(new DatabaseFunction(
                        "context",
                        "The text around the quote in the article; null where the article's text is not kept.",
                        "quote_context",
                        List.of("article_id", "start_offset", "end_offset"),
                        List.of(new Number(
                                "radius",
                                "How much text on either side, in Unicode code points, from 0 to 2000.",
                                200,
                                0,
                                2000)),
                        new OneRow(EXCERPT))));
    }

    private static DatabaseFunction daysSince(String description, String... rowColumns) {
        return new DatabaseFunction(
                "daysSince",
                description,
                "days_since",
                List.of(rowColumns),
                List.of(new NodeKey("event", "The event to count from.", "EventKey", List.of("Event"))),
                new Value(ColumnType.INT, true));
    }
}
