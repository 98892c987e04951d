package org.onrecord.pages.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.onrecord.pages.text.MatchedText;
import org.onrecord.pages.text.ShortText;

/** Prepares the page of a search. */
public final class SearchView {

    /** Characters. Longer words of a quote are cut. */
    private static final int LONG = 280;

    /** A text that ends with a sentence. */
    private static final Pattern SENTENCE = Pattern.compile("(?s).*[.!?…。！？][\"'”’»)\\]]*");

    /** The field of a node that its label is a copy of. */
    private static final Map<String, String> LABELS =
            Map.of("Person", "name", "Event", "name", "Article", "headline", "Quote", "text");

    private SearchView() {}

    public static Map<String, Object> of(PageData data, PageLinks links) {
        String text = links.parameters().get("q");
        data.with("q", text == null ? "" : text);
        if (!data.has("search")) {
            return data.with("speakers", Bars.of(data.object("speakers").objects("bySpeaker")))
                    .with("search", null)
                    .fields();
        }
        PageData search = data.object("search");
        search.objects("edges").forEach(edge -> hit(edge, links));
        PageData page = search.object("pageInfo");
        boolean isNarrowed = SearchVariables.FACETS.stream()
                .map(links.parameters()::get)
                .anyMatch(value -> value != null && !value.isEmpty());
        List<Map<String, Object>> facets = facets(search, links);
        List<Map<String, Object>> suggestions = SearchSuggestions.of(data, text, links);
        return data.with("facets", facets)
                .with("named", suggestions.isEmpty() ? SearchSuggestions.named(data, text, links) : List.of())
                .with("denials", SearchSuggestions.denials(data, text, links))
                .with("isNarrowable", facets.stream().anyMatch(facet -> !((List<?>) facet.get("choices")).isEmpty()))
                .with("sorts", sorts(links))
                .with("suggestions", suggestions)
                .with("speakers", List.of())
                .with("wider", isNarrowed ? links.search(Map.of("q", text)) : null)
                .with("csv", csv(links))
                .with("next", page.text("endCursor") == null ? null : link(links, "after", page.text("endCursor")))
                .fields();
    }

    /** The orders: each with its name, {@code order}; {@code isChosen}; and the {@code link} to the search in it. */
    private static List<Map<String, Object>> sorts(PageLinks links) {
        String given = links.parameters().get("sort");
        String chosen = SearchVariables.SORTS.stream()
                .map(SearchVariables.Sort::parameter)
                .filter(parameter -> parameter.equals(given))
                .findFirst()
                .orElse("");
        return SearchVariables.SORTS.stream()
                .map(sort -> Map.<String, Object>of(
                        "order",
                        sort.order(),
                        "isChosen",
                        sort.parameter().equals(chosen),
                        "link",
                        link(links, "sort", sort.parameter())))
                .toList();
    }

    private static List<Map<String, Object>> facets(PageData search, PageLinks links) {
        List<PageData> years = new ArrayList<>(search.objects("byYear"));
        years.removeIf(year -> !year.has("key"));
        years.sort(Comparator.comparing((PageData year) -> year.text("key")).reversed());
        int total = search.number("totalCount");
        return List.of(
                facet(links, total, "type", search.objects("byType"), type -> type.text("key")
                        .toUpperCase(Locale.ROOT)),
                facet(
                        links,
                        total,
                        "speaker",
                        search.objects("bySpeaker"),
                        speaker -> speaker.has("node") ? speaker.object("node").text("slug") : null),
                facet(links, total, "act", search.objects("bySpeechAct"), act -> act.text("key")),
                facet(links, total, "publisher", search.objects("byPublisher"), publisher -> publisher.text("key")),
                facet(links, total, "year", years, year -> year.text("key")),
                facet(links, total, "language", search.objects("byLanguage"), language -> language.text("key")));
    }

