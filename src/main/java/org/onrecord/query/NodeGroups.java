package org.onrecord.query;

import java.util.List;
import java.util.Map;

import org.onrecord.traversal.graph.RowType.NodeGroup;

/** What the lists of {@code search} and {@code timeline} can be grouped by. */
final class NodeGroups {

    static final List<NodeGroup> ALL = List.of(
            new NodeGroup("speaker", "The speaker of a quote.", Map.of("Quote", "speaker")),
            new NodeGroup("speechAct", "The speech act of a quote.", Map.of("Quote", "speechAct")),
            new NodeGroup("publisher", "The publisher of an article.", Map.of("Article", "publisher")),
            new NodeGroup(
                    "language",
                    "The language of a quote, an article or an event.",
                    Map.of("Quote", "inLanguage", "Article", "inLanguage", "Event", "inLanguage")),
            new NodeGroup(
                    "date",
                    "The day of a quote, of the publication of an article, or of the start of an event.",
                    Map.of("Quote", "spokenAt", "Article", "datePublished", "Event", "startDate")));

    private NodeGroups() {}
}
