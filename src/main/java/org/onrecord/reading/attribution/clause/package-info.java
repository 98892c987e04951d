/** Reads the reported clauses and phrases of a sentence, and their sources. */
package org.onrecord.reading.attribution.clause;
