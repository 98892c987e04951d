/** GraphQL over HTTP: requests, responses, errors, persisted queries, caching and the page of GraphiQL. */
package org.onrecord.http;
