package org.onrecord.syndication;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.QuoteView;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.url.PercentEncoding;
import org.onrecord.url.Slug;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/**
 * Feeds of statements in the Atom Syndication Format (RFC 4287), the latest additions to the graph first, in pages (RFC
 * 5005, 3): of a person, about an event, and of all, also of one speech act.
 */
@Singleton
class FeedEndpoint {

    private static final String ATOM = "application/atom+xml";

    private static final int PAGE = 20;
    private static final int FEW = 5;

    /** The time of a feed without entries. */
    private static final Instant NEVER = Instant.EPOCH;

    private final QueryTemplates templates;
    private final PublicUrl publicUrl;
    private final int length;
    private final int few;

    FeedEndpoint(QueryTemplates templates, PublicUrl publicUrl, Limits limits) {
        this.templates = templates;
        this.publicUrl = publicUrl;
        this.length = Math.min(PAGE, limits.page().maxSize());
        this.few = Math.min(FEW, limits.page().maxSize());
    }

    void route(@Observes Router router) {
        for (NodeFeed feed : NodeFeed.values()) {
            templates.route(
                    router, "/" + feed.collection + "/:slug/feed", List.of(ATOM), context -> send(context, feed));
        }
        templates.route(router, "/feed", List.of(ATOM), this::send);
    }

    /** The feeds of a node. */
    private enum NodeFeed {
        PERSON("people"),
        EVENT("events");

        private final String collection;
        /** The field of the document, and the first part of its name. */
        private final String field;

        private final String document;

        NodeFeed(String collection) {
            this.collection = collection;
            this.field = name().toLowerCase(Locale.ROOT);
            this.document = document(field + "-feed");
        }
    }

    private static final String ALL = document("feed");

    private static String document(String name) {
        return GraphQLDocuments.text("/syndication/" + name + ".graphql")
                + GraphQLDocuments.text("/syndication/entries.graphql");
    }

    private void send(RoutingContext context, NodeFeed feed) {
        String slug = context.pathParam("slug");
        PageData data =
                templates.read(context, feed.document, variables(context).add("slug", Slug.of(slug)), ATOM);
        if (data == null) {
            return;
        } else if (!data.has(feed.field)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "No node has the slug of this feed.");
        }
        PageData node = data.object(feed.field);
        String page = publicUrl.base(context.request()) + "/" + feed.collection + "/" + node.text("slug");
        if (node.text("slug").equals(slug)) {
            send(context, node.object("quotes"), node.text("name"), page, page + "/feed", node.text("updatedAt"));
        } else {
            templates.redirectMoved(context, page + "/feed");
        }
    }

    private void send(RoutingContext context) {
        String act = context.queryParams().get("speechAct");
        JsonObjectBuilder filter = JSON_PROVIDER.createObjectBuilder();
        if (act != null) {
            filter.add("speechAct", JSON_PROVIDER.createObjectBuilder().add("eq", act));
        }
        PageData data = templates.read(context, ALL, variables(context).add("filter", filter), ATOM);
        if (data != null) {
            String home = publicUrl.base(context.request()) + "/";
            String id = home + "feed" + (act == null ? "" : "?speechAct=" + act);
            send(context, data.object("quotes").with("speechAct", act), null, home, id, NEVER.toString());
        }
    }

    private JsonObjectBuilder variables(RoutingContext context) {
        JsonObjectBuilder variables =
                JSON_PROVIDER.createObjectBuilder().add("first", length).add("few", few);
        String after = context.queryParams().get("after");
        return after == null ? variables : variables.add("after", after);
    }

    /**
     * @param name of the node that the feed is about; null if it is about none
     * @param page the address of the page with the same statements
     * @param id of the feed, which is the address of its first page
     * @param updated the time of an empty feed
     */
    private void send(RoutingContext context, PageData list, String name, String page, String id, String updated) {
        List<PageData> quotes = list.objects("nodes");
        quotes.forEach(QuoteView::addTitle);
        PageData info = list.object("pageInfo");
        boolean hasNext = Boolean.TRUE.equals(info.fields().get("hasNextPage"));
        list.with("name", name)
                .with("id", id)
                .with("page", page)
                .with("self", of(id, context.queryParams().get("after")))
                .with("next", hasNext ? of(id, info.text("endCursor")) : null)
                .with(
                        "updated",
                        quotes.stream()
                                .map(quote -> quote.text("updatedAt"))
                                .max(Comparator.comparing(Instant::parse))
                                .orElse(updated));
        templates.sendXml(context, ATOM, "feed.xml", Map.of("feed", list.fields()));
    }

    /** The address of the page of a feed after a cursor. */
    private static String of(String id, String cursor) {
        return cursor == null ? id : id + (id.contains("?") ? "&" : "?") + "after=" + PercentEncoding.of(cursor);
    }
}
