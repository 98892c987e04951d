/** Import and export of NDJSON: the endpoints, the import job, and its progress. */
package org.onrecord.bulk;
