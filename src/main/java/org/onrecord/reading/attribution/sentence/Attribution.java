package org.onrecord.reading.attribution.sentence;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.syntax.Range;

/**
 * A report of a statement.
 *
 * @param start of the content, in UTF-16 code units of the body
 * @param end of the content, exclusive
 * @param sentence the number of the sentence with the content
 * @param verb the cue in the language data, or null
 * @param cue the cue as printed, or null
 * @param cueSentence the number of the sentence with the source
 * @param source the noun phrase of the source in its sentence, or null
 * @param outerSource the source with its appositions
 */
public record Attribution(
        int start,
        int end,
        int sentence,
        QuoteType type,
        String frame,
        Cue verb,
        String cue,
        int cueUnit,
        int cueSentence,
        Range source,
        Range outerSource) {}
