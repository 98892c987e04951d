/**
 * GraphQL over HTTP: requests, responses, persisted queries, caching, the schema as text, and the redirect to
 * GraphiQL. For all endpoints: checks of the host, the time of bodies, and security headers.
 */
package org.onrecord.http;
