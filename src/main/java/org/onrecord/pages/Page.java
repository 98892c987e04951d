package org.onrecord.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The pages. The URLs of nodes belong to {@code jsonld}, all other URLs to {@link PageEndpoint}. */
public enum Page {
    HOME("home", "/", HomeView::of),
    PERSON("person", null, PersonView::of, "denialsAfter", "quotesAfter"),
    QUOTE("quote", null, QuoteView::of),
    ARTICLE("article", null, ArticleView::of),
    EVENT("event", null, EventView::of, "after");

    /** The path of the template. */
    final String template;
    /** Null for the page of a node. */
    final String path;
    /** The GraphQL document. */
    final String document;
    /** The parameters of the URL, which are variables of the document. */
    final List<String> parameters;
    /** Prepares the data of the GraphQL response for the template. */
    final BiFunction<PageData, PageLinks, Map<String, Object>> view;

    Page(String name, String path, BiFunction<PageData, PageLinks, Map<String, Object>> view, String... parameters) {
        this.template = "pages/" + name;
        this.path = path;
        this.document = document("/pages/" + name + ".graphql");
        this.view = view;
        this.parameters = List.of(parameters);
    }

    private static String document(String name) {
        try (InputStream file = Page.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
