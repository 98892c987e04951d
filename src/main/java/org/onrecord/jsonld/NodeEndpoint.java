package org.onrecord.jsonld;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.ErrorPages;
import org.onrecord.pages.Pages;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The URLs of people, events, articles and quotes. Programs get a JSON-LD document in the vocabulary of schema.org,
 * browsers get a page. One GraphQL query, and therefore one SQL statement, reads either.
 */
@Singleton
class NodeEndpoint {

    private static final String JSON_LD = "application/ld+json";
    private static final String JSON = "application/json";

    /** The parameter {@code format} with which a link of a page leads browsers to the document. */
    private static final String DOCUMENT = "json-ld";

    /** Nodes in each list of a document. */
    private static final int MAX_LIST = 100;

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final ResponseSender sender;
    private final Pages pages;
    private final ErrorPages errors;
    private final PublicUrl publicUrl;
    private final int listLength;

    NodeEndpoint(
            ResourceRoutes routes,
            ResourceExecutor executor,
            ResponseSender sender,
            Pages pages,
            ErrorPages errors,
            PublicUrl publicUrl,
            Limits limits) {
        this.routes = routes;
        this.executor = executor;
        this.sender = sender;
        this.pages = pages;
        this.errors = errors;
        this.publicUrl = publicUrl;
        this.listLength = Math.min(MAX_LIST, limits.page().maxSize());
    }

    void route(@Observes Router router) {
        for (NodeResource resource : NodeResource.values()) {
            routes.addReadOnly(
                    router,
                    "/" + resource.collection + "/:" + resource.key,
                    // A client that accepts everything is a program: browsers name HTML.
                    List.of(JSON_LD, JSON, Accept.HTML),
                    new Handler(resource),
                    errors::failed);
        }
    }

    private final class Handler implements ResourceRoutes.Handler {

        private final NodeResource resource;

        Handler(NodeResource resource) {
            this.resource = resource;
        }

        @Override
        public void handle(RoutingContext context, String mediaType) {
            NodeUrls urls = new NodeUrls(publicUrl.base(context.request()));
            String key = context.pathParam(resource.key);
            if (!resource.isValid(key)) {
                throw notFound(resource);
            }
            if (mediaType.equals(Accept.HTML)
                    && DOCUMENT.equals(context.queryParams().get("format"))) {
                sendDocument(context, resource, key, urls, JSON_LD);
            } else if (mediaType.equals(Accept.HTML)) {
                sendPage(context, resource, key, urls);
            } else {
                sendDocument(context, resource, key, urls, mediaType);
            }
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            errors.reject(context, failure);
        }
    }

    private void sendPage(RoutingContext context, NodeResource resource, String key, NodeUrls urls) {
        JsonObject request = pages.request(
                context, resource.page, JSON_PROVIDER.createObjectBuilder().add(resource.key, resource.stored(key)));
        ReadResult result = executor.readIfChanged(context, request, pages.representation(context));
        if (!redirectIfMoved(context, resource, key, urls, result) && !sender.revalidate(context, result.validator())) {
            QueryNode node = new QueryNode(result.data().getJsonObject("linkedData"));
            pages.send(
                    context, resource.page, request, result.data(), resource.document(node, urls, pages.articleText()));
        }
    }

    private void sendDocument(
            RoutingContext context, NodeResource resource, String key, NodeUrls urls, String mediaType) {
        JsonObject variables = JSON_PROVIDER
                .createObjectBuilder()
                .add(resource.key, resource.stored(key))
                .add("first", listLength)
                .build();
        JsonObject request = JSON_PROVIDER
                .createObjectBuilder()
                .add("query", resource.query)
                .add("variables", variables)
                .build();
        ReadResult result =
                executor.readIfChanged(context, request, mediaType + " " + urls.base() + " " + pages.articleText());
        if (redirectIfMoved(context, resource, key, urls, result) || sender.revalidate(context, result.validator())) {
            return;
        }
        QueryNode node = node(resource, result);
        JsonObject next = resource.nextPage(node, variables);
        if (next != null) {
            String url = urls.graphql(resource.query, next.toString());
            context.response().putHeader("Link", "<" + url + ">; rel=\"next\"; type=\"application/json\"");
        }
        sender.send(
                context,
                200,
                mediaType,
                Buffer.buffer(resource.document(node, urls, pages.articleText()).toString()));
    }

    /**
     * Redirects the request if the key is a former slug of the node or another spelling of its slug or id.
     *
     * @return whether the request is redirected
     * @throws ApiException if there is no node
     */
    private boolean redirectIfMoved(
            RoutingContext context, NodeResource resource, String key, NodeUrls urls, ReadResult result) {
        if (result.isUnchanged()) {
            return false;
        }
        QueryNode node = node(resource, result);
        if (node.text(resource.key).equals(key)) {
            return false;
        }
        sender.redirectMoved(context, urls.of(resource, node));
        return true;
    }

    private static QueryNode node(NodeResource resource, ReadResult result) {
        JsonValue node = result.data().get(resource.field());
        if (node instanceof JsonObject object) {
            return new QueryNode(object);
        }
        throw notFound(resource);
    }

    private static ApiException notFound(NodeResource resource) {
        return new ApiException(ErrorCode.NOT_FOUND, "No " + resource.type + " has this URL.");
    }
}
