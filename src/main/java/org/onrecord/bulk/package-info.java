/** Import and export of the graph as NDJSON: the endpoints, the import job and its progress. */
package org.onrecord.bulk;
