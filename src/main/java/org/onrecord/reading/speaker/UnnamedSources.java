package org.onrecord.reading.speaker;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** People without a name whom pronouns and nouns may mean: "A spokesman denied it. He said", "The spokesman said". */
final class UnnamedSources {

    /** In sentences: "A man said so. He gave no name. “It is,” he said." */
    private static final int NEAR = 2;

    private static final Set<String> CONDITIONS = Set.of("when", "whenever", "if");
    private static final Set<String> ANYBODY =
            Set.of("a", "an", "any", "some", "someone", "somebody", "anyone", "anybody");
    private static final Set<String> ARTICLES = Set.of("a", "an", "one", "another");

    private final People people;
    private final Language language;
    private final Nouns nouns;
    private final Map<String, Integer> places = new HashMap<>();
    private int last = -1;
    private Gender gender = Gender.UNKNOWN;

    UnnamedSources(People people, Language language, Nouns nouns) {
        this.people = people;
        this.language = language;
        this.nouns = nouns;
    }

    /** @param isFirst whether no source before in the sentence has a name */
    void add(Sentence sentence, int number, Range source, boolean isFirst) {
        int head = head(sentence, source);
        boolean isKnown = head >= 0 && placeOf(sentence.get(head).lower()) >= 0;
        if (head < 0 || nouns.isDefinite(sentence, source) && !isKnown) {
            return; // "The witness" may have a name.
        }
        places.put(
                language.canonical(sentence.get(head).lower()),
                sentence.get(head).start());
        if (isFirst) {
            last = number;
            gender = genderOf(sentence, head);
        }
    }

    /** Returns where a source without a name had a noun last, or -1. */
    int placeOf(String noun) {
        return places.getOrDefault(language.canonical(noun), -1);
    }

    /**
     * Whether a pronoun means the last source without a name, or the subject of the sentence before.
     *
     * @param lastNamed the number of the last sentence with a source that has a name
     */
    boolean mean(Unit pronoun, int number, Gender ofPronoun, int lastNamed) {
        if (last <= lastNamed && lastNamed < number - 1) {
            rememberSubject(number - 1);
        }
        boolean means = last > lastNamed
                && last >= number - NEAR
                && gender.mayBe(ofPronoun)
                && people.mentions().before(pronoun.start()).stream()
                        .noneMatch(mention -> mention.sentence() > last && mention.isSubject());
        last = means ? number : last;
        return means;
    }

    /** "When a man tells you that, he is telling you": the pronoun means nobody in particular. */
    static boolean isAnybody(Sentence sentence, Unit pronoun) {
        boolean isCondition = CONDITIONS.contains(sentence.get(0).lower())
                && sentence.size() > 2
                && ANYBODY.contains(sentence.get(1).lower());
        return isCondition && sentence.get(1).start() < pronoun.start();
    }

    /** "A colleague disagreed." */
    private void rememberSubject(int number) {
        Sentence sentence = people.sentences().get(number);
        boolean isIndefinite =
                language.isEnglish() && ARTICLES.contains(sentence.get(0).lower());
        Range subject = isIndefinite ? new NounPhrases(sentence, language).startingAt(0) : null;
        boolean isSubject = subject != null
                && subject.to() < sentence.size()
                && sentence.get(subject.to()).tag().isVerbal();
        int head = isSubject ? head(sentence, subject) : -1;
        if (head >= 0) {
            last = number;
            gender = genderOf(sentence, head);
        }
    }

    /** The position of the noun for one person, who is no reporter that asks, or -1. */
    private int head(Sentence sentence, Range source) {
        int head = nouns.head(sentence, source);
        String noun = head < 0 ? "" : sentence.get(head).lower();
        boolean mayBePerson = nouns.isPersonNoun(noun)
                || !noun.isEmpty()
                        && ARTICLES.contains(sentence.get(source.from()).lower())
                        && !isThing(noun);
        boolean isOne = mayBePerson && (!noun.endsWith("s") || noun.endsWith("ss"));
        return isOne && !language.list("question labels").contains(noun) ? head : -1;
    }

    private boolean isThing(String noun) {
        return language.list("organisation words").contains(noun)
                || language.list("companies").contains(noun)
                || language.list("texts").contains(noun)
                || language.noun(noun) != null;
    }

    private Gender genderOf(Sentence sentence, int head) {
        return people.runs().genderOfRole(Set.of(sentence.get(head).lower()));
    }
}
