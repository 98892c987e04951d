/** Reads the sources of the quotations in a sentence. */
package org.onrecord.reading.attribution.quotation;
