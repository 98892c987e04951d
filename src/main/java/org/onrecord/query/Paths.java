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
import org.onrecord.traversal.graph.DatabaseFunction.Reads;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Setting;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.RowType;

/** The root field {@code path}: the shortest paths between two nodes. */
@Singleton
public class Paths implements FieldProvider {

    private static final List<String> TYPES = List.of("Person", "Event", "Quote", "Article");
    private static final String UNION = "PathNode";

    private static final RowType STEP = RowType.of(
            "PathStep",
            "A step of a path, from one node to the next.",
            Column.of("kind", PathStepKind.class, false, "The kind of the connection between the two nodes."),
            Column.of(
                    "label",
                    ColumnType.STRING,
                    true,
                    "The details of the connection: the role of a PARTICIPATION, the relation of a LINK, the speech"
                            + " act of the quote of a SPEAKER; null for other kinds."),
            Column.of(
                    "direction",
                    LinkDirection.class,
                    false,
                    "OUTGOING if the description of `kind` applies from `from` to `to`; INCOMING if it applies from"
                            + " `to` to `from`."),
            node("from"),
            node("to"));

    private static final RowType PATH = RowType.of(
            "Path",
            "A path from one node to another.",
            Column.of("length", ColumnType.INT, false, "The number of steps; 0 from a node to itself."),
            new DatabaseFunction(
                    "steps",
                    "The steps from the first node to the last. Each step starts at the node where the previous step"
                            + " ends.",
                    "path_steps",
                    List.of("kinds", "labels", "directions", "nodes"),
                    List.of(),
                    new Rows(STEP)));

    private final long maxRows;

    Paths(@ConfigProperty(name = "onrecord.path.max-rows") long maxRows) {
        this.maxRows = maxRows;
    }

    private static AnyNode node(String end) {
        return new AnyNode(end, "A node of a path.", UNION, TYPES, end + "_type", end + "_key");
    }

    @Override
    public List<RootField> rootFields() {
        return List.of(new RootField.Function(new DatabaseFunction(
                "path",
                "The shortest paths between two nodes. A path follows connections of every kind in either direction."
                        + " The list is empty if a node does not exist, or if all paths are longer than `maxLength`."
                        + " The order of the paths is stable: paths over quotes and events precede paths over"
                        + " articles. A search that reads too many connections ends with COST_LIMIT_EXCEEDED.",
                "path_or_refusal",
                List.of(),
                List.of(
                        new NodeKey("from", "The first node of the path.", "NodeKey", TYPES),
                        new NodeKey("to", "The last node of the path.", "NodeKey", TYPES),
                        new Number("maxLength", "The maximum number of steps of a path, from 1 to 10.", 6, 1, 10),
                        new Number("max", "The maximum number of paths, from 1 to 20.", 3, 1, 20),
                        new Setting(maxRows)),
                new Rows(PATH, true),
                Reads.rows(maxRows))));
    }
}
