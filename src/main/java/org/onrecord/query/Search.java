package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.graph.RowType.Order;

/** {@code search}: people by their names, quotes, articles and events by their words, the best first. */
@Singleton
public class Search implements FieldProvider {

    private static final int LONGEST_TEXT = 200;

    private static final List<String> TYPES = List.of("Person", "Quote", "Article", "Event");

    private static final RowType RANGE = RowType.of(
            "TextRange",
            "A part of a text.",
            Column.of("start", ColumnType.INT, false, "Where it begins, in Unicode code points from 0.")
                    .in("start_offset"),
            Column.of("end", ColumnType.INT, false, "Where it ends, in Unicode code points, excluded.")
                    .in("end_offset"));

    private static final RowType SNIPPET = RowType.of(
            "SearchSnippet",
            "A part of a node's texts that says what was looked for.",
            Column.of(
                    "field",
                    ColumnType.STRING,
                    false,
                    "The field of the node that the text is of: `body`, `headline`, `name`."),
            Column.of(
                            "start",
                            ColumnType.INT,
                            false,
                            "Where the snippet begins in the field's text, in Unicode code points from 0.")
                    .in("start_offset"),
            Column.of("text", ColumnType.STRING, false, "The snippet: plain text, without any markup."),
            new DatabaseFunction(
                    "matches",
                    "The parts of the snippet's `text` that say what was looked for.",
                    "text_ranges",
                    List.of("match_starts", "match_ends"),
                    List.of(),
                    new Rows(RANGE)));

    private static final Column RANK = Column.of(
            "rank",
            ColumnType.FLOAT,
            false,
            "How well the node fits, from 0 to 1: for people how like the name is, for texts how close and how often the"
                    + " words stand.");

    private static final RowType RESULT = RowType.paged(
            "SearchResult",
            "What a search found.",
            List.of(
                    new Order(RANK, true),
                    new Order(Column.of("node_type", ColumnType.STRING, false, "The node's type."), true)),
            "node_key",
            new AnyNode(RowType.NODE, "A node that a search may find.", "SearchResult", TYPES, "node_type", "node_key"),
            RANK,
            new DatabaseFunction(
                    "snippets",
                    "What the node says of it, with the places.",
                    "search_snippets",
                    List.of("node_type", "node_key", "looked_for"),
                    List.of(),
                    new Rows(SNIPPET)));

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "search",
                "People, quotes, articles and events that a text finds, the best first. People are found by any of their"
                        + " names, in any order and spelling that is near; the others by their words in any form that the"
                        + " language gives them. Of a type with more than 2,000 matches the latest that were recorded count.",
                "search",
                List.of(),
                List.of(
                        new Text(
                                "text",
                                "What to look for, 200 characters at most. All words must be found; `\"a phrase\"`, `-without`,"
                                        + " `this or that` and `begin*` are understood.",
                                LONGEST_TEXT),
                        new NodeTypes(
                                "types", "Only nodes of these types; without it of all.", "SearchResultType", TYPES)),
                new Page(RESULT))));
    }
}
