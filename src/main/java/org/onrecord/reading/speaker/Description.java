package org.onrecord.reading.speaker;

import java.util.Set;

/**
 * What stands beside a name.
 *
 * @param text as printed ("campaign manager"), or null
 * @param words the nouns and adjectives in lower case
 */
record Description(String text, Set<String> words) {}
