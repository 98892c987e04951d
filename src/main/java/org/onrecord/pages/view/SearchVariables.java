package org.onrecord.pages.view;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** The GraphQL variables of a search. Each parameter of the URL except {@code q} narrows the search. */
public final class SearchVariables {

    /** The facets. */
    static final List<String> FACETS = List.of("type", "speaker", "act", "publisher", "year", "language");

    /**
     * An order of the results.
     *
     * @param parameter the value of {@code sort} in the URL; empty for the default
     * @param order of GraphQL
     */
    record Sort(String parameter, String order) {}

    static final List<Sort> SORTS =
            List.of(new Sort("", "RELEVANCE"), new Sort("date", "DATE"), new Sort("earliest", "DATE_ASC"));

    /** Of a text whose words are searched one by one. */
    private static final int MAX_WORDS = 6;

    /** The types of nodes that have the property of a facet. */
    private static final Set<String> QUOTES = Set.of("QUOTE");

    private static final Set<String> ARTICLES = Set.of("ARTICLE");
    private static final Set<String> DATED = Set.of("QUOTE", "ARTICLE", "EVENT");

    private final Function<String, String> parameters;
    private final JsonObjectBuilder quote = JSON_PROVIDER.createObjectBuilder();
    private final JsonObjectBuilder article = JSON_PROVIDER.createObjectBuilder();
    private final JsonObjectBuilder event = JSON_PROVIDER.createObjectBuilder();
    private final Set<String> types = new TreeSet<>(List.of("PERSON", "QUOTE", "ARTICLE", "EVENT"));

    private SearchVariables(Function<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @param parameters the value of a parameter of the URL; null or empty if it is missing */
    public static void add(JsonObjectBuilder variables, Function<String, String> parameters) {
        String text = parameters.apply("q");
        variables.add("text", text == null ? "" : text).add("isSearch", text != null && !text.isBlank());
        if (parameters.apply("after") != null) {
            variables.add("after", parameters.apply("after"));
        }
        SORTS.stream()
                .filter(sort -> sort.parameter.equals(parameters.apply("sort")))
                .forEach(sort -> variables.add("order", sort.order));
        String words = words(text == null ? "" : text);
        variables.add("words", words).add("hasWords", !words.isEmpty());
        new SearchVariables(parameters).narrow(variables);
    }

    /** A search for each of several words, which finds the names that have one of them; empty if there are others. */
    private static String words(String text) {
        List<String> words = List.of(text.strip().split("[\\s,]+"));
        boolean isPlain = words.stream().allMatch(word -> word.matches("[\\p{L}\\p{M}\\p{N}'’.-]+"))
                && words.stream().noneMatch(word -> word.startsWith("-"));
        return isPlain && words.size() > 1 && words.size() <= MAX_WORDS ? String.join(" or ", words) : "";
    }

    private void narrow(JsonObjectBuilder variables) {
        given("type", type -> {
            types.clear();
            types.add(type);
        });
        given("speaker", slug -> {
            quote.add("speaker", object("slug", object("eq", slug)));
            types.retainAll(QUOTES);
        });
        given("act", act -> {
            quote.add("speechAct", object("eq", act));
            types.retainAll(QUOTES);
        });
        given("publisher", publisher -> {
            article.add("publisher", object("eq", publisher));
            types.retainAll(ARTICLES);
        });
        given("year", year -> {
            JsonObject days = between(year + "-01-01", year + "-12-31");
            quote.add("spokenAt", days);
            event.add("startDate", days);
            article.add("datePublished", between(year + "-01-01T00:00:00Z", year + "-12-31T23:59:59.999999Z"));
            types.retainAll(DATED);
        });
        given("language", language -> {
            List.of(quote, article, event).forEach(node -> node.add("inLanguage", object("eq", language)));
            types.retainAll(DATED);
        });
        JsonArrayBuilder list = JSON_PROVIDER.createArrayBuilder();
        types.forEach(list::add);
        variables.add("types", list).add("filter", filter());
    }

    private JsonObject filter() {
        JsonObjectBuilder filter = JSON_PROVIDER.createObjectBuilder();
        addConditions(filter, "quote", quote.build());
        addConditions(filter, "article", article.build());
        addConditions(filter, "event", event.build());
        return filter.build();
    }

    private static void addConditions(JsonObjectBuilder filter, String type, JsonObject conditions) {
        if (!conditions.isEmpty()) {
            filter.add(type, conditions);
        }
    }

    private void given(String parameter, Consumer<String> condition) {
        String value = parameters.apply(parameter);
        if (value != null && !value.isEmpty()) {
            condition.accept(value);
        }
    }

    private static JsonObject object(String field, String value) {
        return JSON_PROVIDER.createObjectBuilder().add(field, value).build();
    }

    private static JsonObject object(String field, JsonObject value) {
        return JSON_PROVIDER.createObjectBuilder().add(field, value).build();
    }

    private static JsonObject between(String first, String last) {
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("gte", first)
                .add("lte", last)
                .build();
    }
}
