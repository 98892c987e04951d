package org.onrecord.query;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.model.LinkDirection;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.Number;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;

/** {@code path}: the shortest connections between two nodes. */
@Singleton
public class Paths implements FieldProvider {

    private static final List<String> TYPES = List.of("Person", "Event", "Quote", "Article");
    private static final String UNION = "PathNode";

    private static final RowType STEP = RowType.of(
            "PathStep",
            "A step of a path, from one node to the next.",
            Column.of("kind", PathStepKind.class, false, "What connects the two nodes."),
            Column.of(
                    "label",
                    ColumnType.STRING,
                    true,
                    "What more is known of it: the role of a PARTICIPATION, the relation of a LINK, the speech act of a"
                            + " SPEAKER's quote; null where there is nothing."),
            Column.of(
                    "direction",
                    LinkDirection.class,
                    false,
                    "Whether `kind` reads from `from` to `to` (OUTGOING) or the other way (INCOMING)."),
            node("from"),
            node("to"));

    private static final RowType PATH = RowType.of(
            "Path",
            "A way from one node to another.",
            Column.of("length", ColumnType.INT, false, "How many steps it has; 0 from a node to itself."),
            new DatabaseFunction(
                    "steps",
                    "The steps, from the first node to the last: each begins where the one before ends.",
                    "path_steps",
                    List.of("kinds", "labels", "directions", "nodes"),
                    List.of(),
                    new Rows(STEP)));

    private final long mostRows;

    Paths(@ConfigProperty(name = "onrecord.path.max-rows") long mostRows) {
        this.mostRows = mostRows;
    }

    private static AnyNode node(String end) {
        return new AnyNode(end, "A node that a path may lead through.", UNION, TYPES, end + "_type", end + "_key");
    }

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "path",
                "The shortest paths between two nodes over quotes, topics, participations, links, mentions and what else"
                        + " connects them, whatever the direction. None where a node is not there or they are farther apart"
                        + " than `maxLength`. Of several, always the same come first: those over statements and"
                        + " events before those over articles. A search that would read too many"
                        + " connections is given up with COST_LIMIT_EXCEEDED.",
                "path",
                List.of(),
                List.of(
                        new NodeKey("from", "Where the path begins.", "NodeKey", TYPES),
                        new NodeKey("to", "Where the path ends.", "NodeKey", TYPES),
                        new Number("maxLength", "How many steps a path may have, from 1 to 10.", 6, 1, 10),
                        new Number("max", "How many paths are wanted at most, from 1 to 20.", 3, 1, 20),
                        new Setting(mostRows)),
                new Rows(PATH))));
    }
}
