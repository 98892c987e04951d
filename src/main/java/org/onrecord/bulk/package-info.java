/**
 * Streams of NDJSON: the export of the graph, the reading of many raw articles, and what their endpoints share with
 * {@code importing}.
 */
package org.onrecord.bulk;
