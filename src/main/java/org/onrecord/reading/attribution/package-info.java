/**
 * Finds the attributions of an article: what is reported, by which cue, and the noun phrase of its source. Here are the
 * whole article and its transcripts; {@code sentence} has what tells about a sentence, {@code quotation} reads the
 * quotations in it and {@code clause} the reported clauses.
 */
package org.onrecord.reading.attribution;
