package org.onrecord.jsonld;

import org.onrecord.url.PercentEncoding;

/**
 * The URLs of nodes, which are also their identifiers (IRIs) in linked data.
 *
 * @param base URL of the service, without a slash at the end
 */
record NodeUrls(String base) {

    String person(QueryNode person) {
        return of(NodeResource.PERSON, person);
    }

    String event(QueryNode event) {
        return of(NodeResource.EVENT, event);
    }

    String article(QueryNode article) {
        return of(NodeResource.ARTICLE, article);
    }

    String quote(QueryNode quote) {
        return of(NodeResource.QUOTE, quote);
    }

    String of(NodeResource resource, QueryNode node) {
        return base + "/" + resource.collection + "/" + PercentEncoding.of(node.text(resource.key));
    }

    /** The URL of a GraphQL query with GET. */
    String graphql(String query, String variables) {
        return base + "/graphql?query=" + PercentEncoding.of(query.replaceAll("\\s+", " ")) + "&variables="
                + PercentEncoding.of(variables);
    }
}
