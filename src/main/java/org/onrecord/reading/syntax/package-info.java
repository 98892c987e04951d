/** The noun phrases, verbs and beginnings of clauses in a sentence, whatever it reports. */
package org.onrecord.reading.syntax;
