package org.onrecord.jsonld;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

import io.vertx.core.json.JsonObject;

import org.onrecord.traversal.graph.GlobalId;

/** The kinds of nodes that have addresses of their own, each with the query that asks for all that its document says. */
enum NodeKind {
    PERSON("people", "slug", "Person", PersonDocument::of),
    EVENT("events", "slug", "Event", EventDocument::of),
    ARTICLE("articles", "id", "Article", ArticleDocument::of),
    QUOTE("quotes", "id", "Quote", QuoteDocument::of);

    /** The first part of the path of the address. */
    final String collection;
    /** The field that the second part is, and the query's variable for it. */
    final String key;
    /** The name of the GraphQL type. */
    final String type;
    /** Also takes the length of lists ({@code first}), and for each list where to begin ({@code quotesAfter}). */
    final String query;

    private final BiFunction<JsonObject, References, Thing> document;

    NodeKind(String collection, String key, String type, BiFunction<JsonObject, References, Thing> document) {
        this.collection = collection;
        this.key = key;
        this.type = type;
        this.query = resource("/jsonld/" + type + ".graphql");
        this.document = document;
    }

    /** Whether a node of this kind may have the key; what is no id, or that of another type, no node has. */
    boolean mayHave(String key) {
        GlobalId id = GlobalId.parse(key);
        return !this.key.equals("id") || id != null && id.type().equals(type);
    }

    /** @param node as the query has it */
    JsonObject document(JsonObject node, NodeAddresses addresses) {
        JsonObject document = new JsonObject().put("@context", "https://schema.org");
        return document.mergeIn(
                this.document.apply(node, new References(addresses)).json());
    }

    /**
     * The variables by which the query goes on behind what it found of each list; null where no list is longer.
     *
     * @param variables by which it found the node
     */
    JsonObject nextPage(JsonObject node, JsonObject variables) {
        JsonObject next = variables.copy();
        boolean goesOn = false;
        for (String field : node.fieldNames()) {
            if (node.getValue(field) instanceof JsonObject list && list.getJsonObject("pageInfo") != null) {
                goesOn |= list.getJsonObject("pageInfo").getBoolean("hasNextPage");
                next.put(field + "After", list.getJsonObject("pageInfo").getString("endCursor"));
            }
        }
        return goesOn ? next : null;
    }

    private static String resource(String name) {
        try (InputStream file = NodeKind.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
