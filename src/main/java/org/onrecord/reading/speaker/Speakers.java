package org.onrecord.reading.speaker;

import org.onrecord.reading.attribution.Range;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Resolves the source of an attribution to a name. Sources are resolved in the order of the text. */
public final class Speakers {

    private static final int MAX_NAME = 4;

    /**
     * @param origin "printed", "full name", "pronoun", "noun", or null without a name
     * @param name null if the source is not named
     */
    public record Speaker(String name, boolean isPerson, String origin) {}

    private final People people;
    private PersonName lastSource;
    private int lastSourceStart = -1;
    private PersonName lastMale;
    private PersonName lastFemale;
    private String lastName;

    public Speakers(People people) {
        this.people = people;
    }

    /** @param outer the source with its appositions */
    public Speaker resolve(Sentence sentence, Range source, Range outer) {
        Unit first = sentence.get(source.from());
        if (first.tag() == Tag.PRON && source.to() - source.from() == 1) {
            return pronoun(first);
        }
        Range name = lastName(sentence, source.from(), source.to());
        boolean endsWithName = name != null && name.to() == source.to();
        if (!endsWithName && outer.to() > source.to()) {
            Range apposition = lastName(sentence, source.to(), outer.to());
            if (apposition != null
                    && isPerson(sentence, apposition)
                    && sentence.get(apposition.from() - 1).isComma()) {
                name = apposition;
                endsWithName = true;
            }
        }
        if (name == null || !endsWithName && sentence.get(source.to() - 1).tag() == Tag.NOUN) {
            return noun(sentence, source);
        }
        return named(sentence, name);
    }

    private boolean isPerson(Sentence sentence, Range name) {
        boolean isFull = name.to() - name.from() > 1 && name.to() - name.from() <= MAX_NAME;
        return people.named(People.text(sentence, name.from(), name.to())) != null
                || isFull && !people.isOrganisation(sentence, name.from(), name.to());
    }

    /** "the senator" is the person with this title, or the one who spoke last. */
    private Speaker noun(Sentence sentence, Range source) {
        Unit head = sentence.get(source.to() - 1);
        if (!sentence.is(source.from(), "the") || !people.isTitle(head)) {
            return new Speaker(null, false, null);
        }
        PersonName person = people.withRole(head.lower());
        PersonName chosen = person == null ? lastSource : person;
        return chosen == null ? new Speaker(null, false, null) : new Speaker(chosen.name(), true, "noun");
    }

    private Speaker named(Sentence sentence, Range name) {
        String form = People.text(sentence, name.from(), name.to());
        PersonName person = people.isOrganisation(sentence, name.from(), name.to()) ? null : people.named(form);
        String full = people.fullName(form);
        boolean isSurname = full.indexOf(' ') > 0 && name.to() - name.from() == 1;
        if (person == null && (isSurname || isPerson(sentence, name))) {
            person = people.addSource(full, sentence.get(name.from()), sentence.get(name.to() - 1));
        }
        if (person != null) {
            lastSource = person;
            lastSourceStart = sentence.get(name.from()).start();
            lastMale = person.gender() != Gender.FEMALE ? person : lastMale;
            lastFemale = person.gender() != Gender.MALE ? person : lastFemale;
            return new Speaker(person.name(), true, person.name().equals(form) ? "printed" : "full name");
        }
        lastName = form;
        return new Speaker(form, false, "printed");
    }

    private Speaker pronoun(Unit pronoun) {
        boolean isHe = pronoun.lower().startsWith("he");
        boolean isShe = pronoun.lower().startsWith("she");
        if (isHe || isShe) {
            PersonName chosen = person(pronoun.start(), isHe ? Gender.MALE : Gender.FEMALE);
            if (chosen != null) {
                chosen.describe(isHe ? Gender.MALE : Gender.FEMALE, null);
                lastSource = chosen;
                lastSourceStart = pronoun.start();
            }
            return chosen == null ? new Speaker(null, false, null) : new Speaker(chosen.name(), true, "pronoun");
        }
        boolean isIt = pronoun.lower().startsWith("it");
        return isIt && lastName != null ? new Speaker(lastName, false, "pronoun") : new Speaker(null, false, null);
    }

    /** The last source whose gender fits, or a person who is the subject of a later sentence. */
    private PersonName person(int position, Gender gender) {
        PersonName source = gender == Gender.MALE ? lastMale : lastFemale;
        People.Mention subject = people.lastSubjectBefore(position, gender);
        if (subject != null && subject.start() > lastSourceStart) {
            return subject.person();
        }
        if (source != null) {
            return source;
        }
        PersonName before = people.lastBefore(position, gender);
        return before == null ? people.firstAfter(position, gender) : before;
    }

    /** The last run of name words that does not follow a preposition. */
    private Range lastName(Sentence sentence, int from, int to) {
        Range best = null;
        int i = from;
        while (i < to) {
            int end = i;
            while (end < to && isName(sentence.get(end))) {
                end++;
            }
            if (end > i) {
                boolean isLinked = i > from && sentence.has(i - 1, Tag.ADP);
                if (!isLinked) {
                    best = new Range(i, end);
                } else if (best != null
                        && best.to() == i - 1
                        && people.isOrganisation(sentence, best.from(), best.to())) {
                    best = new Range(best.from(), end);
                }
                i = end;
            } else {
                i++;
            }
        }
        return best;
    }

    private boolean isName(Unit unit) {
        return !unit.isQuotation()
                && unit.isWord()
                && unit.isCapitalised()
                && unit.tag() != Tag.DET
                && unit.tag() != Tag.PRON
                && !people.isTitle(unit);
    }
}
