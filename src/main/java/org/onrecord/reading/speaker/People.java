package org.onrecord.reading.speaker;

import java.util.List;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/**
 * The people whom a document names. It is read twice: first for full names, then for all mentions, because a surname
 * may stand before the full name.
 */
public final class People {

    private final Language language;
    private final List<Sentence> sentences;
    private final List<String> authors;
    private final NameRuns runs;
    private final Descriptions descriptions;
    private final FullNames fullNames;
    private final NameIndex names;
    private final int firstQuestion;
    private final Mentions mentions = new Mentions();
    private final Organisations organisations = new Organisations();

    /** @param authors the names of those who wrote the document: pronouns and nouns do not mean them */
    public People(Document document, Language language, List<String> authors) {
        this.language = language;
        sentences = document.sentences();
        names = new NameIndex(language);
        this.authors = authors;
        firstQuestion = firstQuestion(document);
        runs = new NameRuns(language);
        descriptions = new Descriptions(language);
        fullNames = new FullNames(document, language, runs, descriptions, organisations);
        for (int i = 0; i < document.sentences().size(); i++) {
            addMentions(document.sentences().get(i), i);
        }
        if (language.isEnglish()) {
            new Genders(mentions, language).learn(document);
            new LeadDescription(this, language).learn(document);
        }
    }

    public List<PersonName> all() {
        return names.all().stream().filter(person -> !person.isNamesake()).toList();
    }

    /** Returns the name of the only author, who says "I", or null. */
    String author() {
        return authors.size() == 1 ? authors.get(0) : null;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    Mentions mentions() {
        return mentions;
    }

    /** Returns the person whom the text before a position and before its first question ("Q:") names most, or null. */
    PersonName interviewee(int position) {
        PersonName best = null;
        boolean isOnly = true;
        for (Mention mention : mentions.before(Math.min(position, firstQuestion))) {
            PersonName person = mention.person();
            int more = best == null ? 1 : person.introductions() - best.introductions();
            isOnly = person == best ? isOnly : more != 0;
            best = more > 0 ? person : best;
        }
        return isOnly ? best : null;
    }

    private int firstQuestion(Document document) {
        return document.sentences().stream()
                .filter(sentence -> language.list("question labels")
                        .contains(sentence.get(0).lower().replace(".", "")))
                .mapToInt(sentence -> sentence.get(0).start())
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    Organisations organisations() {
        return organisations;
    }

    NameRuns runs() {
        return runs;
    }

    private void addMentions(Sentence sentence, int number) {
        for (Range run : runs.in(sentence)) {
            if (NameRuns.isNameAtBirth(sentence, run.from())) {
                continue;
            }
            String form = NameRuns.text(sentence, run.from(), run.to());
            Description description = descriptions.of(sentence, run.from(), run.to());
            Gender gender = runs.genderOfRole(description.words());
            boolean isLong = form.indexOf(' ') > 0;
            PersonName person = runs.isOrganisation(sentence, run.from(), run.to())
                    ? null
                    : names.find(sentence, run, form, gender);
            if (person == null && mayIntroduce(sentence, run, form, description)) {
                PersonName other = isLong ? null : names.find(fullName(form), Gender.UNKNOWN);
                person = other != null && !other.gender().mayBe(gender)
                        ? names.addNamesake(sentence.get(run.from() - 1).text(), form)
                        : add(isLong ? form : fullName(form));
            }
            if (person == null) {
                continue;
            }
            if (isLong || runs.hasTitle(sentence, run.from())) {
                person.introduce();
            }
            person.describe(gender);
            person.describe(isLong ? runs.genderOfName(sentence.get(run.from())) : Gender.UNKNOWN);
            if (!isLong && person.name().indexOf(' ') < 0) {
                person.describe(runs.genderOfName(sentence.get(run.from())));
            }
            person.describe(description);
            addMention(person, form, sentence, run, number);
        }
    }

    private boolean mayIntroduce(Sentence sentence, Range run, String form, Description description) {
        if (runs.isOrganisation(sentence, run.from(), run.to())) {
            return false;
        }
        boolean isKnown = form.indexOf(' ') > 0 && fullNames.isPerson(form);
        boolean isRelative = description.words().stream().anyMatch(language.list("relatives")::contains)
                && runs.isFirstName(sentence.get(run.from()));
        return isKnown || isRelative || runs.hasTitle(sentence, run.from());
    }

    private void addMention(PersonName person, String form, Sentence sentence, Range run, int number) {
        Unit first = sentence.get(run.from());
        Unit last = sentence.get(run.to() - 1);
        int cut = last.text().length() - NameRuns.withoutPossessive(last.text()).length();
        person.add(form, first.start(), last.end() - cut);
        if (authors.stream().anyMatch(person.name()::equalsIgnoreCase)) {
            return;
        }
        mentions.add(new Mention(
                person,
                first.start(),
                number,
                isSubject(sentence, run.from()),
                last.isPossessive() || sentence.has(run.to(), Tag.NOUN)));
    }

    /** Whether nothing before a name may be a verb or a preposition with this name. */
    private static boolean isSubject(Sentence sentence, int from) {
        int before = from - 1;
        if (sentence.is(0, "among") && (sentence.is(before, "was") || sentence.is(before, "is"))) {
            return true; // "Among those in the room was Ann Reed"
        }
        while (before > 0 && sentence.get(before).tag().isNominal()) {
            before--;
        }
        if (sentence.has(before, Tag.ADP)) {
            return false;
        }
        for (int i = from - 1; i >= 0; i--) {
            if (sentence.get(i).isQuotation() || sentence.get(i).is(";")) {
                return false;
            }
            if (sentence.has(i, Tag.VERB) || sentence.has(i, Tag.AUX)) {
                return sentence.get(i).lower().endsWith("ing") && i < 2;
            }
        }
        return true;
    }

    private PersonName add(String name) {
        runs.know(NameIndex.lastWord(name));
        return names.add(name);
    }

    NameIndex names() {
        return names;
    }

    /** Returns the person with a name, or null. */
    PersonName find(String form, Gender gender) {
        return names.find(form, gender);
    }

    /** Returns the first longer name with the same last word, or the name itself. */
    String fullName(String name) {
        return fullNames.of(name);
    }

    /** Adds a person whose first name is not known, because the person says something. */
    PersonName addSource(String name, Unit first, Unit last) {
        PersonName person = add(name);
        person.add(name, first.start(), last.end());
        return person;
    }
}
