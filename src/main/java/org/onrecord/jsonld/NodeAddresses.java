package org.onrecord.jsonld;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.vertx.core.json.JsonObject;

/**
 * Where the nodes of this service are, which is also what they are called in linked data.
 *
 * @param base of the service, without a slash at the end
 */
record NodeAddresses(String base) {

    String person(JsonObject person) {
        return of(NodeKind.PERSON, person);
    }

    String event(JsonObject event) {
        return of(NodeKind.EVENT, event);
    }

    String article(JsonObject article) {
        return of(NodeKind.ARTICLE, article);
    }

    String quote(JsonObject quote) {
        return of(NodeKind.QUOTE, quote);
    }

    String of(NodeKind kind, JsonObject node) {
        return base + "/" + kind.collection + "/" + encoded(node.getString(kind.key));
    }

    /** The query by GET. */
    String graphql(String query, String variables) {
        return base + "/graphql?query=" + encoded(query.replaceAll("\\s+", " ")) + "&variables=" + encoded(variables);
    }

    private static String encoded(String text) {
        // What fills up a global id may stand in an address as it is.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3D", "=");
    }
}
