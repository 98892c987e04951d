package org.onrecord.pages.view;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.onrecord.pages.picture.PathPicture;
import org.onrecord.pages.text.ShortText;
import org.onrecord.pages.view.PathVariables.End;

/** Prepares the page of the paths between two people or events. */
public final class PathView {

    /** Characters. The words of a longer quote are cut. */
    private static final int LONG = 160;

    private PathView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        Map<String, Object> from = end(data, "from", links);
        Map<String, Object> to = end(data, "to", links);
        if (isOther(from) || isOther(to)) {
            return Map.of("location", link(links, from.get("key"), to.get("key")));
        }
        for (PageData choice : choices(from)) {
            choice.with("link", link(links, choice.text("key"), to.get("key")));
        }
        for (PageData choice : choices(to)) {
            choice.with("link", link(links, from.get("key"), choice.text("key")));
        }
        List<PageData> paths = data.has("path") ? data.objects("path") : List.of();
        paths.forEach(path -> path.objects("steps").forEach(PathView::prepare));
        boolean isBoth = from.get("node") != null && to.get("node") != null;
        boolean isSame = isBoth && from.get("key").equals(to.get("key"));
        List<PathPicture.Way> ways = paths.stream().map(PathView::way).toList();
        paths.forEach(path -> path.with("picture", PathPicture.of(List.of(way(path)))));
        return data.with("ends", List.of(from, to))
                .with("from", from)
                .with("to", to)
                .with("isBoth", isBoth)
                .with("isSame", isSame)
                .with("isRefused", false)
                .with("length", paths.isEmpty() ? null : paths.get(0).number("length"))
                .with(
                        "ways",
                        isSame
                                ? List.of()
                                : paths.stream().map(PageData::fields).toList())
                .with("picture", isSame || ways.isEmpty() ? null : PathPicture.of(ways))
                .fields();
    }

    /** The page of a search for paths that reads too many connections. */
    public static Map<String, Object> refused(PageLinks links) {
        Map<String, Object> view = new LinkedHashMap<>();
        Map<String, Object> from = end("from", End.of(links.parameters().get("from")));
        Map<String, Object> to = end("to", End.of(links.parameters().get("to")));
        view.put("ends", List.of(from, to));
        view.put("from", from);
        view.put("to", to);
        view.put("isBoth", true);
        view.put("isSame", false);
        view.put("isRefused", true);
        view.put("ways", List.of());
        view.put("picture", null);
        return view;
    }

    private static Map<String, Object> end(String name, End end) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", name);
        view.put("value", end.value());
        view.put("key", end.value());
        view.put("node", null);
        view.put("choices", List.of());
        view.put("isUnknown", false);
        return view;
    }

    /**
     * An end of the path: the {@code node}, or what a reader can choose instead. If only one node can be meant, its key
     * replaces another spelling of it.
     */
    private static Map<String, Object> end(PageData data, String name, PageLinks links) {
        End end = End.of(links.parameters().get(name));
        Map<String, Object> view = end(name, end);
        PageData node = "events".equals(end.type()) ? null : data.object(name + "Person");
        node = node == null && !"people".equals(end.type()) ? data.object(name + "Event") : node;
        if (node == null && end.isText()) {
            List<PageData> found = data.nodes(name + "Names");
            found.forEach(
                    choice -> choice.with("key", choice.text("resourcePath").substring(1)));
            node = isClear(found, end.value()) ? found.get(0) : named(data.nodes(name + "People"), end.value());
            if (node == null) {
                view.put("choices", found.stream().map(PageData::fields).toList());
            }
        }
        if (node != null) {
            view.put("key", node.text("resourcePath").substring(1));
            view.put("value", node.text("label"));
            view.put("node", node.fields());
        }
        view.put("isUnknown", node == null && !end.value().isEmpty());
        view.put("given", end.value());
        return view;
    }

    /** Whether only the first node can be meant: no other is found, or no other has exactly the name. */
    private static boolean isClear(List<PageData> found, String name) {
        return found.size() == 1
                || !found.isEmpty()
                        && isNamed(found.get(0), name)
                        && found.stream().filter(node -> isNamed(node, name)).count() == 1;
    }

    /** The person of whom a text is the whole name or the last name; null if it is that of several, or of none. */
    private static PageData named(List<PageData> people, String text) {
        List<PageData> named = people.stream()
                .filter(person -> (" " + folded(person.text("label"))).endsWith(" " + folded(text)))
                .toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** Letters without case and accents. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isNamed(PageData node, String name) {
        return node.text("label").toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the URL names a node in another way than the links of this page do. */
    private static boolean isOther(Map<String, Object> end) {
        return end.get("node") != null && !end.get("key").equals(end.get("given"));
    }

    @SuppressWarnings("unchecked")
    private static List<PageData> choices(Map<String, Object> end) {
        return ((List<Map<String, Object>>) end.get("choices"))
                .stream().map(PageData::new).toList();
    }

    private static String link(PageLinks links, Object from, Object to) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
        return links.to("path") + PageLinks.query(parameters);
    }

    private static void prepare(PageData step) {
        for (String end : List.of("from", "to")) {
            PageData node = step.object(end);
            if (node.text("__typename").equals("Quote")) {
                node.with("shownCue", Statements.cue(node)).with("text", ShortText.of(node.text("label"), LONG));
            }
        }
        // The words of a statement follow its verb; each other connection has one text for each direction.
        boolean isSaid =
                step.text("kind").equals("SPEAKER") && step.text("direction").equals("INCOMING");
        step.with("isSaid", isSaid)
                .with("hasCue", isSaid && !step.object("to").text("shownCue").isEmpty())
                .with("isLink", step.text("kind").equals("LINK"))
                .with("isOutgoing", step.text("direction").equals("OUTGOING"))
                .with("connection", step.text("kind") + "." + step.text("direction"))
                .with("role", step.text("kind").equals("PARTICIPATION") ? step.text("label") : null);
    }

    private static PathPicture.Way way(PageData path) {
        List<PageData> steps = path.objects("steps");
        List<PathPicture.Node> nodes = new ArrayList<>();
        if (!steps.isEmpty()) {
            nodes.add(node(steps.get(0).object("from")));
        }
        steps.forEach(step -> nodes.add(node(step.object("to"))));
        return new PathPicture.Way(nodes, steps.stream().map(PageData::fields).toList());
    }

    private static PathPicture.Node node(PageData node) {
        boolean isQuote = node.text("__typename").equals("Quote");
        return new PathPicture.Node(
                node.text("resourcePath"), isQuote ? words(node) : node.text("label"), isDated(node), node.fields());
    }

    private static boolean isDated(PageData node) {
        return switch (node.text("__typename")) {
            case "Quote" -> node.has("spokenAt") || Statements.reportedAt(node) != null;
            case "Event" -> node.has("startDate");
            default -> node.has("datePublished");
        };
    }

    private static String words(PageData quote) {
        return Statements.isDirect(quote)
                ? Statements.marked(quote)
                : (quote.text("shownCue") + " " + quote.text("text")).strip();
    }
}
