package org.onrecord.pages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import io.vertx.core.MultiMap;
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
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.pages.view.ReviewView;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * The page {@code /review}: the quotes that the service read and that no person has confirmed, the least certain first.
 * An editor confirms, corrects or rejects each with a form. The form sends the mutation with the rights of the client.
 */
@Singleton
class ReviewPageEndpoint {

    private static final String PATH = "/review";
    private static final String DOCUMENT = GraphQLDocuments.text("/pages/review.graphql");

    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private static final int PAGE = 20;

    /** The parameter of the URL with the token of the change that the page must show. */
    private static final String TOKEN = "token";

    /** The parameters of the URL of the page that a form returns to: an article, and a cursor. */
    private static final Set<String> PLACE = Set.of("article", "after");

    private static final Set<String> FIELDS = Stream.of(
                    PLACE, QuoteCorrection.FIELDS, Set.of("id", "version", "action"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final ResourceRoutes routes;
    private final ResourceExecutor executor;
    private final Pages pages;
    private final ErrorPages errors;
    private final PageLinks.Factory links;
    private final ResponseSender sender;
    private final Limits limits;

    ReviewPageEndpoint(
            ResourceRoutes routes,
            ResourceExecutor executor,
            Pages pages,
            ErrorPages errors,
            PageLinks.Factory links,
            ResponseSender sender,
            Limits limits) {
        this.routes = routes;
        this.executor = executor;
        this.pages = pages;
        this.errors = errors;
        this.links = links;
        this.sender = sender;
        this.limits = limits;
    }

    void route(@Observes Router router) {
        routes.addForm(router.route(PATH), List.of(Accept.HTML), Form.longest(0), new Handler(), errors::failed);
    }

    private final class Handler implements ResourceRoutes.Handler {

        @Override
        public void handle(RoutingContext context, String mediaType) {
            HttpMethod method = context.request().method();
            if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
                show(context);
            } else if (method == HttpMethod.POST) {
                review(context);
            } else if (method == HttpMethod.OPTIONS) {
                sender.options(context, METHODS);
            } else {
                context.response().putHeader(HttpHeaders.ALLOW, METHODS);
                throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "Send a GET request, or the form of the page.");
            }
        }

        @Override
        public void fail(RoutingContext context, String mediaType, RuntimeException failure) {
            errors.reject(context, failure);
        }
    }

    private void show(RoutingContext context) {
        MultiMap parameters = context.queryParams();
        boolean mayReview = ResourceRoutes.isEditor(context);
        JsonObjectBuilder variables = JSON_PROVIDER
                .createObjectBuilder()
                .add("first", Math.min(PAGE, limits.page().maxSize()))
                // An editor cannot review a quote without the text around it.
                .add("text", mayReview || pages.articleText().allowsParts());
        String article = parameters.get("article");
        JsonObjectBuilder filter =
                JSON_PROVIDER.createObjectBuilder().add("confidence", object("isNull", JsonValue.FALSE));
        if (article != null) {
            JsonObject id = object("id", object("eq", JSON_PROVIDER.createValue(article)));
            filter.add("appearances", object("some", object("article", id)));
            variables.add("article", article);
        }
        variables.add("ofArticle", article != null).add("filter", filter);
        if (parameters.contains("after")) {
            variables.add("after", parameters.get("after"));
        }
        JsonObjectBuilder request = request("ReviewPage", variables);
        if (parameters.contains(TOKEN)) {
            request.add("extensions", ResourceExecutor.seeing(parameters.get(TOKEN)));
        }
        PageData data = PageData.of(ReadResult.json(executor.read(context, request.build())));
        pages.send(context, 200, "pages/review", ReviewView.of(data, links.of(context), mayReview));
    }

    private static JsonObject object(String name, JsonValue value) {
        return JSON_PROVIDER.createObjectBuilder().add(name, value).build();
    }

    private static JsonObjectBuilder request(String operation, JsonObjectBuilder variables) {
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("query", DOCUMENT)
                .add("operationName", operation)
                .add("variables", variables);
    }

    private void review(RoutingContext context) {
        SameOrigin.require(context.request());
        Map<String, String> fields = Form.fields(context, FIELDS);
        JsonObjectBuilder input = JSON_PROVIDER
                .createObjectBuilder()
                .add("id", fields.getOrDefault("id", ""))
                .add("version", version(fields));
        JsonObject request = mutation(context, fields, input).build();
        JsonText.requireStorable("", request);
        String token = executor.change(context, request).token();
        fields.keySet().retainAll(PLACE);
        redirect(context, sender, links.of(context), fields, token);
    }

    /**
     * Sends the browser to the page, so that loading the page again does not send a form again.
     *
     * @param place of {@link #PLACE}
     * @param token of the change that the page must show; null if there is none
     */
    static void redirect(
            RoutingContext context, ResponseSender sender, PageLinks links, Map<String, String> place, String token) {
        Map<String, String> parameters = new TreeMap<>(place);
        if (token != null) {
            parameters.put(TOKEN, token);
        }
        sender.redirect(context, 303, links.to("review") + PageLinks.query(parameters));
    }

    private JsonObjectBuilder mutation(RoutingContext context, Map<String, String> fields, JsonObjectBuilder input) {
        QuoteCorrection correction = new QuoteCorrection(fields);
        String operation =
                switch (fields.getOrDefault("action", "")) {
                    case "reject" -> "RejectQuote";
                    case "confirm" -> correction.isEmpty() ? "ConfirmQuote" : "CorrectQuote";
                    default -> throw invalid("`action` is confirm or reject.");
                };
        if (operation.equals("CorrectQuote")) {
            correction.addTo(input, people(context, correction.speakerVariables()));
        }
        return request(operation, JSON_PROVIDER.createObjectBuilder().add("input", input));
    }

    /** @param variables null for no people */
    private PageData people(RoutingContext context, JsonObject variables) {
        if (variables == null) {
            return null;
        }
        JsonText.requireStorable("", variables);
        JsonObjectBuilder limited = JSON_PROVIDER.createObjectBuilder(variables);
        limited.add("first", Math.min(PAGE, limits.page().maxSize()));
        return PageData.of(ReadResult.json(
                executor.read(context, request("ReviewSpeakers", limited).build())));
    }

    private static int version(Map<String, String> fields) {
        try {
            return Integer.parseInt(fields.getOrDefault("version", ""));
        } catch (NumberFormatException e) {
            throw invalid("`version` is the version of the quote.");
        }
    }

    private static ApiException invalid(String message) {
        return new ApiException(ErrorCode.BAD_USER_INPUT, message);
    }
}
