/**
 * Links what was read in an article to the people and events of the graph, and proposes the input that publishes it.
 * {@link org.onrecord.reading.linking.ArticleReader} is the entrance.
 */
package org.onrecord.reading.linking;
