package org.onrecord.bulk.importing;

import org.onrecord.publishing.BatchEntry;

/**
 * A valid line of an import.
 *
 * @param number from 1
 * @param json the text of the line
 */
record ImportLine(long number, String json, BatchEntry entry) {}
