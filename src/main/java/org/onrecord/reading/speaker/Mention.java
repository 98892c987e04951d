package org.onrecord.reading.speaker;

/**
 * A place at which a document names a person.
 *
 * @param start in UTF-16 code units of the body
 * @param sentence the number of the sentence
 * @param isSubject whether the name is before the first verb of the sentence, and not behind a preposition
 */
record Mention(PersonName person, int start, int sentence, boolean isSubject, boolean isPossessive) {}
