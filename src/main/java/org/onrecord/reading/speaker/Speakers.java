package org.onrecord.reading.speaker;

import java.util.Locale;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Resolves the source of an attribution to a name. Sources are resolved in the order of the text. */
public final class Speakers {

    /** In sentences: "it" means no organisation that said something longer ago. */
    private static final int NEAR = 2;

    private static final Speaker UNNAMED = new Speaker(null, false, null, null);

    /**
     * @param origin "printed", "full name", "pronoun", "noun", or null without a name
     * @param name null if the source is not named
     * @param role what the text says of the person beside the name, or null
     */
    public record Speaker(String name, boolean isPerson, String origin, String role) {}

    private final People people;
    private final Language language;
    private final Pronouns pronouns;
    private final Nouns nouns;
    private final SourceNames names;
    private PersonName interviewee;
    private PersonName lastSource;
    private Mention lastMale;
    private Mention lastFemale;
    private String lastOrganisation;
    private int sentenceOfOrganisation;
    private int lastNamed = -1;
    private int lastUnnamed = -1;
    private Gender genderOfUnnamed = Gender.UNKNOWN;

    public Speakers(People people, Language language) {
        this.people = people;
        this.language = language;
        pronouns = new Pronouns(people.mentions(), language.isEnglish());
        nouns = new Nouns(people, language);
        names = new SourceNames(people, nouns);
    }

    /**
     * @param number the number of the sentence
     * @param outer the source with its appositions
     */
    public Speaker resolve(Sentence sentence, int number, Range source, Range outer) {
        Unit first = sentence.get(source.from());
        boolean isOneWord = source.to() - source.from() == 1;
        if (isOneWord && isAnswer(sentence, source)) {
            return answer(first.start());
        }
        boolean isPronoun = first.tag() == Tag.PRON && !SourceNames.isAcronym(first)
                || language.list("pronouns").contains(first.lower());
        // The tagger takes some names for pronouns: Ito, Shea.
        boolean isKnownName = isPronoun
                && first.isCapitalised()
                && Pronouns.gender(first, language) == Gender.UNKNOWN
                && people.find(first.text(), Gender.UNKNOWN) != null;
        if (isOneWord && isPronoun && !isKnownName) {
            return pronoun(first, number);
        }
        Range author = nouns.author(sentence, source);
        if (author != null) {
            return resolve(sentence, number, author, author);
        }
        Range name = names.of(sentence, source, outer);
        if (name != null) {
            return named(sentence, number, name);
        }
        Speaker speaker = noun(sentence, number, source);
        rememberUnnamed(speaker, sentence, number, source);
        return speaker;
    }

    /** "Her spokesman denied it. “It is over,” he said": the pronoun means a source without a name. */
    private void rememberUnnamed(Speaker speaker, Sentence sentence, int number, Range source) {
        int head = speaker.name() == null && number > lastNamed ? nouns.head(sentence, source) : -1;
        String noun = head < 0 ? "" : sentence.get(head).lower();
        boolean isNew = language.list("possessives")
                .contains(sentence.get(source.from()).lower());
        boolean isOne = isNew && nouns.isPersonNoun(noun) && (!noun.endsWith("s") || noun.endsWith("ss"));
        if (isOne) {
            lastUnnamed = number;
            genderOfUnnamed = people.runs().genderOfRole(Set.of(noun));
        }
    }

    /** Whether the last sentence has a source without a name, and no sentence since then is about a person. */
    private boolean meansUnnamed(Unit pronoun, int number, Gender gender) {
        return lastUnnamed > lastNamed
                && lastUnnamed >= number - 1
                && genderOfUnnamed.mayBe(gender)
                && people.mentions().before(pronoun.start()).stream()
                        .noneMatch(mention -> mention.sentence() > lastUnnamed && mention.isSubject());
    }

    /** "A:" in an interview is the person whom the introduction, in front of the first question, names most. */
    private boolean isAnswer(Sentence sentence, Range source) {
        boolean isLabel = source.from() == 0
                && language.list("answer labels")
                        .contains(sentence.get(0).lower().replace(".", ""));
        return isLabel && (sentence.is(1, ":") || language.isEnglish());
    }

    private Speaker answer(int position) {
        if (interviewee == null) {
            interviewee = people.interviewee(position);
        }
        return interviewee == null ? UNNAMED : of(interviewee, "noun");
    }

    private static Speaker of(PersonName person, String origin) {
        return new Speaker(person.name(), true, origin, person.role());
    }

