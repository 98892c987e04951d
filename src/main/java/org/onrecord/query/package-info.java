/** The root fields of queries that are not plain edges: look-ups, search, timeline, path and what surrounds a node. */
package org.onrecord.query;
