package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Choice;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Reads;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.graph.RowType.Order;

/** The root field {@code search}: full-text search over people, quotes, articles and events. */
@Singleton
public class Search implements FieldProvider {

    private static final int MAX_TEXT_LENGTH = 200;

    /** The rows that a search reads: it finds up to 20,001 and ranks up to 2,000 nodes of each type. */
    private static final int SEARCHED = 10_000;

    /** What the snippets of a node cost, in rows: the text of an article can be long. */
    private static final int SNIPPETS = 100;

    private static final List<String> TYPES = List.of("Person", "Quote", "Article", "Event");

    private static final RowType RANGE = RowType.of(
            "TextRange",
            "A range of characters in a text.",
            Column.of(
                            "start",
                            ColumnType.INT,
                            false,
                            "The offset of the first character, in Unicode code points from 0.")
                    .in("start_offset"),
            Column.of("end", ColumnType.INT, false, "The offset after the last character, in Unicode code points.")
                    .in("end_offset"));

    private static final RowType SNIPPET = RowType.of(
            "SearchSnippet",
            "A part of a text of a node that matches the search.",
            Column.of(
                    "field",
                    ColumnType.STRING,
                    false,
                    "The field of the node that contains the text: `body`, `headline`, `name`."),
            Column.of(
                            "start",
                            ColumnType.INT,
                            false,
                            "The offset of the snippet in the text of the field, in Unicode code points from 0.")
                    .in("start_offset"),
            Column.of("text", ColumnType.STRING, false, "The snippet as plain text without markup."),
            new DatabaseFunction(
                    "matches",
                    "The ranges of `text` that match the search.",
                    "text_ranges",
                    List.of("match_starts", "match_ends"),
                    List.of(),
                    new Rows(RANGE)));

    private static final Column RANK = Column.of(
            "rank",
            ColumnType.FLOAT,
            false,
            "The relevance of the node, from 0 to 1. For people it is the similarity of the names; for texts it"
                    + " depends on the frequency and the proximity of the words.");

    private static final RowType RESULT = RowType.paged(
            "SearchResult",
            "A result of a search.",
            List.of(
                    // The rank, or the days since 1970.
                    new Order(Column.of("place", ColumnType.FLOAT, false, "The place in the order."), true),
                    new Order(Column.of("node_type", ColumnType.STRING, false, "The type of the node."), true)),
            "node_key",
            NodeGroups.ALL,
            new AnyNode(RowType.NODE, "A node that a search can find.", "SearchResult", TYPES, "node_type", "node_key"),
            RANK,
            new DatabaseFunction(
                    "snippets",
                    "The parts of the node's texts that match the search.",
                    "search_snippets",
                    List.of("node_type", "node_key", "looked_for"),
                    List.of(),
                    new Rows(SNIPPET),
                    Reads.rows(SNIPPETS)));

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "search",
                "The people, quotes, articles and events that match a text, the most relevant first or in the order of"
                        + " their dates. The search finds people by all of their names, in any order and with similar"
                        + " spelling. It finds other nodes by their words, in any inflected form, and events also by"
                        + " the words of their alternate names. If no quote, article or event has the words, it finds"
                        + " events and articles whose name or headline is similar. Accents, vowel points and"
                        + " apostrophes make no difference. If a type has more than 2,000 matches, only the newest of"
                        + " them count.",
                "ordered_search",
                List.of(),
                List.of(
                        new Text(
                                "text",
                                "The search text, at most 200 characters. A node must match all words. Operators, for"
                                        + " all types: `\"a phrase\"`, `-without`, `this or that`, `prefix*`.",
                                MAX_TEXT_LENGTH),
                        new NodeTypes(
                                "types",
                                "The types of the nodes. Without it, the search includes all types.",
                                "SearchResultType",
                                TYPES),
                        new Choice("orderBy", "The order. Without it, RELEVANCE.", SearchOrder.class)),
                new Page(RESULT),
                Reads.rows(SEARCHED))));
    }
}
