/** Sends responses: their media types, the errors and data as JSON, and the headers for caches. */
package org.onrecord.http.response;
