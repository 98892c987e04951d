package org.onrecord.syndication;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.observability.RequestMeasurement;
import org.onrecord.pages.Page;
import org.onrecord.pages.Pages;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.resource.ResourceExecutor;
import org.onrecord.resource.ResourceRoutes;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.url.Slug;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** The lists of pages as CSV files. */
@Singleton
class CsvEndpoint {

    private static final int PAGE = 100;
    private static final int FEW = 5;

    private static final int BEFORE_PAGES = -2;

    private static final List<String> OF_NODES = List.of("application/ld+json", "application/json", Accept.HTML);

    private final QueryTemplates templates;
    private final ResourceExecutor executor;
    private final ResponseSender sender;
    private final Pages pages;
    private final PublicUrl publicUrl;
    private final Limits limits;
    private final int maxRows;

    CsvEndpoint(
            QueryTemplates templates,
            ResourceExecutor executor,
            ResponseSender sender,
            Pages pages,
            PublicUrl publicUrl,
            Limits limits,
            @ConfigProperty(name = "onrecord.pages.csv-rows") int maxRows) {
        this.templates = templates;
        this.executor = executor;
        this.sender = sender;
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.limits = limits;
        this.maxRows = maxRows;
    }

    void route(@Observes Router router) {
        route(router, "/search.csv", "search", this::search);
        route(router, "/quotes.csv", "quotes", CsvEndpoint::quotes);
        route(router, "/people/:slug/quotes.csv", "person", CsvEndpoint::quotes);
        route(router, "/events/:slug/quotes.csv", "event", CsvEndpoint::quotes);
        negotiate(router, "/search", ".csv", List.of(Accept.HTML));
        negotiate(router, "/people/:slug", "/quotes.csv", OF_NODES);
        negotiate(router, "/events/:slug", "/quotes.csv", OF_NODES);
    }

    /**
     * Serves a file also at the URL of its page, to clients that prefer it.
     *
     * @param suffix of the path of the file, after that of the page
     * @param others the media types that the page has too
     */
    private static void negotiate(Router router, String path, String suffix, List<String> others) {
        List<String> all =
                Stream.concat(others.stream(), Stream.of(CsvFile.MEDIA_TYPE)).toList();
        router.route(path).order(BEFORE_PAGES).handler(context -> {
            if (CsvFile.MEDIA_TYPE.equals(Accept.of(context).best(all))) {
                String query = context.request().query();
                context.reroute(context.normalizedPath() + suffix + (query == null ? "" : "?" + query));
            } else {
                ResourceRoutes.offer(context, CsvFile.MEDIA_TYPE);
                context.next();
            }
        });
    }

    /** Gives the variables of a document. */
    private interface Variables {
        JsonObjectBuilder of(RoutingContext context);
    }

    private void route(Router router, String path, String name, Variables variables) {
        String document = GraphQLDocuments.text("/syndication/csv-" + name + ".graphql")
                + GraphQLDocuments.text("/syndication/csv-row.graphql");
        templates.route(router, path, List.of(CsvFile.MEDIA_TYPE), context -> {
            RequestMeasurement.of(context).bulk(path);
            JsonObjectBuilder all =
                    variables.of(context).add("few", Math.min(FEW, limits.page().maxSize()));
            int page = Math.min(PAGE, limits.page().maxSize());
            new CsvFile(
                            context,
                            executor,
                            sender,
                            document,
                            all.build(),
                            publicUrl.base(context.request()),
                            page,
                            maxRows)
                    .send();
        });
    }

    /** Those of the page of a search with the same parameters. */
    private JsonObjectBuilder search(RoutingContext context) {
        String text = context.queryParams().get("q");
        if (text == null || text.isBlank()) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "Send the text of the search as the parameter `q`.");
        }
        return JSON_PROVIDER.createObjectBuilder(
                pages.request(context, Page.SEARCH, JSON_PROVIDER.createObjectBuilder())
                        .getJsonObject("variables"));
    }

    private static JsonObjectBuilder quotes(RoutingContext context) {
        JsonObjectBuilder variables = JSON_PROVIDER.createObjectBuilder();
        String slug = context.pathParam("slug");
        String act = context.queryParams().get("speechAct");
        if (slug != null) {
            variables.add("slug", Slug.of(slug));
        }
        if (act != null) {
            variables.add(
                    "filter",
                    JSON_PROVIDER
                            .createObjectBuilder()
                            .add(
                                    "speechAct",
                                    JSON_PROVIDER.createObjectBuilder().add("eq", act)));
        }
        return variables;
    }
}
