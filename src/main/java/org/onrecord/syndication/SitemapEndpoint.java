package org.onrecord.syndication;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.view.PageData;
import org.onrecord.resource.ReadResult;
import org.onrecord.resource.StatementExecutor;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.url.PercentEncoding;

/**
 * The list of all pages for search engines (https://www.sitemaps.org/protocol.html). Its index lists parts, and a part
 * lists the nodes of one type in a range of ids, so that PostgreSQL reads each part by the primary key. The URLs of
 * parts differ by a parameter, because a file in a folder may only list pages in that folder.
 */
@Singleton
class SitemapEndpoint {

    private static final String XML = "application/xml";

    /** Ids in the range of a part. The protocol allows 50,000 URLs and 50 MB. */
    private static final long RANGE = 10_000;

    /** The protocol allows 50,000 with that of the home page. */
    private static final int MAX_PARTS = 49_999;

    private static final String HOME = "home";

    private static final Pattern PART = Pattern.compile("([a-z]+)-([0-9]{1,14})");

    private static final String SELECT_PAGES = """
            SELECT json_build_object('pages', json_agg(json_build_object(
                'key', CAST(%s AS text),
                'updated', to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) ORDER BY id)) FROM %s WHERE id >= ? AND id < ?""";

    private static final String SELECT_PARTS = """
            SELECT '%1$s-' || n AS part FROM generate_series(0, (SELECT max(id) FROM %2$s) / %3$d) n
            WHERE EXISTS (SELECT FROM %2$s WHERE id >= n * %3$d AND id < (n + 1) * %3$d)""";

    private static final String SELECT_INDEX =
            "SELECT json_build_object('parts', coalesce(json_agg(part), '[]')) FROM ("
                    + Stream.of(Nodes.values()).map(Nodes::selectParts).collect(Collectors.joining("\nUNION ALL "))
                    + "\nLIMIT " + MAX_PARTS + ") parts";

    private final QueryTemplates templates;
    private final StatementExecutor executor;
    private final ResponseSender sender;
    private final PublicUrl publicUrl;
    private final boolean isCrawlingAllowed;

    SitemapEndpoint(
            QueryTemplates templates,
            StatementExecutor executor,
            ResponseSender sender,
            PublicUrl publicUrl,
            @ConfigProperty(name = "onrecord.pages.crawling") boolean isCrawlingAllowed) {
        this.templates = templates;
        this.executor = executor;
        this.sender = sender;
        this.publicUrl = publicUrl;
        this.isCrawlingAllowed = isCrawlingAllowed;
    }

    void route(@Observes Router router) {
        if (isCrawlingAllowed) {
            templates.route(router, "/sitemap.xml", List.of(XML, "text/xml", Accept.HTML), this::send);
        }
    }

    /** The nodes that have pages. */
    private enum Nodes {
        PEOPLE("person", "slug", PercentEncoding::of),
        EVENTS("event", "slug", PercentEncoding::of),
        ARTICLES("article", "id", id -> new GlobalId("Article", Long.parseLong(id)).toString()),
        QUOTES("quote", "id", id -> new GlobalId("Quote", Long.parseLong(id)).toString());

        /** The first segment of their URLs. */
        private final String path = name().toLowerCase(Locale.ROOT);

        private final String table;
        private final String selectPages;
        /** From the value of the column to the last segment of the URL. */
        private final Function<String, String> segment;

        Nodes(String table, String column, Function<String, String> segment) {
            this.table = table;
            this.selectPages = SELECT_PAGES.formatted(column, table);
            this.segment = segment;
        }

        private String selectParts() {
            return SELECT_PARTS.formatted(path, table, RANGE);
        }
    }

    private void send(RoutingContext context) {
        String base = publicUrl.base(context.request());
        String part = context.queryParams().get("part");
        if (part == null) {
            sendIndex(context, base);
        } else if (part.equals(HOME)) {
            send(context, "urlset", Stream.of(entry("url", base + "/", null)));
        } else {
            Matcher name = PART.matcher(part);
            Nodes nodes = Stream.of(Nodes.values())
                    .filter(candidate -> name.matches() && candidate.path.equals(name.group(1)))
                    .findFirst()
                    .orElseThrow(SitemapEndpoint::notFound);
            sendPart(context, base, nodes, Long.parseLong(name.group(2)));
        }
    }

    private void sendIndex(RoutingContext context, String base) {
        PageData index = read(context, SELECT_INDEX, List.of(), base);
        if (index != null) {
            Stream<String> parts =
                    ((List<?>) index.fields().get("parts")).stream().map(Object::toString);
            send(
                    context,
                    "sitemapindex",
                    Stream.concat(Stream.of(HOME), parts)
                            .map(part -> entry("sitemap", base + "/sitemap.xml?part=" + part, null)));
        }
    }

    private void sendPart(RoutingContext context, String base, Nodes nodes, long number) {
        List<Object> range = List.of(number * RANGE, (number + 1) * RANGE);
        PageData part = read(context, nodes.selectPages, range, base);
        if (part != null && !part.has("pages")) {
            throw notFound();
        } else if (part != null) {
            String prefix = base + "/" + nodes.path + "/";
            send(
                    context,
                    "urlset",
                    part.objects("pages").stream()
                            .map(page -> entry(
                                    "url", prefix + nodes.segment.apply(page.text("key")), page.text("updated"))));
        }
    }

    /** @return null if the client has the part already: then the request is answered */
    private PageData read(RoutingContext context, String sql, List<Object> values, String base) {
        ReadResult result = executor.readIfChanged(context, sql, values, XML + " " + base);
        return sender.revalidate(context, result.validator()) ? null : PageData.of(result.data());
    }

    /** The URLs need no escape in XML. */
    private static String entry(String element, String url, String updated) {
        return "<" + element + "><loc>" + url + "</loc>" + (updated == null ? "" : "<lastmod>" + updated + "</lastmod>")
                + "</" + element + ">\n";
    }

    private void send(RoutingContext context, String element, Stream<String> entries) {
        templates.send(
                context,
                XML + "; charset=utf-8",
                entries.collect(Collectors.joining(
                        "",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + element
                                + " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
                        "</" + element + ">\n")));
    }

    private static ApiException notFound() {
        return new ApiException(ErrorCode.NOT_FOUND, "No part of the sitemap has this URL. Read /sitemap.xml again.");
    }
}
