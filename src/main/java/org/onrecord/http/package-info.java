/**
 * GraphQL over HTTP: requests, responses, persisted queries, caching, the schema as text, and the redirect to
 * GraphiQL.
 */
package org.onrecord.http;