    private Speaker noun(Sentence sentence, int number, Range source) {
        int head = nouns.head(sentence, source);
        if (head < 0) {
            return UNNAMED;
        }
        if (!nouns.isDefinite(sentence, source)) {
            PersonName only = nouns.onlyDescribed(sentence, number, source, head);
            return only == null ? UNNAMED : of(only, "noun");
        }
        String word = sentence.get(head).lower();
        if (language.list("organisation words").contains(word)) {
            int position = sentence.get(source.from()).start();
            String organisation = people.organisations().lastWith(word, position);
            boolean isCompany = language.list("companies").contains(word);
            String name = organisation == null && isCompany ? lastOrganisation : organisation;
            return name == null ? UNNAMED : new Speaker(name, false, "noun", null);
        }
        PersonName person = nouns.person(sentence, number, source, head, lastSource);
        if (person == null) {
            return UNNAMED;
        }
        remember(person, sentence.get(source.from()).start(), number);
        return of(person, "noun");
    }

    private Speaker named(Sentence sentence, int number, Range name) {
        String printed = NameRuns.text(sentence, name.from(), name.to());
        if (sentence.has(name.from() - 1, Tag.DET)
                && language.list("peoples").contains(printed.toLowerCase(Locale.ROOT))) {
            return UNNAMED; // "the German said"
        }
        boolean isLabel = isLabel(sentence, name, printed);
        String form = isLabel ? capitalised(printed) : printed;
        boolean isTurn = name.from() == 0 && sentence.is(name.to(), ":") && people.find(form, Gender.UNKNOWN) == null;
        if ((isLabel || isTurn) && isRole(sentence, name)) {
            return UNNAMED;
        }
        boolean isOrganisation = people.runs().isOrganisation(sentence, name.from(), name.to());
        Gender gender = name.from() == 0
                ? Gender.UNKNOWN
                : people.runs()
                        .genderOfRole(Set.of(sentence.get(name.from() - 1).lower()));
        PersonName person = isOrganisation ? null : people.find(form, gender);
        person = person == null && isLabel ? people.withInitials(printed) : person;
        String full = sentence.has(name.from() - 1, Tag.DET) ? form : people.fullName(form);
        boolean isSurname = full.indexOf(' ') > 0 && name.to() - name.from() == 1;
        if (person == null && (isSurname || names.isPerson(sentence, name))) {
            person = people.addSource(full, sentence.get(name.from()), sentence.get(name.to() - 1));
        }
        if (person != null) {
            remember(person, sentence.get(name.from()).start(), number);
            return of(person, person.name().equals(printed) ? "printed" : "full name");
        }
        lastOrganisation = form;
        sentenceOfOrganisation = number;
        return new Speaker(form, isLabel, "printed", null);
    }

    /** "REED:", or "REED, on taxes:" */
    private static boolean isLabel(Sentence sentence, Range name, String printed) {
        boolean isCapitals = printed.equals(printed.toUpperCase(Locale.ROOT));
        boolean isTopic = name.from() == 0
                && sentence.is(name.to(), ",")
                && sentence.units().stream().anyMatch(unit -> unit.is(":"));
        return isCapitals && (isTopic || sentence.is(name.to(), ":") || sentence.is(name.to(), "("));
    }

    /** "THE COURT:", "MODERATOR:" */
    private boolean isRole(Sentence sentence, Range name) {
        return sentence.has(name.from() - 1, Tag.DET)
                || language.list("unnamed").contains(sentence.get(name.from()).lower())
                || name.to() == 1
                        && (language.list("title words")
                                        .contains(sentence.get(0).lower())
                                || nouns.isPersonNoun(sentence.get(0).lower()));
    }

    private static String capitalised(String form) {
        StringBuilder name = new StringBuilder();
        for (String word : form.split(" ")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(word.charAt(0))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private void remember(PersonName person, int start, int sentence) {
        Mention mention = new Mention(person, start, sentence, true, false);
        lastSource = person;
        lastNamed = sentence;
        lastMale = person.gender() == Gender.FEMALE ? lastMale : mention;
        lastFemale = person.gender() == Gender.MALE ? lastFemale : mention;
    }

    private Speaker pronoun(Unit pronoun, int number) {
        Gender gender = Pronouns.gender(pronoun, language);
        if (gender != Gender.UNKNOWN && meansUnnamed(pronoun, number, gender)) {
            lastUnnamed = number;
            return UNNAMED;
        }
        if (gender != Gender.UNKNOWN) {
            Mention last = gender == Gender.MALE ? lastMale : lastFemale;
            PersonName person = pronouns.resolve(pronoun.start(), number, gender, last);
            if (person == null) {
                return UNNAMED;
            }
            person.describe(gender);
            remember(person, pronoun.start(), number);
            return of(person, "pronoun");
        }
        if (people.author() != null && language.list("author pronouns").contains(pronoun.lower())) {
            return new Speaker(people.author(), true, "pronoun", null);
        }
        boolean isOrganisation =
                pronoun.lower().startsWith("it") || pronoun.lower().startsWith("they");
        return isOrganisation && lastOrganisation != null && number - sentenceOfOrganisation <= NEAR
                ? new Speaker(lastOrganisation, false, "pronoun", null)
                : UNNAMED;
    }
}
