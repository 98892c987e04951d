package org.onrecord.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.resource.FailedOperationException;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The people and events whose names begin as a text does, or are similar to it: what a reader may be typing. It returns
 * a JSON array of objects with {@code label}, {@code detail}, {@code link}, {@code key} (of the page of paths), and
 * {@code lang} if the language of the label is known.
 */
@Singleton
class SuggestionEndpoint {

    private static final String JSON = "application/json";

    /** Characters of a text that has suggestions. The script of the pages asks for no shorter ones. */
    private static final int SHORTEST = 2;

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final Pages pages;
    private final PageLinks.Factory links;
    private final ResponseSender sender;

    SuggestionEndpoint(
            ResourceRoutes routes,
            ResourceExecutor executor,
            Pages pages,
            PageLinks.Factory links,
            ResponseSender sender) {
        this.routes = routes;
        this.executor = executor;
        this.pages = pages;
        this.links = links;
        this.sender = sender;
    }

    void route(@Observes Router router) {
        routes.addReadOnly(router, "/suggestions", List.of(JSON), new Handler(), sender::failed);
    }

    private final class Handler implements ResourceRoutes.Handler {

        @Override
        public void handle(RoutingContext context, String mediaType) {
            JsonObject request = pages.request(context, Page.SUGGESTIONS, JSON_PROVIDER.createObjectBuilder());
            ReadResult result = executor.readIfChanged(context, request, pages.representation(context, JSON));
            if (!sender.revalidate(context, result.validator())) {
                String root = links.of(context).root();
                String json = suggestions(PageData.of(result.data()), Messages.of(context), root);
                sender.send(context, 200, JSON, Buffer.buffer(json));
            }
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            if (failure instanceof FailedOperationException failed) {
                sender.fail(context, failed.errors());
            } else {
                sender.fail(context, failure);
            }
        }
    }

    private static String suggestions(PageData data, Messages messages, String root) {
        Map<String, PageData> nodes = new LinkedHashMap<>();
        Stream.of("beginning", "similar")
                .filter(data::has)
                .flatMap(list -> data.nodes(list).stream())
                .forEach(node -> nodes.putIfAbsent(node.text("resourcePath"), node));
        JsonArrayBuilder suggestions = JSON_PROVIDER.createArrayBuilder();
        nodes.forEach((path, node) -> {
            JsonObjectBuilder suggestion = JSON_PROVIDER
                    .createObjectBuilder()
                    .add("label", node.text("label"))
                    .add("detail", detail(node, messages))
                    .add("link", root + path)
                    .add("key", path.substring(1));
            if (node.fields().get("inLanguage") instanceof String language) {
                suggestion.add("lang", language);
            }
            suggestions.add(suggestion);
        });
        return suggestions.build().toString();
    }

    private static String detail(PageData node, Messages messages) {
        if (node.text("__typename").equals("Event")) {
            String type = messages.text("eventType." + node.text("eventType"));
            return node.has("startDate") ? type + " · " + messages.date(node.text("startDate"), "DAY") : type;
        }
        return node.has("description") ? node.text("description") : messages.text("kind.Person");
    }

    /** Adds the variables: the text, and its form that also finds longer last words. */
    static void addVariables(JsonObjectBuilder variables, Function<String, String> parameters) {
        String given = parameters.apply("q");
        String text = given == null ? "" : given.strip();
        boolean isWord = text.matches("(?s).*[\\p{L}\\p{N}\\p{M}]");
        // In a graph of a million quotes, thousands of names begin with a single letter.
        boolean isText = text.codePointCount(0, text.length()) >= SHORTEST;
        variables.add("text", text).add("isText", isText).add("beginning", isWord ? text + "*" : text);
    }
}
