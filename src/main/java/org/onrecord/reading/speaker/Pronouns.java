package org.onrecord.reading.speaker;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Unit;

/**
 * Resolves "he" and "she": the most salient person before the pronoun whose gender fits. A person is salient who spoke
 * last, is the subject of a near sentence, and whose gender is known.
 */
final class Pronouns {

    private static final double SUBJECT = 2;
    private static final double SOURCE = 0.5;
    private static final double POSSESSIVE = -1.5;
    private static final double UNKNOWN = -1.2;

    private final Mentions mentions;

    Pronouns(Mentions mentions) {
        this.mentions = mentions;
    }

    static Gender gender(Unit unit, Language language) {
        if (language.list("male pronouns").contains(unit.lower())) {
            return Gender.MALE;
        }
        return language.list("female pronouns").contains(unit.lower()) ? Gender.FEMALE : Gender.UNKNOWN;
    }

    /**
     * @param last the last source with the gender, or null
     * @return null if nobody fits
     */
    PersonName resolve(int position, int sentence, Gender gender, Mention last) {
        Mention best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        if (last != null) {
            best = last;
            bestScore = score(last, sentence, gender) + SOURCE;
        }
        for (Mention mention : mentions.before(position)) {
            if (mention.person().gender().mayBe(gender)) {
                double score = score(mention, sentence, gender);
                if (score > bestScore) {
                    best = mention;
                    bestScore = score;
                }
            }
        }
        if (best != null) {
            return best.person();
        }
        for (Mention mention : mentions.from(position)) {
            if (mention.person().gender().mayBe(gender)) {
                return mention.person();
            }
        }
        return null;
    }

    private static double score(Mention mention, int sentence, Gender gender) {
        return mention.sentence()
                - sentence
                + (mention.isSubject() ? SUBJECT : 0)
                + (mention.isPossessive() ? POSSESSIVE : 0)
                + (mention.person().gender() == gender ? 0 : UNKNOWN);
    }
}
