/** The import of the graph from NDJSON: its endpoint and its job, batches, lines that wait for others, and progress. */
package org.onrecord.bulk.importing;