    /**
     * A facet: its {@code name}; {@code chosen}, whether it narrows the search; and its {@code choices}, each with its
     * {@code value}, {@code label}, {@code whole}, which is the label if it was cut, {@code count}, and {@code link}
     * that chooses it, or leaves it out if it is chosen.
     * A facet has no choices if the only one is that of all results.
     */
    private static Map<String, Object> facet(
            PageLinks links, int total, String name, List<PageData> groups, Function<PageData, String> value) {
        String chosen = links.parameters().get(name);
        boolean isChosen = chosen != null && !chosen.isEmpty();
        List<Map<String, Object>> choices = new ArrayList<>();
        for (PageData group : groups) {
            String key = value.apply(group);
            if (key != null) {
                String label = group.has("node") ? group.object("node").text("name") : key;
                choices.add(choice(key, label, group.number("count"), link(links, name, isChosen ? "" : key)));
            }
        }
        if (isChosen && choices.isEmpty()) {
            choices.add(choice(chosen, chosen, 0, link(links, name, "")));
        }
        boolean narrowsNothing = !isChosen
                && choices.size() == 1
                && total == (int) choices.get(0).get("count");
        return Map.of("name", name, "chosen", isChosen, "choices", narrowsNothing ? List.of() : choices);
    }

    private static Map<String, Object> choice(String value, String label, int count, String link) {
        return Map.of(
                "value",
                value,
                "label",
                ShortText.name(label),
                "whole",
                ShortText.wholeName(label),
                "count",
                count,
                "link",
                link);
    }

    /** The link to this search with another value of a parameter, which is left out if it is empty. */
    private static String link(PageLinks links, String parameter, String value) {
        Map<String, String> parameters = parameters(links);
        parameters.put(parameter, value);
        return links.search(parameters);
    }

    /** The link to the results of this search as a CSV file. */
    private static String csv(PageLinks links) {
        return links.to("search.csv") + PageLinks.query(new TreeMap<>(parameters(links)));
    }

    private static Map<String, String> parameters(PageLinks links) {
        Map<String, String> parameters = new HashMap<>();
        SearchVariables.FACETS.forEach(
                facet -> parameters.put(facet, links.parameters().get(facet)));
        parameters.put("q", links.parameters().get("q"));
        parameters.put("sort", links.parameters().get("sort"));
        return parameters;
    }

    /** Adds the link of a hit; {@code title}, the parts of its label; and the parts of its other snippets. */
    private static void hit(PageData edge, PageLinks links) {
        PageData node = edge.object("node");
        String labelField = LABELS.get(node.text("__typename"));
        String label = node.text("label");
        List<Object> title = null;
        List<Object> others = new ArrayList<>();
        for (PageData snippet : edge.objects("snippets")) {
            List<Object> parts = MatchedText.parts(snippet.text("text"), matches(snippet));
            snippet.with("isCutBefore", snippet.number("start") > 0)
                    .with(
                            "isCutAfter",
                            snippet.text("field").equals("body")
                                    && !SENTENCE.matcher(snippet.text("text")).matches())
                    .with("parts", parts);
            if (snippet.text("field").equals(labelField) && title == null) {
                boolean isWhole = snippet.text("text").length() >= label.length();
                boolean isQuote = labelField.equals("text");
                if (isWhole || isQuote) {
                    title = parts;
                    node.with("isCutBefore", snippet.number("start") > 0)
                            .with("isCutAfter", !label.endsWith(snippet.text("text")));
                }
            } else {
                others.add(snippet.fields());
            }
        }
        if (title == null) {
            title = MatchedText.parts(ShortText.of(label, LONG), List.of());
            node.with("isCutBefore", false).with("isCutAfter", false);
        }
        if (labelField.equals("text")) {
            // The document has an alias for the type, because an event has a field of the same name.
            node.with("type", node.text("quoteType"));
        }
        node.with("link", links.root() + node.text("resourcePath")).with("title", title);
        edge.with("others", others);
    }

    private static List<MatchedText.Match> matches(PageData snippet) {
        return snippet.objects("matches").stream()
                .map(match -> new MatchedText.Match(match.number("start"), match.number("end")))
                .toList();
    }
}
