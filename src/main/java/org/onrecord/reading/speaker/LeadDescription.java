package org.onrecord.reading.speaker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Describes the person whom the first sentence of an article means: "A judge said". The next sentences name it. */
final class LeadDescription {

    private static final int MAX_DATELINE = 9;
    private static final int MAX_WORDS = 6;
    private static final int REACH = 4;

    private final People people;
    private final Language language;

    LeadDescription(People people, Language language) {
        this.people = people;
        this.language = language;
    }

    /** Gives the words of the description to the first person whom the next sentences name in full. */
    void learn(Document document) {
        Set<String> words = document.sentences().isEmpty()
                ? Set.of()
                : words(document.sentences().get(0));
        List<Mention> mentions = people.mentions().from(0);
        if (words.isEmpty() || mentions.isEmpty() || mentions.get(0).sentence() > REACH) {
            return;
        }
        Mention mention = mentions.get(0).sentence() > 0 ? mentions.get(0) : nextAfterLead(mentions);
        PersonName person = mention == null ? null : mention.person();
        boolean fits = person != null
                && !isBehindPronoun(document.sentences().get(mention.sentence()), mention)
                && person.gender().mayBe(people.runs().genderOfRole(words))
                && (person.roleWords().stream().noneMatch(this::isRole)
                        || person.roleWords().stream().anyMatch(words::contains));
        if (fits) {
            person.describe(new Description(null, words));
        }
    }

    /** "A man said that. He said that Reed knew": Reed is somebody else. */
    private boolean isBehindPronoun(Sentence sentence, Mention mention) {
        return sentence.units().stream()
                .takeWhile(unit -> unit.start() < mention.start())
                .anyMatch(unit -> unit.tag() == Tag.PRON && Pronouns.gender(unit, language) != Gender.UNKNOWN);
    }

    private boolean isRole(String word) {
        return language.list("title words").contains(word)
                && !language.list("courtesy titles").contains(word);
    }

    /** The next person, if the first sentence has no person as its subject. */
    private static Mention nextAfterLead(List<Mention> mentions) {
        Set<PersonName> inLead = new HashSet<>();
        for (Mention mention : mentions) {
            if (mention.sentence() == 0) {
                inLead.add(mention.person());
            } else if (mention.sentence() > REACH) {
                return null;
            } else if (!inLead.contains(mention.person())) {
                return mention;
            }
        }
        return null;
    }

    /** The words of the subject, or none if its noun is not one for a person. */
    private Set<String> words(Sentence sentence) {
        int from = behindDateline(sentence);
        boolean isDescription = sentence.has(from, Tag.DET)
                || sentence.is(from, "a")
                || from < sentence.size() && sentence.get(from).isPossessive();
        Set<String> words = new HashSet<>();
        int i = from + 1;
        while (isDescription && i < sentence.size() && i - from < MAX_WORDS && isDescribing(sentence.get(i))) {
            Descriptions.addRole(sentence.get(i).lower(), words, language);
            i++;
        }
        boolean isPerson = i > from + 1
                && !isCorporate(sentence, i - 1)
                && (language.list("title words").contains(sentence.get(i - 1).lower())
                        || language.list("person nouns")
                                .contains(sentence.get(i - 1).lower()));
        return isPerson ? words : Set.of();
    }

    /** "The owner of the dam" may be a company. */
    private boolean isCorporate(Sentence sentence, int noun) {
        return language.list("corporate roles").contains(sentence.get(noun).lower()) && sentence.has(noun + 1, Tag.ADP);
    }

    private boolean isDescribing(Unit unit) {
        return unit.isWord()
                && (unit.tag().isNominal() || language.list("title words").contains(unit.lower()));
    }

    private static int behindDateline(Sentence sentence) {
        for (int i = Math.min(sentence.size(), MAX_DATELINE) - 1; i > 0; i--) {
            if (sentence.get(i).isDash()) {
                return i + 1;
            }
        }
        return 0;
    }
}
