package org.onrecord.reading.speaker;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.NounPhrases;
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
    private final Labels labels;
    private final UnnamedSources unnamed;
    private final GenitiveNames genitives;
    private final Set<String> organisations = new HashSet<>();
    private PersonName interviewee;
    private PersonName lastSource;
    private Mention lastMale;
    private Mention lastFemale;
    private String lastOrganisation;
    private int sentenceOfOrganisation;
    private int lastNamed = -1;
    private PersonName asked;
    private int sentenceOfQuestion = -1;
    private Unit lastPronoun;
    private Speaker meantByPronoun;

    public Speakers(People people, Language language) {
        this.people = people;
        this.language = language;
        pronouns = new Pronouns(people.mentions(), language.isEnglish());
        nouns = new Nouns(people, language);
        names = new SourceNames(people, nouns);
        labels = new Labels(language, nouns);
        unnamed = new UnnamedSources(people, language, nouns);
        genitives = new GenitiveNames(people, language);
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
                || language.list("pronouns").contains(first.lower())
                || language.list("oblique pronouns").contains(first.lower());
        // The tagger takes some names for pronouns: Ito, Shea.
        boolean isKnownName = isPronoun
                && first.isCapitalised()
                && Pronouns.gender(first, language) == Gender.UNKNOWN
                && people.find(first.text(), Gender.UNKNOWN) != null;
        if (isOneWord && isPronoun && !isKnownName) {
            // The source of a quotation is also that of the one behind it, which has no cue.
            meantByPronoun = first == lastPronoun ? meantByPronoun : pronoun(first, number);
            lastPronoun = first;
            return meantByPronoun;
        }
        Range author = nouns.author(sentence, source);
        if (author != null) {
            return resolve(sentence, number, author, author);
        }
        Range name = names.of(sentence, source, outer);
        if (name != null && (language.isEnglish() || !nouns.untagged().isNoun(sentence, name))) {
            return genitives.isGenitive(sentence, source)
                    ? of(genitives.person(sentence, name), "full name", sentence, number, source)
                    : named(sentence, number, name);
        }
        Speaker speaker = noun(sentence, number, source);
        if (speaker.name() == null) {
            unnamed.add(sentence, number, source, number > lastNamed);
        }
        return speaker;
    }

    /** „Laut Gesetz“, „laut Umfrage“: a noun that may be no name is no source, in languages that capitalise nouns. */
    public boolean maySpeak(Sentence sentence, Range source, Speaker speaker) {
        return !language.list("syntax").contains("capitalised_nouns")
                || speaker.isPerson()
                || nouns.head(sentence, source) >= 0
                || sentence.units().subList(source.from(), source.to()).stream()
                        .anyMatch(unit -> SourceNames.isAcronym(unit)
                                || language.list("oblique pronouns").contains(unit.lower())
                                || language.list("organisation words").contains(unit.lower()));
    }

    /** "Reed asked Hill whether it was over. “No,” he said": Hill said it. */
    public void rememberQuestion(Sentence sentence, int number, int cue) {
        Range hearer = new NounPhrases(sentence, language).startingAt(cue + 1);
        Range name = hearer == null ? null : names.of(sentence, hearer, hearer);
        asked = name == null ? null : people.find(NameRuns.text(sentence, name.from(), name.to()), Gender.UNKNOWN);
        sentenceOfQuestion = number;
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
        return person.isNamesake() ? UNNAMED : new Speaker(person.name(), true, origin, person.role());
    }

    private Speaker noun(Sentence sentence, int number, Range source) {
        int head = nouns.head(sentence, source);
        if (head < 0) {
            return UNNAMED;
        }
        if (!nouns.isPersonNoun(sentence.get(head).lower())) {
            sentenceOfOrganisation = -NEAR; // "The hospice said so. It": no organisation before.
        }
        if (!nouns.isDefinite(sentence, source)) {
            PersonName only = !language.isEnglish() ? null : nouns.onlyDescribed(sentence, number, source, head);
            return only == null ? UNNAMED : of(only, "noun");
        }
        String word = sentence.get(head).lower();
        if (language.list("organisation words").contains(word)) {
            int position = sentence.get(source.from()).start();
            String organisation = people.organisations().lastWith(word, position);
            boolean isCompany = language.list("companies").contains(word);
            boolean isOnly = isCompany && organisations.size() == 1 && head == source.from() + 1;
            String name = organisation == null && isOnly ? lastOrganisation : organisation;
            return name == null ? UNNAMED : new Speaker(name, false, "noun", null);
        }
        PersonName person = language.isEnglish()
                ? nouns.person(sentence, number, source, head, lastSource, unnamed.placeOf(word))
                : nouns.untagged().person(sentence, number, source, head, lastSource, lastNamed, unnamed.placeOf(word));
        return of(person, "noun", sentence, number, source);
    }

    private Speaker of(PersonName person, String origin, Sentence sentence, int number, Range source) {
        if (person == null) {
            return UNNAMED;
        }
        remember(person, sentence.get(source.from()).start(), number);
        return of(person, origin);
    }

    private Speaker named(Sentence sentence, int number, Range name) {
        String printed = NameRuns.text(sentence, name.from(), name.to());
        if (sentence.has(name.from() - 1, Tag.DET)
                && language.list("peoples").contains(printed.toLowerCase(Locale.ROOT))) {
            return UNNAMED; // "the German said"
        }
        boolean isLabel = Labels.isLabel(sentence, name, printed);
        String form = isLabel ? PersonName.capitalised(printed) : printed;
        boolean isTurn = name.from() == 0 && sentence.is(name.to(), ":") && people.find(form, Gender.UNKNOWN) == null;
        if ((isLabel || isTurn) && labels.isRole(sentence, name)) {
            return UNNAMED;
        }
        boolean isOrganisation = people.runs().isOrganisation(sentence, name.from(), name.to());
        Gender gender = name.from() == 0
                ? Gender.UNKNOWN
                : people.runs()
                        .genderOfRole(Set.of(sentence.get(name.from() - 1).lower()));
        PersonName person = isOrganisation ? null : people.names().find(sentence, name, form, gender);
        person = person == null && isLabel ? people.names().withInitials(printed) : person;
        String full = sentence.has(name.from() - 1, Tag.DET) ? form : people.fullName(form);
        boolean isSurname = full.indexOf(' ') > 0 && name.to() - name.from() == 1;
        if (person == null && (isSurname || names.isPerson(sentence, name))) {
            person = people.addSource(full, sentence.get(name.from()), sentence.get(name.to() - 1));
        }
        if (person != null && name.to() - name.from() == 1 && !people.runs().hasTitle(sentence, name.from())) {
            PersonName namesake = goesOn(person, sentence, number) ? lastSource : null;
            if (namesake == null
                    && people.names().isShared(person, sentence.get(name.from()).start())) {
                return UNNAMED; // "Reed" behind "Ann Reed" and "Tom Reed"
            }
            person = namesake == null ? person : namesake;
        }
        if (person != null) {
            remember(person, sentence.get(name.from()).start(), number);
            return of(person, person.name().equals(printed) ? "printed" : "full name");
        }
        boolean isFirstName = name.to() - name.from() == 1 && people.runs().isFirstName(sentence.get(name.from()));
        if (!isFirstName) {
            lastOrganisation = form;
            organisations.add(form);
            sentenceOfOrganisation = number;
        }
        return new Speaker(form, isLabel, "printed", null);
    }

    /** Whether a person with the same last name spoke just before, in the same paragraph. */
    private boolean goesOn(PersonName person, Sentence sentence, int number) {
        return lastSource != null
                && lastNamed >= number - 1
                && people.sentences().get(lastNamed).paragraph() == sentence.paragraph()
                && NameIndex.lastWord(lastSource.name()).equals(NameIndex.lastWord(person.name()));
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
        boolean isAnybody = UnnamedSources.isAnybody(people.sentences().get(number), pronoun);
        if (gender != Gender.UNKNOWN && (isAnybody || unnamed.mean(pronoun, number, gender, lastNamed))) {
            return UNNAMED;
        }
        if (gender != Gender.UNKNOWN) {
            Mention last = gender == Gender.MALE ? lastMale : lastFemale;
            boolean isAnswer = asked != null
                    && number - sentenceOfQuestion <= 1
                    && lastNamed <= sentenceOfQuestion
                    && asked.gender().mayBe(gender);
            PersonName person = isAnswer ? asked : pronouns.resolve(pronoun.start(), number, gender, last);
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
