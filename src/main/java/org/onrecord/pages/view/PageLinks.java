package org.onrecord.pages.view;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;
import org.onrecord.url.PercentEncoding;

/**
 * The links of a page.
 *
 * @param base URL of the service, without a slash at the end
 * @param root the path of the base, empty or {@code /onrecord}
 * @param path of the page
 * @param parameters of the URL of the page
 */
public record PageLinks(String base, String root, String path, MultiMap parameters) {

    /** The key of the attribute of a template. */
    public static final String KEY = "onrecord.links";

    @Singleton
    public static final class Factory {

        private final PublicUrl publicUrl;

        Factory(PublicUrl publicUrl) {
            this.publicUrl = publicUrl;
        }

        public PageLinks of(RoutingContext context) {
            // Empty if the service does not know its host: then only an error is shown.
            String base = publicUrl.knownBase(context.request());
            String root = base.isEmpty() ? "" : URI.create(base).getRawPath();
            return new PageLinks(base, root, context.normalizedPath(), context.queryParams());
        }
    }

    /** The link to a path of the service: {@code to("people", "vladimir-putin")}. */
    public String to(String... segments) {
        StringBuilder link = new StringBuilder(root);
        for (String segment : segments) {
            link.append('/').append(PercentEncoding.of(segment));
        }
        return link.toString();
    }

    /** The absolute URL of a path of the service. */
    public String absolute(String... segments) {
        return base + to(segments).substring(root.length());
    }

    /** The link to a search. Parameters without a value are left out. */
    public String search(Map<String, String> values) {
        return to("search") + query(new TreeMap<>(values));
    }

    /** The query of a URL. Parameters without a value are left out. */
    public static String query(Map<String, String> values) {
        StringBuilder query = new StringBuilder();
        values.forEach((parameter, value) -> {
            if (value != null && !value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter)
                        .append('=')
                        // A slash needs no escape in a query.
                        .append(PercentEncoding.of(value).replace("%2F", "/"));
            }
        });
        return query.toString();
    }

    /** The absolute URL of the page. */
    public String canonical() {
        return base + path;
    }

    /** The link to GraphiQL with a query. */
    public String graphiql(String query, String variables) {
        return root + "/graphiql?query=" + PercentEncoding.of(query) + "&variables=" + PercentEncoding.of(variables);
    }

    /** The URLs of a person or an event on other sites, without Wikidata, which has a link of its own. */
    static List<Object> otherSites(PageData node) {
        return ((List<?>) node.fields().get("sameAs"))
                .stream()
                        .<Object>map(url -> url)
                        .filter(url -> !url.toString().contains("wikidata.org/"))
                        .toList();
    }
}
