package org.onrecord.syndication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObjectBuilder;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.QuoteView;
import org.onrecord.pages.view.Statements;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** A quote on pages of other sites: as a picture, and as HTML by oEmbed (https://oembed.com). */
@Singleton
class QuoteEndpoint {

    private static final String SVG = "image/svg+xml";
    private static final String JSON = "application/json";
    private static final String XML = "text/xml";

    /** Articles whose words and dates decide how the quote reads. */
    private static final int FEW = 5;

    private static final String DOCUMENT = GraphQLDocuments.text("/syndication/quote.graphql");

    private final QueryTemplates templates;
    private final PublicUrl publicUrl;
    private final int few;

    QuoteEndpoint(QueryTemplates templates, PublicUrl publicUrl, Limits limits) {
        this.templates = templates;
        this.publicUrl = publicUrl;
        this.few = Math.min(FEW, limits.page().maxSize());
    }

    void route(@Observes Router router) {
        templates.route(router, "/quotes/:id/card.svg", List.of(SVG), this::sendCard);
        templates.route(router, "/oembed", List.of(JSON, XML), this::sendEmbedded);
    }

    private void sendCard(RoutingContext context) {
        // The card is a picture for other sites. A browser also takes over the headers of a response 304.
        context.response().putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        PageData quote = read(context, context.pathParam("id"), SVG);
        if (quote != null) {
            templates.sendXml(context, SVG, "card.xml", Card.of(quote));
        }
    }

    private void sendEmbedded(RoutingContext context) {
        String format = context.queryParams().get("format");
        if (format != null && !format.equals("json") && !format.equals("xml")) {
            templates.sendText(context, 501, "The formats are json and xml.");
            return;
        }
        int width = size(context, "maxwidth");
        int height = size(context, "maxheight");
        String id = id(context.request(), context.queryParams().get("url"));
        String mediaType = "xml".equals(format) ? XML : JSON;
        PageData quote = read(context, id, mediaType + " " + width + " " + height);
        if (quote == null) {
            return;
        }
        Map<String, Object> fields = embedded(context, quote, Embed.of(Statements.words(quote), width, height));
        if (mediaType.equals(XML)) {
            List<Map<String, Object>> list = new ArrayList<>();
            fields.forEach((name, value) -> list.add(Map.of("name", name, "value", value)));
            templates.sendXml(context, XML, "oembed.xml", Map.of("fields", list));
        } else {
            JsonObjectBuilder json = JSON_PROVIDER.createObjectBuilder(fields);
            templates.send(context, JSON + "; charset=utf-8", json.build().toString());
        }
    }

    /** The fields of the response (oEmbed 1.0, 2.3.4). */
    private Map<String, Object> embedded(RoutingContext context, PageData quote, Embed embed) {
        String base = publicUrl.base(context.request());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", "1.0");
        fields.put("type", "rich");
        fields.put("title", quote.text("title"));
        if (quote.has("source")) {
            fields.put("author_name", quote.text("source"));
        }
        if (quote.has("speaker")) {
            fields.put("author_url", base + "/people/" + quote.object("speaker").text("slug"));
        }
        fields.put("provider_name", "OnRecord");
        fields.put("provider_url", base + "/");
        fields.put(
                "html",
                templates.render(context, "embed.html", Map.of("quote", quote.fields(), "words", embed.words())));
        fields.put("width", embed.width());
        fields.put("height", embed.height());
        return fields;
    }

    /** @return null if the request is answered */
    private PageData read(RoutingContext context, String id, String representation) {
        GlobalId global = id == null ? null : GlobalId.parse(id);
        if (global == null || !global.type().equals("Quote")) {
            throw notFound();
        }
        JsonObjectBuilder variables =
                JSON_PROVIDER.createObjectBuilder().add("id", id).add("few", few);
        PageData data = templates.read(context, DOCUMENT, variables, representation);
        if (data != null && !data.has("quote")) {
            throw notFound();
        }
        return data == null ? null : QuoteView.addTitle(data.object("quote"));
    }

    private static ApiException notFound() {
        return new ApiException(ErrorCode.NOT_FOUND, "No quote has this URL.");
    }

    /** The id in the URL of a quote; null if the URL is another. */
    private String id(HttpServerRequest request, String url) {
        if (url == null) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "Send the URL of a quote as the parameter `url`.");
        }
        String prefix = publicUrl.base(request) + "/quotes/";
        return url.startsWith(prefix)
                ? url.substring(prefix.length())
                        .replaceFirst("[?#].*", "")
                        .replace("%3D", "=")
                        .replace("%3d", "=")
                : null;
    }

    /** The value of a parameter in pixels, a very large one if it is missing. */
    private static int size(RoutingContext context, String parameter) {
        String value = context.queryParams().get(parameter);
        if (value == null) {
            return Integer.MAX_VALUE;
        } else if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new ApiException(ErrorCode.BAD_USER_INPUT, "`" + parameter + "` must be a number of pixels.");
        }
        return Integer.parseInt(value);
    }
}
