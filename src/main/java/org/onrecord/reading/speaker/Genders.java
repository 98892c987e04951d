package org.onrecord.reading.speaker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** Learns the gender of people with unknown first names from the pronouns behind their only mention nearby. */
final class Genders {

    private static final int MIN_LEAD = 2;

    private final Mentions mentions;
    private final Language language;
    private final Map<PersonName, int[]> votes = new HashMap<>();

    Genders(Mentions mentions, Language language) {
        this.mentions = mentions;
        this.language = language;
    }

    void learn(Document document) {
        List<Sentence> sentences = document.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            for (Unit unit : sentences.get(i).units()) {
                Gender gender = Pronouns.gender(unit, language);
                if (gender != Gender.UNKNOWN) {
                    vote(unit.start(), i, gender);
                }
            }
        }
        votes.forEach((person, counts) -> {
            int lead = counts[0] - counts[1];
            if (Math.abs(lead) >= MIN_LEAD) {
                person.describe(lead > 0 ? Gender.MALE : Gender.FEMALE);
            }
        });
    }

    private void vote(int position, int sentence, Gender gender) {
        PersonName only = null;
        for (Mention mention : mentions.before(position)) {
            if (mention.sentence() < sentence - 1) {
                break;
            }
            if (only != null && only != mention.person()) {
                return;
            }
            only = mention.person();
        }
        if (only != null && only.gender() == Gender.UNKNOWN) {
            votes.computeIfAbsent(only, key -> new int[2])[gender == Gender.MALE ? 0 : 1]++;
        }
    }
}
