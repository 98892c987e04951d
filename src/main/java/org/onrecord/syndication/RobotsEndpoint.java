package org.onrecord.syndication;

import java.net.URI;
import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.PublicUrl;
import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.ResponseSender;

/**
 * What search engines may read (Robots Exclusion Protocol, RFC 9309). Everyone may read it, also if reading the graph
 * requires a token: a crawler that cannot read it would read everything.
 */
@Singleton
class RobotsEndpoint {

    private static final String HOUR = "public, max-age=3600";

    /** The API, pages that lead to others without end, and other forms of pages. */
    private static final List<String> DISALLOWED = List.of(
            "/graphql",
            "/graphiql",
            "/q/",
            "/search",
            "/path",
            "/review",
            "/suggestions",
            "/oembed",
            "/import",
            "/export",
            "/*?format=",
            "/*.csv");

    private final ResponseSender sender;
    private final PublicUrl publicUrl;
    private final boolean isCrawlingAllowed;

    RobotsEndpoint(
            ResponseSender sender,
            PublicUrl publicUrl,
            @ConfigProperty(name = "onrecord.pages.crawling") boolean isCrawlingAllowed,
            @ConfigProperty(name = "onrecord.access.open-reading") boolean isReadingOpen) {
        this.sender = sender;
        this.publicUrl = publicUrl;
        this.isCrawlingAllowed = isCrawlingAllowed && isReadingOpen;
    }

    void route(@Observes Router router) {
        ReadOnlyRoute.of(router, "/robots.txt", 0).handler(context -> {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, HOUR);
            sender.sendText(context, 200, isCrawlingAllowed ? rules(context) : "User-agent: *\nDisallow: /\n");
        });
    }

    private String rules(RoutingContext context) {
        StringBuilder rules = new StringBuilder("User-agent: *\n");
        // Empty if the service does not know its host.
        String base = publicUrl.knownBase(context.request());
        String root = base.isEmpty() ? "" : URI.create(base).getRawPath();
        DISALLOWED.forEach(
                path -> rules.append("Disallow: ").append(root).append(path).append('\n'));
        if (!base.isEmpty()) {
            rules.append("\nSitemap: ").append(base).append("/sitemap.xml\n");
        }
        return rules.toString();
    }
}
