/**
 * Reads raw news articles: finds the quotes in a text, their exact places, types, cues, speakers, speech acts and
 * dates.
 * {@link org.onrecord.reading.Reader} is the entrance. Nothing here needs a database.
 */
package org.onrecord.reading;
