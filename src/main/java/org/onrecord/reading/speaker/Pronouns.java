package org.onrecord.reading.speaker;

import java.util.List;

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

    /** A known gender outweighs all else in this and the last sentence. */
    private static final double NEAR_KNOWN = 9;

    private static final double KNOWN = 2.2;
    private static final int NEAR = 1;

    private final Mentions mentions;
    private final boolean isEnglish;

    /** @param isEnglish whether the text has parts of speech, which tell the subjects and thus who is meant */
    Pronouns(Mentions mentions, boolean isEnglish) {
        this.mentions = mentions;
        this.isEnglish = isEnglish;
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
        Mention best = last;
        double bestScore = last == null ? Double.NEGATIVE_INFINITY : score(last, sentence, gender) + SOURCE;
        for (Mention mention : mentions.before(position)) {
            boolean fits = mention.person().gender().mayBe(gender);
            double score = fits ? score(mention, sentence, gender) : Double.NEGATIVE_INFINITY;
            if (score > bestScore) {
                best = mention;
                bestScore = score;
            }
        }
        if (best != null && hasLaterSubject(best, position, sentence, gender)) {
            return null;
        }
        if (best != null) {
            return !isEnglish && best.person().gender() != gender ? null : best.person();
        }
        for (Mention mention : isEnglish ? mentions.from(position) : List.<Mention>of()) {
            if (mention.person().gender().mayBe(gender)) {
                return mention.person();
            }
        }
        return null;
    }

    /** Whether the sentence before is about somebody of unknown gender: "Hill left. Dorsey agreed. He said". */
    private boolean hasLaterSubject(Mention best, int position, int sentence, Gender gender) {
        return best.sentence() < sentence - 1
                && mentions.before(position).stream()
                        .anyMatch(mention -> mention.sentence() >= sentence - 1
                                && mention.isSubject()
                                && !mention.isPossessive()
                                && mention.person() != best.person()
                                && mention.person().gender() == Gender.UNKNOWN);
    }

    private static double score(Mention mention, int sentence, Gender gender) {
        return mention.sentence()
                - sentence
                + (mention.isSubject() ? SUBJECT : 0)
                + (mention.isPossessive() ? POSSESSIVE : 0)
                + (mention.person().gender() == gender ? known(sentence - mention.sentence()) : 0);
    }

    private static double known(int distance) {
        return distance <= NEAR ? NEAR_KNOWN : KNOWN;
    }
}
