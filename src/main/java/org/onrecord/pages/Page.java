package org.onrecord.pages;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

import jakarta.json.JsonObjectBuilder;

import org.onrecord.pages.view.ArticleView;
import org.onrecord.pages.view.EventView;
import org.onrecord.pages.view.HomeView;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.pages.view.PathVariables;
import org.onrecord.pages.view.PathView;
import org.onrecord.pages.view.PersonView;
import org.onrecord.pages.view.QuoteView;
import org.onrecord.pages.view.SearchVariables;
import org.onrecord.pages.view.SearchView;
import org.onrecord.resource.GraphQLDocuments;

/**
 * What one GraphQL document reads for browsers: the pages, and the suggestions, which are no page but JSON. The URLs of
 * nodes belong to {@code jsonld}, that of the suggestions to {@link SuggestionEndpoint}, and all other URLs to
 * {@link PageEndpoint}. The pages of forms ({@link ReadPageEndpoint}, {@link ReviewPageEndpoint}) are not among these.
 */
public enum Page {
    HOME("home", "/", HomeView::of, "denialsAfter"),
    SEARCH("search", "/search", SearchView::of, SearchVariables::add),
    PATH("path", "/path", PathView::of, PathVariables::add),
    /** It has no template and no view. */
    SUGGESTIONS("suggestions", null, null, SuggestionEndpoint::addVariables),
    PERSON("person", null, PersonView::of, "denialsAfter", "quotesAfter"),
    QUOTE("quote", null, QuoteView::of, "appearancesAfter"),
    ARTICLE("article", null, ArticleView::of, "appearancesAfter"),
    EVENT("event", null, EventView::of, "from", "to", "after", "denialsAfter", "saidAfter");

    /** The path of the template. */
    final String template;
    /** Null if another endpoint than {@link PageEndpoint} serves it. */
    final String path;
    /** The GraphQL document. That of a node contains the fragment that its JSON-LD document is made of. */
    final String document;
    /** Adds the variables of the document that the parameters of the URL give. */
    final BiConsumer<JsonObjectBuilder, Function<String, String>> variables;
    /** Prepares the data of the GraphQL response for the template. */
    final BiFunction<PageData, PageLinks, Map<String, Object>> view;

    /** @param parameters of the URL that are variables of the document */
    Page(String name, String path, BiFunction<PageData, PageLinks, Map<String, Object>> view, String... parameters) {
        this(name, path, view, (variables, values) -> {
            for (String parameter : parameters) {
                if (values.apply(parameter) != null) {
                    variables.add(parameter, values.apply(parameter));
                }
            }
        });
    }

    Page(
            String name,
            String path,
            BiFunction<PageData, PageLinks, Map<String, Object>> view,
            BiConsumer<JsonObjectBuilder, Function<String, String>> variables) {
        this.template = "pages/" + name;
        this.path = path;
        boolean isOfNode = path == null && view != null;
        this.document =
                GraphQLDocuments.text("/pages/" + name + ".graphql") + (isOfNode ? "\n" + linkedData(name) : "");
        this.view = view;
        this.variables = variables;
    }

    /** A page embeds the start of each list, so the fragment needs no cursors. */
    private static String linkedData(String name) {
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String document = GraphQLDocuments.text("/jsonld/" + type + ".graphql");
        return document.substring(document.indexOf("fragment ")).replaceAll(", after: \\$\\w+", "");
    }
}
