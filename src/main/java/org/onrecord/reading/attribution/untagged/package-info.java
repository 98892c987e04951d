/**
 * The indirect quotes of languages without parts of speech: clauses behind a verb of saying and a complementizer, such
 * as "dass", "que" or "что". Word lists of the language tell where the source and the clause begin and end.
 */
package org.onrecord.reading.attribution.untagged;
