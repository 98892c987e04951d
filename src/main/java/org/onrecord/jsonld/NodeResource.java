package org.onrecord.jsonld;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.onrecord.pages.Page;
import org.onrecord.pages.view.ArticleText;
import org.onrecord.resource.GraphQLDocuments;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.url.Slug;

import static io.smallrye.graphql.JsonProviderHolder.JSON_PROVIDER;

/** The types of nodes that have URLs, each with the query that reads the content of its document. */
enum NodeResource {
    PERSON("people", "slug", "Person", PersonDocument::of, Page.PERSON),
    EVENT("events", "slug", "Event", EventDocument::of, Page.EVENT),
    ARTICLE("articles", "id", "Article", ArticleDocument::of, Page.ARTICLE),
    QUOTE("quotes", "id", "Quote", QuoteDocument::of, Page.QUOTE);

    /** The first segment of the path. */
    final String collection;
    /** The field whose value is the second segment of the path; also the name of the query's variable. */
    final String key;
    /** The name of the GraphQL type. */
    final String type;
    /**
     * Its other variables are the size of each list ({@code first}) and a cursor for each list ({@code quotesAfter}).
     */
    final String query;
    /** The page that browsers get. */
    final Page page;

    private final BiFunction<QueryNode, NodeReferences, NodeObject> document;

    NodeResource(
            String collection,
            String key,
            String type,
            BiFunction<QueryNode, NodeReferences, NodeObject> document,
            Page page) {
        this.collection = collection;
        this.key = key;
        this.type = type;
        this.query = GraphQLDocuments.text("/jsonld/" + type + ".graphql");
        this.document = document;
        this.page = page;
    }

    /** The field of both queries that looks the node up. */
    String field() {
        return type.toLowerCase(Locale.ROOT);
    }

    /** Whether a key has the form that nodes of this type have. */
    boolean isValid(String key) {
        GlobalId id = GlobalId.parse(key);
        return !this.key.equals("id") || id != null && id.type().equals(type);
    }

    /** The value of a key for the query. */
    String stored(String key) {
        return this.key.equals("slug") ? Slug.of(key) : key;
    }

    /**
     * @param node from the result of the query
     * @param articleText how much of the text of articles the document may contain
     */
    JsonObject document(QueryNode node, NodeUrls urls, ArticleText articleText) {
        JsonObject content = document.apply(node, new NodeReferences(urls, articleText))
                .with("mainEntityOfPage", page(node, urls))
                .toJson();
        return JSON_PROVIDER
                .createObjectBuilder()
                .add("@context", "https://schema.org")
                .addAll(JSON_PROVIDER.createObjectBuilder(content))
                .build();
    }

    /**
     * The page about the node. The times of the record are those of this page: an article has a {@code dateModified} of
     * its own, and the {@code dateCreated} of a quote is the day on which it was spoken.
     */
    private NodeObject page(QueryNode node, NodeUrls urls) {
        return NodeObject.ofType("WebPage")
                .with("url", urls.of(this, node))
                .with("dateCreated", node.text("createdAt"))
                .with("dateModified", node.text("updatedAt"));
    }

    /**
     * The variables for the next page of each list; null if no list has more nodes.
     *
     * @param variables of the query that read the node
     */
    JsonObject nextPage(QueryNode node, JsonObject variables) {
        JsonObjectBuilder next = JSON_PROVIDER.createObjectBuilder(variables);
        boolean hasMore = false;
        for (Map.Entry<String, JsonValue> field : node.json().entrySet()) {
            if (field.getValue() instanceof JsonObject list && list.get("pageInfo") instanceof JsonObject pageInfo) {
                hasMore |= pageInfo.getBoolean("hasNextPage");
                next.add(field.getKey() + "After", pageInfo.get("endCursor"));
            }
        }
        return hasMore ? next.build() : null;
    }
}
