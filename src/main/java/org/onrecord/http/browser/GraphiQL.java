package org.onrecord.http.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.language.AstPrinter;
import graphql.parser.Parser;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.http.request.ReadOnlyRoute;
import org.onrecord.http.response.ResponseSender;

/**
 * Serves GraphiQL at {@code /graphiql}: with the query of the URL, or else with the flagship query. The page and its
 * script are those of this service; SmallRye GraphQL serves the files of GraphiQL.
 */
@Singleton
public class GraphiQL {

    private static final String PATH = "/graphiql";

    private final ResponseSender sender;
    /** The folder in which SmallRye GraphQL serves GraphiQL, and a page of its own. */
    private final String files;

    GraphiQL(ResponseSender sender, @ConfigProperty(name = "quarkus.smallrye-graphql.ui.root-path") String files) {
        this.sender = sender;
        this.files = "/q/" + files + "/";
    }

    /** Whether GraphiQL or one of its files may have this path. */
    boolean hasPath(String other) {
        return other != null && (other.equals(PATH) || other.startsWith(PATH + "/") || other.startsWith(files));
    }

    void route(@Observes Router router) {
        String page = resource("/graphiql/index.html");
        ReadOnlyRoute.of(router, PATH, 0).handler(context -> {
            if (context.request().path().endsWith("/")) {
                redirect(context, ".." + PATH);
            } else if (context.request().query() == null) {
                sender.redirect(context, 302, "?query=" + encoded(flagship()));
            } else {
                send(context, "text/html", page);
            }
        });
        route(router, "graphiql.css", "text/css");
        route(router, "graphiql.js", "text/javascript");
        for (String path : new String[] {files, files + "index.html"}) {
            ReadOnlyRoute.of(router, path, 0).handler(context -> redirect(context, "../.." + PATH));
        }
    }

    /** @param path relative, because a proxy may serve the service below a path */
    private void redirect(RoutingContext context, String path) {
        String query = context.request().query();
        sender.redirect(context, 302, path + (query == null ? "" : "?" + query));
    }

    private void route(Router router, String file, String mediaType) {
        String content = resource("/graphiql/" + file);
        ReadOnlyRoute.of(router, PATH + "/" + file, 0).handler(context -> send(context, mediaType, content));
    }

    private void send(RoutingContext context, String mediaType, String content) {
        sender.send(context, 200, mediaType + "; charset=utf-8", Buffer.buffer(content));
    }

    /** With one field a line, and long arguments on a line of their own, so that it fits into the editor. */
    private static String flagship() {
        return AstPrinter.printAst(Parser.parse(resource("/graphql/DenialsAndIndictments.graphql")))
                .replace(" : ", ": ")
                .replaceAll("(?m)^( *)(\\w+)\\((.{30,})\\) \\{$", "$1$2(\n$1  $3\n$1) {");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String resource(String name) {
        try (InputStream file = GraphiQL.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
