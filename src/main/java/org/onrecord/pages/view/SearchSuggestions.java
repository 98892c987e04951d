package org.onrecord.pages.view;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a text with typing errors may mean: the nearest names. */
final class SearchSuggestions {

    /** A search with fewer results may have typing errors. */
    private static final int FEW = 5;

    private static final int MOST = 3;

    /** Letters of a word that a name is recognized by. */
    private static final int NAME = 4;

    /** The fields of nodes that are names. */
    private static final Set<String> NAMES = Set.of("name", "alternateNames");

    /** Words of a search for denials, in the languages of the pages. */
    private static final Set<String> DENIALS = Set.of(
            "deny",
            "denies",
            "denied",
            "denying",
            "denial",
            "denials",
            "leugnen",
            "leugnet",
            "leugnete",
            "leugneten",
            "bestreiten",
            "bestreitet",
            "bestritt",
            "bestritten",
            "dementi",
            "dementis",
            "dementieren",
            "dementiert",
            "dementierte");

    private SearchSuggestions() {}

    /**
     * Names, each with its {@code label} and the {@code link} of a search for it. They are those of the people and
     * events that a search with few results found by a similar name. Without a result, they are those that have one of
     * the words.
     */
    static List<Map<String, Object>> of(PageData data, String text, PageLinks links) {
        PageData search = data.object("search");
        int total = search.number("totalCount");
        if (total >= FEW) {
            return List.of();
        }
        Stream<PageData> nodes = total > 0
                ? search.objects("edges").stream()
                        .filter(edge -> lacksWords(edge, text))
                        .map(edge -> edge.object("node"))
                : data.has("nearest") ? data.nodes("nearest").stream() : Stream.of();
        Set<String> names = new LinkedHashSet<>();
        nodes.filter(node -> Set.of("Person", "Event").contains(node.text("__typename")))
                .map(node -> node.text("label"))
                .filter(name -> !hasWords(name, text))
                .forEach(names::add);
        return names.stream()
                .limit(MOST)
                .map(name -> Map.<String, Object>of("label", name, "link", links.search(Map.of("q", name))))
                .toList();
    }

    /**
     * The people and events whose name has one of several words of a search, and which are not among its results, each
     * with its {@code label} and the {@code link} to its page: the search "what did putin deny" leads to the person.
     */
    static List<Map<String, Object>> named(PageData data, String text, PageLinks links) {
        if (!data.has("nearest")) {
            return List.of();
        }
        Set<String> found = data.object("search").objects("edges").stream()
                .map(edge -> edge.object("node").text("resourcePath"))
                .collect(Collectors.toSet());
        return data.nodes("nearest").stream()
                .filter(node -> !found.contains(node.text("resourcePath")))
                .filter(node -> isNamed(node, text))
                .limit(MOST)
                .map(node -> Map.<String, Object>of(
                        "label", node.text("label"), "link", links.root() + node.text("resourcePath")))
                .toList();
    }

    /**
     * The people whose name has a word of a search that also has a word for denials, each with the {@code label} and
     * the {@code link} to the denials: the search "putin denied" leads to the denials of Vladimir Putin.
     */
    static List<Map<String, Object>> denials(PageData data, String text, PageLinks links) {
        if (!data.has("nearest") || words(text).stream().noneMatch(DENIALS::contains)) {
            return List.of();
        }
        return data.nodes("nearest").stream()
                .filter(node -> node.text("__typename").equals("Person") && isNamed(node, text))
                .limit(MOST)
                .map(node -> Map.<String, Object>of(
                        "label", node.text("label"), "link", links.root() + node.text("resourcePath") + "#denials"))
                .toList();
    }

    /** Whether a name has one of the words of a text. */
    private static boolean isNamed(PageData node, String text) {
        return words(node.text("label")).stream()
                .anyMatch(word -> word.length() >= NAME && words(text).contains(word));
    }

    /** Whether the texts of the node that a search found lack one of the words. */
    private static boolean lacksWords(PageData edge, String text) {
        String found = edge.objects("snippets").stream()
                .filter(snippet -> !NAMES.contains(snippet.text("field")))
                .map(snippet -> snippet.text("text"))
                .collect(Collectors.joining(" "));
        return !hasWords(edge.object("node").text("label") + " " + found, text);
    }

    /** Whether a name has all words of a text. */
    private static boolean hasWords(String name, String text) {
        List<String> words = words(name);
        return words(text).stream().allMatch(words::contains);
    }

    private static List<String> words(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Stream.of(letters.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty()) // Before the quotation mark of a phrase.
                .toList();
    }
}
