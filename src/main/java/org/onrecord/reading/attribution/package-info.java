/** Finds what is reported in a sentence, by which cue, and the noun phrase of its source. */
package org.onrecord.reading.attribution;
