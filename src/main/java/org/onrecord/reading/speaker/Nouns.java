package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Resolves definite descriptions: "the senator" is the last person who was introduced as one. */
final class Nouns {

    /** The end of "52-year-old". */
    static final String AGE = "-year-old";

    /** In sentences: another holder of a role who was named this near makes "the senator" unclear. */
    private static final int NEAR = 4;

    private final People people;
    private final Language language;
    private final Distinctions distinctions;
    private final UntaggedNouns untagged;

    Nouns(People people, Language language) {
        this.people = people;
        this.language = language;
        distinctions = new Distinctions(language);
        untagged = new UntaggedNouns(people, language);
    }

    /** Returns the position of the noun that a phrase is about, or -1: "the senator from Ohio". */
    int head(Sentence sentence, Range source) {
        if (!language.isEnglish()) {
            return untagged.head(sentence, source);
        }
        for (int i = source.from(); i < source.to(); i++) {
            boolean isLast = i + 1 == source.to()
                    || sentence.has(i + 1, Tag.ADP)
                    || sentence.is(i + 1, "to")
                    || sentence.get(i + 1).isComma();
            if (isLast) {
                return sentence.get(i).isWord() && !sentence.get(i).isPossessive() ? i : -1;
            }
        }
        return -1;
    }

    /** The author of a text that speaks, "a statement from Reed", or null. */
    Range author(Sentence sentence, Range source) {
        for (int i = source.from() + 1; i + 1 < source.to(); i++) {
            boolean isLink = sentence.is(i, "from") || sentence.is(i, "by");
            if (isLink && language.list("texts").contains(sentence.get(i - 1).lower())) {
                return new Range(i + 1, source.to());
            }
        }
        return null;
    }

    boolean isDefinite(Sentence sentence, Range source) {
        if (!language.isEnglish()) {
            return untagged.isDefinite(sentence, source);
        }
        return sentence.is(source.from(), "the") || sentence.is(source.from(), "this");
    }

    /**
     * @param unnamed where a source without a name had this noun last, "a spokesman", or -1
     * @return the person, or null
     */
    PersonName person(Sentence sentence, int number, Range source, int head, PersonName lastSource, int unnamed) {
        String noun = language.canonical(sentence.get(head).lower());
        Gender gender =
                people.runs().genderOfRole(Set.copyOf(List.of(sentence.get(head).lower(), noun)));
        int position = sentence.get(source.from()).start();
        PersonName best = null;
        int bestCount = 0;
        boolean isUnclear = false;
        for (Mention mention : people.mentions().before(position)) {
            if (mention.start() < unnamed) {
                break;
            }
            int count = matches(sentence, source, head, mention.person());
            boolean fits = mention.person().roleWords().contains(noun)
                    && distinctions.isOfState(sentence, source, mention.person())
                    && mention.person().gender().mayBe(gender)
                    && !distinctions.isDeputy(sentence, source, head, mention.person())
                    && distinctions.hasAdjectives(sentence, source, head, mention.person());
            if (fits && count > bestCount) {
                best = mention.person();
                bestCount = count;
                isUnclear = false;
            } else if (fits && count == bestCount && mention.person() != best) {
                isUnclear = isUnclear || mention.sentence() >= number - NEAR;
            }
        }
        if (best != null) {
            return isUnclear ? null : best;
        }
        // "The owner of the dam" may be a company.
        boolean isCorporate =
                head + 1 < source.to() && language.list("corporate roles").contains(noun);
        if (isCorporate
                || unnamed >= 0
                || language.list("event roles").contains(noun)
                || distinctions.isOther(sentence, source, head)
                || !isPersonNoun(sentence.get(head).lower())) {
            return null;
        }
        for (Mention mention : people.mentions().before(position)) {
            boolean isNear = mention.sentence() >= number - 2;
            if (isNear
                    && mention.person().gender().mayBe(gender)
                    && mention.isSubject()
                    && mayBe(mention.person(), noun)
                    && distinctions.hasNoOther(sentence, source, head, mention.person())
                    && distinctions.isOfState(sentence, source, mention.person())) {
                return mention.person();
            }
        }
        if (lastSource != null
                && lastSource.gender().mayBe(gender)
                && mayBe(lastSource, noun)
                && distinctions.hasNoOther(sentence, source, head, lastSource)) {
            return lastSource;
        }
        for (Mention mention : people.mentions().before(position)) {
            boolean isSure = gender != Gender.UNKNOWN && mention.person().gender() == gender;
            boolean isNear = mention.sentence() >= number - 2
                    && mention.person().gender().mayBe(gender);
            if ((isSure || isNear)
                    && mayBe(mention.person(), noun)
                    && distinctions.hasNoOther(sentence, source, head, mention.person())) {
                return mention.person();
            }
        }
        return number > 1 ? null : later(position, noun, gender);
    }

    /**
     * "A Wisconsin judge" in the first sentence, and "France's energy minister", are the only person with these words.
     *
     * @return null if there is none
     */
    PersonName onlyDescribed(Sentence sentence, int number, Range source, int head) {
        boolean isOwned = sentence.get(source.from()).isPossessive()
                && people.find(NameRuns.text(sentence, source.from(), source.from() + 1), Gender.UNKNOWN) == null;
        boolean mayBeNamed = isOwned || number == 0 && !sentence.has(source.from(), Tag.NUM);
        if (!mayBeNamed || !isPersonNoun(sentence.get(head).lower())) {
            return null;
        }
        List<String> words = new ArrayList<>();
        for (int i = source.from(); i <= head; i++) {
            boolean isArticle = sentence.has(i, Tag.DET) || i == source.from() && isOwned;
            if (!isArticle) {
                words.add(language.canonical(sentence.get(i).lower()));
            }
        }
        PersonName only = null;
        for (Mention mention : people.mentions().from(0)) {
            if (mention.person() != only && mention.person().roleWords().containsAll(words)) {
                if (only != null) {
                    return null;
                }
                only = mention.person();
            }
        }
        return only;
    }

    /** A lead may describe a person whom the next sentences name. */
    private PersonName later(int position, String noun, Gender gender) {
        PersonName first = null;
        for (Mention mention : people.mentions().from(position)) {
            if (mention.person().roleWords().contains(noun)) {
                return mention.person();
            }
            first = first == null
                            && mention.isSubject()
                            && mention.person().gender().mayBe(gender)
                            && mayBe(mention.person(), noun)
                    ? mention.person()
                    : first;
        }
        return first;
    }

    private int matches(Sentence sentence, Range source, int head, PersonName person) {
        int count = 0;
        for (int i = source.from(); i <= head; i++) {
            count += person.roleWords()
                            .contains(language.canonical(sentence.get(i).lower()))
                    ? 1
                    : 0;
        }
        return count;
    }

    /** A person whom the text introduced with another role is not meant: a prosecutor is not "the defendant". */
    private boolean mayBe(PersonName person, String noun) {
        return isGeneric(noun)
                || person.roleWords().contains(noun)
                || person.roleWords().stream().allMatch(word -> isGeneric(word) || !isPersonNoun(word));
    }

    private boolean isGeneric(String noun) {
        return noun.endsWith(AGE)
                || language.list("generic nouns").contains(noun)
                || language.list("courtesy titles").contains(noun);
    }

    UntaggedNouns untagged() {
        return untagged;
    }

    boolean isPersonNoun(String noun) {
        return noun.endsWith(AGE)
                || language.list("title words").contains(noun)
                || language.list("person nouns").contains(noun)
                || language.list("relatives").contains(noun);
    }
}
