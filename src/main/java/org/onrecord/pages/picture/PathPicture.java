package org.onrecord.pages.picture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Paths between two nodes as a graph, from the top to the bottom. The paths have the same length, so the nodes at one
 * place of the paths are beside each other. A node of several paths is there once.
 */
public final class PathPicture {

    /** The width of a picture with one node in each row: that of a phone of 360 px without its margins. */
    private static final int NARROW = 320;

    private static final int WIDE = 720;
    private static final int MAX_BOX = 380;
    private static final int GAP = 20;
    private static final int LINE = 18;
    private static final int PADDING = 12;
    /** Between two rows. */
    private static final int STEP = 56;

    private static final int MAX_LINES = 4;
    /** The width of an average character of 13 px, rounded up. */
    private static final double CHARACTER = 7.2;

    private PathPicture() {}

    /** @param nodes one more than the steps */
    public record Way(List<Node> nodes, List<Map<String, Object>> steps) {}

    /**
     * @param key the same for the same node
     * @param isDated whether the template writes a date below the text
     */
    public record Node(String key, String text, boolean isDated, Map<String, Object> fields) {}

    private record Box(int x, int y, int width, int height) {

        int middle() {
            return x + width / 2;
        }

        int bottom() {
            return y + height;
        }
    }

    /** The geometry for a template. The picture of one path is narrow ({@code isNarrow}). */
    public static Map<String, Object> of(List<Way> ways) {
        List<Map<String, Node>> rows = rows(ways);
        boolean isNarrow = rows.stream().allMatch(row -> row.size() == 1);
        int width = isNarrow ? NARROW : WIDE;
        List<Map<String, Object>> nodes = new ArrayList<>();
        List<Map<String, Box>> boxes = new ArrayList<>();
        int y = 1;
        for (Map<String, Node> row : rows) {
            int boxWidth = Math.min(MAX_BOX, (width - (row.size() - 1) * GAP) / row.size() - 2);
            int x = (width - row.size() * boxWidth - (row.size() - 1) * GAP) / 2;
            Map<String, Box> placed = new LinkedHashMap<>();
            int bottom = y;
            for (Node node : row.values()) {
                List<String> lines = TextLines.of(node.text(), (int) ((boxWidth - 2 * PADDING) / CHARACTER), MAX_LINES);
                int count = lines.size() + (node.isDated() ? 1 : 0);
                Box box = new Box(x, y, boxWidth, count * LINE + 2 * PADDING - 4);
                placed.put(node.key(), box);
                nodes.add(node(node, box, lines));
                bottom = Math.max(bottom, box.bottom());
                x += boxWidth + GAP;
            }
            boxes.add(placed);
            y = bottom + STEP;
        }
        return Map.of(
                "width",
                width,
                "height",
                y - STEP + 1,
                "isNarrow",
                isNarrow,
                "nodes",
                nodes,
                "edges",
                edges(ways, boxes));
    }

    /** The nodes at each place of the paths. */
    private static List<Map<String, Node>> rows(List<Way> ways) {
        List<Map<String, Node>> rows = new ArrayList<>();
        for (Way way : ways) {
            for (int i = 0; i < way.nodes().size(); i++) {
                if (rows.size() == i) {
                    rows.add(new LinkedHashMap<>());
                }
                Node node = way.nodes().get(i);
                rows.get(i).putIfAbsent(node.key(), node);
            }
        }
        return rows;
    }

    private static Map<String, Object> node(Node node, Box box, List<String> lines) {
        return Map.of(
                "node",
                node.fields(),
                "isDated",
                node.isDated(),
                "middle",
                box.middle(),
                "dateY",
                line(box, lines.size()),
                "x",
                box.x(),
                "y",
                box.y(),
                "width",
                box.width(),
                "height",
                box.height(),
                "lines",
                IntStream.range(0, lines.size())
                        .mapToObj(i -> Map.of("x", box.middle(), "y", line(box, i), "text", lines.get(i)))
                        .toList());
    }

    private static int line(Box box, int index) {
        return box.y() + PADDING + 11 + index * LINE;
    }

    /** Of several connections of two nodes, the first. */
    private static List<Map<String, Object>> edges(List<Way> ways, List<Map<String, Box>> boxes) {
        List<Map<String, Object>> edges = new ArrayList<>();
        Set<List<Object>> drawn = new HashSet<>();
        for (Way way : ways) {
            for (int i = 0; i < way.steps().size(); i++) {
                Box from = boxes.get(i).get(way.nodes().get(i).key());
                Box to = boxes.get(i + 1).get(way.nodes().get(i + 1).key());
                if (drawn.add(List.of(i, from, to))) {
                    int middle = (from.bottom() + to.y()) / 2;
                    edges.add(Map.of(
                            "step",
                            way.steps().get(i),
                            "x1",
                            from.middle(),
                            "y1",
                            from.bottom(),
                            "x2",
                            to.middle(),
                            "y2",
                            to.y(),
                            "middle",
                            middle,
                            "x",
                            (from.middle() + to.middle()) / 2,
                            "y",
                            middle + 4));
                }
            }
        }
        return edges;
    }
}
