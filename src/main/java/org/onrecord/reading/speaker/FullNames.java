package org.onrecord.reading.speaker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** The full names of a document, and which of them are those of people: the first of two passes over the text. */
final class FullNames {

    private static final int MIN_ALONE = 2;
    private static final int MAX_NOUN = 8;

    private final Language language;
    private final NameRuns runs;
    private final Descriptions descriptions;
    private final Organisations organisations;
    private final GenitiveForms genitives;
    private final Map<String, String> fullNames = new HashMap<>();
    private final Set<String> fullNamesOfPeople = new HashSet<>();

    /** @param organisations gets the organisations of the document */
    FullNames(
            Document document,
            Language language,
            NameRuns runs,
            Descriptions descriptions,
            Organisations organisations) {
        this.language = language;
        this.descriptions = descriptions;
        this.runs = runs;
        this.organisations = organisations;
        genitives = new GenitiveForms(language);
        document.sentences().forEach(this::addEmployers);
        document.sentences().forEach(this::addFullNames);
        addFamiliarNames(document);
    }

    /** Returns the first longer name with the same last word, or the name itself. */
    String of(String name) {
        return name.indexOf(' ') > 0 ? name : fullNames.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    boolean isPerson(String name) {
        return fullNamesOfPeople.contains(name);
    }

    /** "bankers at Carver Hill", "an analyst at Carver Hill", "the lobby group Carver Hill": no person. */
    private void addEmployers(Sentence sentence) {
        for (int at = 1; at + 1 < sentence.size(); at++) {
            if (!sentence.get(at + 1).isCapitalised() || runs.isFirstName(sentence.get(at + 1))) {
                continue;
            }
            boolean isDescribed =
                    language.list("companies").contains(sentence.get(at).lower());
            boolean isEmployer = sentence.is(at, "at") && sentence.has(at - 1, Tag.NOUN);
            String noun = isEmployer ? sentence.get(at - 1).lower() : "";
            boolean isPerson = language.list("person nouns").contains(noun)
                    || noun.endsWith("s")
                            && language.list("person nouns").contains(noun.substring(0, noun.length() - 1));
            int end = at + 1;
            while ((isPerson || isDescribed)
                    && end < sentence.size()
                    && sentence.get(end).isWord()
                    && sentence.get(end).isCapitalised()) {
                end++;
            }
            if (end > at + 2) {
                runs.knowOrganisation(NameRuns.text(sentence, at + 1, end));
            }
        }
    }

    private void addFullNames(Sentence sentence) {
        for (Range run : runs.in(sentence)) {
            if (NameRuns.isNameAtBirth(sentence, run.from())) {
                continue;
            }
            int oblique = genitives.firstName(sentence, run);
            if (oblique >= 0) {
                addGenitive(
                        sentence.get(oblique).text(), sentence.get(oblique + 1).text());
                continue;
            }
            boolean isOrganisation = runs.isOrganisation(sentence, run.from(), run.to());
            String form = NameRuns.text(sentence, run.from(), run.to());
            if (run.to() - run.from() > 1 && !isOrganisation) {
                fullNames.putIfAbsent(NameIndex.lastWord(form), form);
                if (isPerson(sentence, run)) {
                    addFullName(form);
                }
            } else if (isOrganisation) {
                addOrganisation(sentence, run);
            }
        }
    }

    /** „Мэра Каменска Сергея Руденко“: the name of the person is Сергей Руденко. */
    private void addGenitive(String first, String last) {
        for (Gender gender : GenitiveForms.GENDERS) {
            String name = genitives.fullName(first, last, gender);
            if (name != null) {
                fullNames.putIfAbsent(NameIndex.lastWord(name), name);
                return;
            }
        }
    }

    /** "Supreme Court", "Ministry of Trade" */
    private void addOrganisation(Sentence sentence, Range run) {
        int to = run.to();
        if (sentence.is(to, "of")
                && to + 1 < sentence.size()
                && sentence.get(to + 1).isCapitalised()) {
            to++;
            while (to < sentence.size()
                    && sentence.get(to).isWord()
                    && sentence.get(to).isCapitalised()) {
                to++;
            }
        }
        if (to - run.from() > 1) {
            organisations.add(
                    NameRuns.text(sentence, run.from(), to),
                    sentence.get(run.from()).start());
        }
    }

    private void addFullName(String form) {
        fullNamesOfPeople.add(form);
        runs.know(NameIndex.lastWord(form));
    }

    /** Whether a first name, a title, an age or a verb of saying beside a name tells that it is that of a person. */
    private boolean isPerson(Sentence sentence, Range run) {
        int to = run.to();
        return runs.isFirstName(sentence.get(run.from()))
                || runs.hasTitle(sentence, run.from())
                || (isBesideCue(sentence, run) || isDescribed(sentence, run)) && !runs.isPlace(sentence, run.from())
                || to + 2 < sentence.size()
                        && sentence.get(to).isComma()
                        && sentence.has(to + 1, Tag.NUM)
                        && sentence.get(to + 2).isComma();
    }

    /** "Dara Quill, who", "Dara Quill, a nurse", "her brother, Dara Quill," */
    private boolean isDescribed(Sentence sentence, Range run) {
        int comma = run.to();
        boolean isClosed = comma + 1 < sentence.size() && sentence.get(comma).isComma();
        boolean isNoun = isClosed && sentence.has(comma + 1, Tag.DET);
        for (int i = comma + 1; isClosed && i < Math.min(sentence.size(), comma + MAX_NOUN); i++) {
            if (sentence.is(i, "who")) {
                return true;
            }
            if (!isNoun || !sentence.get(i).isWord()) {
                break;
            }
        }
        Description description = descriptions.of(sentence, run.from(), run.to());
        return description.text() != null;
    }

    private boolean isBesideCue(Sentence sentence, Range run) {
        int verb = run.to();
        while (sentence.has(verb, Tag.AUX) || sentence.has(verb, Tag.ADV) || sentence.has(verb, Tag.PART)) {
            verb++;
        }
        boolean isHuman = sentence.has(verb, Tag.VERB)
                && language.list("human verbs").contains(sentence.get(verb).lower());
        return isHuman || isStrongCue(sentence, verb) || isStrongCue(sentence, run.from() - 1);
    }

    private boolean isStrongCue(Sentence sentence, int i) {
        boolean mayBeVerb = i >= 0
                && i < sentence.size()
                && (sentence.has(i, Tag.VERB)
                        || !language.isEnglish() && sentence.get(i).isWord());
        Cue cue = mayBeVerb ? language.cue(sentence.get(i).lower()) : null;
        return cue != null && !language.isEnglish() || cue != null && cue.takes(Cue.Frame.NEVER_A_NOUN);
    }

    /** A name of two words whose last word stands alone elsewhere is that of a person: Dalton Reeve, Reeve. */
    private void addFamiliarNames(Document document) {
        Map<String, Integer> alone = new HashMap<>();
        for (Sentence sentence : document.sentences()) {
            for (int i = 0; i < sentence.size(); i++) {
                String word = NameRuns.withoutPossessive(sentence.get(i).lower());
                if (fullNames.containsKey(word)
                        && sentence.get(i).isCapitalised()
                        && !sentence.has(i - 1, Tag.DET)
                        && !isBehindName(sentence, i)) {
                    boolean isSubject = sentence.has(i + 1, Tag.VERB) || sentence.has(i + 1, Tag.AUX);
                    alone.merge(word, isSubject ? MIN_ALONE : 1, Integer::sum);
                }
            }
        }
        fullNames.forEach((last, form) -> {
            String first = form.substring(0, form.indexOf(' ')).toLowerCase(Locale.ROOT);
            boolean isFamiliar = alone.getOrDefault(last, 0) >= MIN_ALONE;
            if (isFamiliar && !language.list("place words").contains(first)) {
                addFullName(form);
            }
        });
    }

    private static boolean isBehindName(Sentence sentence, int i) {
        return sentence.has(i - 1, Tag.PROPN) && sentence.get(i - 1).isCapitalised()
                || sentence.has(i + 1, Tag.PROPN) && sentence.get(i + 1).isCapitalised();
    }
}
