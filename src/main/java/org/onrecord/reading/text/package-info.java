/** The parts of a text: quotations, words with their parts of speech, sentences. */
package org.onrecord.reading.text;
