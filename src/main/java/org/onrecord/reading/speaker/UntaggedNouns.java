package org.onrecord.reading.speaker;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Resolves definite nouns of languages without parts of speech: „die Ministerin“ is the only person whom the text has
 * introduced as one, « l'agricultrice » the only one who fits nearby. In doubt, it is nobody.
 */
final class UntaggedNouns {

    private final People people;
    private final Language language;
    private final RoleWords roles;

    UntaggedNouns(People people, Language language) {
        this.people = people;
        this.language = language;
        roles = new RoleWords(language);
    }

    /** Returns the position of the noun for a person that a phrase is about, or -1. */
    int head(Sentence sentence, Range source) {
        for (int i = source.from(); i < source.to(); i++) {
            if (roles.noun(sentence.get(i)) != null) {
                return i;
            }
            if (i > source.from() && roles.has("possessors", sentence.get(i))) {
                return -1;
            }
        }
        return -1;
    }

    /** Russian has no articles. */
    boolean isDefinite(Sentence sentence, Range source) {
        return language.list("definite articles").isEmpty() || roles.isDefiniteArticle(sentence.get(source.from()));
    }

    /** Whether a word behind an article is a noun and no name, as far as the text tells: „der Betreiber“. */
    boolean isNoun(Sentence sentence, Range name) {
        Unit unit = sentence.get(name.from());
        boolean isOne = name.to() - name.from() == 1;
        return isOne
                && (roles.noun(unit) != null
                        || name.from() > 0
                                && language.list("syntax").contains("capitalised_nouns")
                                && roles.isArticle(sentence.get(name.from() - 1)))
                && people.find(unit.text(), Gender.UNKNOWN) == null;
    }

    /**
     * @param last the last source that has a name, or null
     * @param lastNamed its sentence
     * @param unnamed where a source without a name had this noun last, or -1
     * @return null if nobody is meant for sure
     */
    PersonName person(
            Sentence sentence, int number, Range source, int head, PersonName last, int lastNamed, int unnamed) {
        boolean hasArticle = roles.isDefiniteArticle(sentence.get(source.from()));
        Gender gender = roles.gender(hasArticle ? sentence.get(source.from()) : null, sentence.get(head));
        if (gender == null || unnamed >= 0) {
            return null;
        }
        Unit noun = sentence.get(head);
        Set<PersonName> found = new LinkedHashSet<>();
        for (Mention mention :
                people.mentions().before(sentence.get(source.from()).start())) {
            PersonName person = mention.person();
            boolean isRole = person.roleWords().contains(roles.noun(noun))
                    || person.roleWords().contains(roles.word(noun));
            if (isRole && person.gender().mayBe(gender) && hasWords(sentence, source, head, person)) {
                found.add(person);
            }
        }
        if (!found.isEmpty()) {
            return found.size() == 1 ? found.iterator().next() : null;
        }
        boolean mayBeAnybody = roles.isGeneric(noun)
                && hasNoWords(sentence, source, head)
                && !isPrintedBefore(number, noun, sentence.get(source.from()).start());
        return mayBeAnybody ? near(sentence, number, source, gender, last, lastNamed) : null;
    }

    /** The only person of the paragraph, or else of the sentence before, whose gender fits. */
    private PersonName near(
            Sentence sentence, int number, Range source, Gender gender, PersonName last, int lastNamed) {
        Set<PersonName> found = new LinkedHashSet<>();
        for (Mention mention :
                people.mentions().before(sentence.get(source.from()).start())) {
            boolean isHere = people.sentences().get(mention.sentence()).paragraph() == sentence.paragraph();
            if (isHere && mention.person().gender().mayBe(gender)) {
                found.add(mention.person());
            }
        }
        boolean isLastHere = last != null
                && (people.sentences().get(lastNamed).paragraph() == sentence.paragraph()
                        || found.isEmpty() && lastNamed == number - 1);
        if (isLastHere && last.gender().mayBe(gender)) {
            found.add(last);
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** Whether all words beside a noun are those of the role of a person: « le maire de Lyon ». */
    private boolean hasWords(Sentence sentence, Range source, int head, PersonName person) {
        boolean isPart = roles.word(sentence.get(head)).equals(roles.noun(sentence.get(head)))
                || roles.isGeneric(sentence.get(head))
                || person.roleWords().contains(roles.word(sentence.get(head)))
                || !language.canonical(roles.word(sentence.get(head))).equals(roles.word(sentence.get(head)));
        return isPart
                && IntStream.range(source.from(), source.to())
                        .filter(i -> i != head)
                        .allMatch(i -> isFunctionWord(sentence.get(i))
                                || person.roleWords().contains(roles.word(sentence.get(i))));
    }

    private boolean hasNoWords(Sentence sentence, Range source, int head) {
        return IntStream.range(source.from(), source.to()).allMatch(i -> i == head || isFunctionWord(sentence.get(i)));
    }

    private boolean isFunctionWord(Unit unit) {
        return roles.isArticle(unit) || roles.has("possessors", unit);
    }

    /** A noun that the text has printed before may be about somebody without a name. */
    private boolean isPrintedBefore(int number, Unit noun, int position) {
        return people.sentences().subList(0, number + 1).stream()
                .flatMap(sentence -> sentence.units().stream())
                .anyMatch(unit -> unit.start() < position && roles.word(unit).equals(roles.word(noun)));
    }
}
