package org.onrecord.pages;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import io.quarkus.qute.Engine;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.http.browser.SecurityHeaders;
import org.onrecord.http.response.Accept;
import org.onrecord.http.response.ResponseSender;
import org.onrecord.pages.view.ArticleText;
import org.onrecord.pages.view.Messages;
import org.onrecord.pages.view.PageData;
import org.onrecord.pages.view.PageLinks;
import org.onrecord.traversal.limits.Limits;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** Renders pages. */
@Singleton
public final class Pages {

    private static final String CONTENT_TYPE = "text/html; charset=utf-8";

    private static final int PAGE = 20;
    private static final int FEW = 5;
    private static final int MOST = 100;
    /** Forty years of months, the latest ones. */
    private static final int GROUPS = 480;

    private final Engine engine;
    private final Assets assets;
    private final PageLinks.Factory links;
    private final ResponseSender sender;
    private final Limits limits;
    private final ArticleText articleText;
    private final boolean isDemo;

    Pages(
            Engine engine,
            Assets assets,
            PageLinks.Factory links,
            ResponseSender sender,
            Limits limits,
            @ConfigProperty(name = "onrecord.pages.article-text") ArticleText articleText,
            @ConfigProperty(name = "onrecord.demo") boolean isDemo) {
        this.engine = engine;
        this.assets = assets;
        this.links = links;
        this.sender = sender;
        this.limits = limits;
        this.articleText = articleText;
        this.isDemo = isDemo;
    }

    /**
     * The GraphQL request that reads a page. Its variables are the sizes of lists ({@code first}, {@code few},
     * {@code most}, {@code groups}), how much of an article's text may be shown ({@code text}, {@code around}), and
     * the parameters of the URL that the page has.
     *
     * @param variables of the page itself
     */
    public JsonObject request(RoutingContext context, Page page, JsonObjectBuilder variables) {
        variables
                .add("first", Math.min(PAGE, limits.page().maxSize()))
                .add("few", Math.min(FEW, limits.page().maxSize()))
                .add("most", Math.min(MOST, limits.page().maxSize()))
                .add("text", articleText.allowsParts())
                .add("around", articleText == ArticleText.AROUND_QUOTES)
                .add("groups", Math.min(GROUPS, limits.groups().maxSize()));
        page.variables.accept(variables, context.queryParams()::get);
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("query", page.document)
                .add("variables", variables)
                .build();
    }

    public ArticleText articleText() {
        return articleText;
    }

    /** What a page depends on beside its data. Sets the headers that each response with a page has. */
    public String representation(RoutingContext context) {
        SecurityHeaders.allowOwnFiles(context.response().headers());
        return representation(context, Accept.HTML);
    }

    /** What another text of a template depends on beside its data. Sets the header with its language. */
    public String representation(RoutingContext context, String mediaType) {
        return mediaType + " " + language(context).language() + " " + assets.version() + " "
                + links.of(context).base() + " " + articleText + " " + isDemo;
    }

    private static Messages language(RoutingContext context) {
        Messages messages = Messages.of(context);
        context.response().putHeader(HttpHeaders.CONTENT_LANGUAGE, messages.language());
        return messages;
    }

    /**
     * @param data of the response to the request
     * @param linkedData the JSON-LD document that the page embeds; null if there is none
     */
    public void send(RoutingContext context, Page page, JsonObject request, JsonObject data, JsonObject linkedData) {
        Map<String, Object> view = new LinkedHashMap<>(page.view.apply(
                PageData.of(data).with("articleText", articleText.name()).with("isDemo", isDemo), links.of(context)));
        if (view.containsKey("location")) {
            sender.redirect(context, 302, view.get("location").toString());
            return;
        }
        view.put("graphql", request.getString("query"));
        view.put("variables", request.getJsonObject("variables").toString());
        view.put("linkedData", linkedData == null ? null : script(linkedData));
        send(context, 200, page.template, view);
    }

    /**
     * JSON as the content of a script element. The element ends at its end tag, wherever that is, and has no escapes
     * but those of JSON.
     */
    private static RawString script(JsonObject json) {
        return new RawString(
                json.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
    }

    void send(RoutingContext context, int status, String template, Map<String, Object> view) {
        SecurityHeaders.allowOwnFiles(context.response().headers());
        sender.send(context, status, CONTENT_TYPE, Buffer.buffer(render(context, template, view)));
    }

    /**
     * The text that a template makes, in the language of the client.
     *
     * @param template its path below {@code templates}
     */
    public String render(RoutingContext context, String template, Map<String, Object> view) {
        Messages messages = language(context);
        TemplateInstance text = engine.getTemplate(template).instance();
        view.forEach(text::data);
        text.data("lang", messages.language());
        return text.setAttribute(Messages.KEY, messages)
                .setAttribute(PageLinks.KEY, links.of(context))
                .render();
    }
}
