package org.onrecord.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Redirects {@code /graphiql} and {@code /} to GraphiQL with the flagship query. */
@Singleton
public class GraphiQL {

    private final String path;

    GraphiQL(@ConfigProperty(name = "quarkus.smallrye-graphql.ui.root-path") String path) {
        this.path = "/q/" + path + "/";
    }

    /** Whether a file of GraphiQL may have this path. */
    boolean hasPath(String other) {
        return other != null && other.startsWith(path);
    }

    /** The URL at which GraphiQL opens with a query. */
    public String url(String query) {
        return path + "?query=" + encoded(query);
    }

    /** @param variables a JSON object */
    public String url(String query, String variables) {
        return url(query) + "&variables=" + encoded(variables);
    }

    /** GraphiQL does not decode a plus sign as a space. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void route(@Observes Router router) {
        String url = url(flagship());
        for (String path : new String[] {"/", "/graphiql"}) {
            router.get(path).order(0).handler(context -> context.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, url)
                    .end());
        }
    }

    private static String flagship() {
        try (InputStream file = GraphiQL.class.getResourceAsStream("/graphql/DenialsAndIndictments.graphql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
