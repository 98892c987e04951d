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

/** Redirects {@code /graphiql} to GraphiQL: with the query of the URL, or else with the flagship query. */
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

    void route(@Observes Router router) {
        String flagship = "query=" + encoded(flagship());
        ReadOnlyRoute.of(router, "/graphiql", 0).handler(context -> {
            String query = context.request().query();
            context.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, path + "?" + (query == null ? flagship : query))
                    .end();
        });
    }

    /** GraphiQL does not decode a plus sign as a space. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String flagship() {
        try (InputStream file = GraphiQL.class.getResourceAsStream("/graphql/DenialsAndIndictments.graphql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
