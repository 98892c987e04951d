package org.onrecord.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.browser.SameOrigin;
import org.onrecord.http.request.JsonText;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.pages.view.ReadView;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceExecutor.Change;
import org.onrecord.resource.ResourceRoutes;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The page {@code /read}: a form for the text of an article, and the quotes that the service finds in the text. The
 * query {@code read} reads it with the rights and the limits of the client, and nothing is stored, unless an editor
 * records the article. Programs send articles to the same path in other media types.
 */
@Singleton
class ReadPageEndpoint {

    private static final String PATH = "/read";
    private static final String TEMPLATE = "pages/read";
    private static final String DOCUMENT = GraphQLDocuments.text("/pages/read.graphql");

    /** Characters of a text. The template has the same number. */
    private static final int LONGEST = 100_000;

    /** The value of the field {@code action} that stores the article. */
    private static final String RECORD = "record";

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final Pages pages;
    private final ErrorPages errors;
    private final PageLinks.Factory links;
    private final ResponseSender sender;

    ReadPageEndpoint(
            ResourceRoutes routes,
            ResourceExecutor executor,
            Pages pages,
            ErrorPages errors,
            PageLinks.Factory links,
            ResponseSender sender) {
        this.routes = routes;
        this.executor = executor;
        this.pages = pages;
        this.errors = errors;
        this.links = links;
        this.sender = sender;
    }

    void route(@Observes Router router) {
        routes.addForm(
                router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD),
                List.of(Accept.HTML),
                Form.longest(LONGEST),
                new Handler(),
                errors::failed);
        routes.addForm(
                router.post(PATH).consumes(HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED.toString()),
                List.of(Accept.HTML),
                Form.longest(LONGEST),
                new Handler(),
                errors::failed);
    }

    private final class Handler implements ResourceRoutes.Handler {

        @Override
        public void handle(RoutingContext context, String mediaType) {
            Map<String, String> fields = Form.fields(context, ReadView.FIELDS);
            if (RECORD.equals(fields.remove("action"))) {
                record(context, fields);
                return;
            }
            Map<String, Object> view = fields.containsKey("body")
                    ? ReadView.of(fields, read(context, fields))
                    : ReadView.form(Messages.of(context).language());
            view.put("mayRecord", ResourceRoutes.isEditor(context));
            pages.send(context, 200, TEMPLATE, view);
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            errors.reject(context, failure);
        }
    }

    private PageData read(RoutingContext context, Map<String, String> fields) {
        Map<String, String> input = new LinkedHashMap<>(fields);
        input.keySet().remove("url"); // Also one that is not complete yet can be in the form.
        JsonObject data = ReadResult.json(executor.read(context, request("ReadPage", input)));
        return PageData.of(data.getJsonObject("read"));
    }

    /** Publishes the article with the quotes that are read, and sends the browser to their review. */
    private void record(RoutingContext context, Map<String, String> fields) {
        SameOrigin.require(context.request());
        Change change = executor.change(context, request("RecordArticle", fields));
        String article = change.data()
                .getJsonObject("publishArticle")
                .getJsonObject("article")
                .getString("id");
        ReviewPageEndpoint.redirect(context, sender, links.of(context), Map.of("article", article), change.token());
    }

    private static JsonObject request(String operation, Map<String, String> fields) {
        if (fields.getOrDefault("body", "").length() > LONGEST) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The text has more than " + LONGEST + " characters. Send it with a GraphQL request.");
        }
        JsonObjectBuilder input = JSON_PROVIDER.createObjectBuilder();
        fields.forEach((name, value) -> input.add(name, name.equals("datePublished") ? value + "T12:00:00Z" : value));
        JsonObject article = input.build();
        JsonText.requireStorable("", article);
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("query", DOCUMENT)
                .add("operationName", operation)
                .add("variables", JSON_PROVIDER.createObjectBuilder().add("input", article))
                .build();
    }
}
