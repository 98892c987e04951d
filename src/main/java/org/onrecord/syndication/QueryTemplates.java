package org.onrecord.syndication;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.ErrorPages;
import org.onrecord.pages.Pages;
import org.onrecord.pages.view.PageData;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** Serves texts that a template makes of what one GraphQL query reads. */
@Singleton
final class QueryTemplates {

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final Pages pages;
    private final ErrorPages errors;
    private final ResponseSender sender;

    QueryTemplates(
            ResourceRoutes routes, ResourceExecutor executor, Pages pages, ErrorPages errors, ResponseSender sender) {
        this.routes = routes;
        this.executor = executor;
        this.pages = pages;
        this.errors = errors;
        this.sender = sender;
    }

    /** Serves a path. An exception of the handler becomes a page for a browser, and JSON for a program. */
    void route(Router router, String path, List<String> mediaTypes, Consumer<RoutingContext> handler) {
        routes.addReadOnly(
                router,
                path,
                mediaTypes,
                new ResourceRoutes.Handler() {
                    @Override
                    public void handle(RoutingContext context, String mediaType) {
                        handler.accept(context);
                    }

                    @Override
                    public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
                        errors.reject(context, failure);
                    }
                },
                errors::failed);
    }

    /**
     * Reads the data of a text.
     *
     * @param representation the media type, and what else the text depends on
     * @return null if the client has the text already: then the request is answered
     */
    PageData read(RoutingContext context, String document, JsonObjectBuilder variables, String representation) {
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", document)
                .add("variables", variables)
                .build();
        ReadResult result = executor.readIfChanged(context, request, pages.representation(context, representation));
        return sender.revalidate(context, result.validator()) ? null : PageData.of(result.data());
    }

    String render(RoutingContext context, String template, Map<String, Object> view) {
        return pages.render(context, "syndication/" + template, view);
    }

    /** Sends XML. A character that XML 1.0 does not allow is replaced: no escape makes it valid. */
    void sendXml(RoutingContext context, String mediaType, String template, Map<String, Object> view) {
        String xml = render(context, template, view)
                .replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        send(context, mediaType + "; charset=utf-8", xml);
    }

    void send(RoutingContext context, String contentType, String text) {
        sender.send(context, 200, contentType, Buffer.buffer(text));
    }

    void redirectMoved(RoutingContext context, String url) {
        sender.redirectMoved(context, url);
    }

    void sendText(RoutingContext context, int status, String text) {
        sender.sendText(context, status, text);
    }
}
