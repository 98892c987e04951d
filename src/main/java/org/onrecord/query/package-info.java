/** The fields that are not columns or edges: lookups, lists, search, timeline, path and computed fields. */
package org.onrecord.query;
