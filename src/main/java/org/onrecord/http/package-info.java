/**
 * GraphQL over HTTP: {@code /graphql} and the schema as text. A request passes {@code browser}, which protects the
 * users of browsers; {@code request} receives it, {@code persisted} adds the document that it only names, the executor
 * executes it in the queue of its client, and {@code response} sends the result. {@code ShortQueries} takes the
 * requests that need no worker thread.
 */
package org.onrecord.http;
