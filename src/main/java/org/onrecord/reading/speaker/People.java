package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** The people whom a document names. A later surname alone is the last person with this surname. */
public final class People {

    private final Language language;
    private final Map<String, PersonName> byLastWord = new LinkedHashMap<>();
    private final Map<String, String> fullNames = new HashMap<>();
    private final List<PersonName> all = new ArrayList<>();
    private final List<PersonName> inOrder = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Mention> subjects = new ArrayList<>();

    /** A person who is named before the verb of a sentence, which is about this person then. */
    record Mention(PersonName person, int start) {}

    public People(Document document, Language language) {
        this.language = language;
        document.sentences().forEach(this::addNames);
    }

    public List<PersonName> all() {
        return all;
    }

    private void addNames(Sentence sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            int end = nameEnd(sentence, i);
            if (end > i) {
                addName(sentence, i, end);
                i = end - 1;
            }
        }
    }

    private int nameEnd(Sentence sentence, int from) {
        int end = from;
        while (end < sentence.size()
                && (isNamePart(sentence.get(end)) || end > from && isAfterFirstName(sentence, end))) {
            end++;
            if (sentence.get(end - 1).isPossessive()) {
                break;
            }
        }
        return end;
    }

    private boolean isNamePart(Unit unit) {
        return !unit.isQuotation()
                && unit.isWord()
                && unit.isCapitalised()
                && (unit.tag() == Tag.PROPN
                        || isFirstName(unit)
                        || byLastWord.containsKey(withoutPossessive(unit.lower())))
                && !isTitle(unit)
                && !isDay(unit);
    }

    /** The tagger takes rare surnames for other words. */
    private boolean isAfterFirstName(Sentence sentence, int at) {
        Unit unit = sentence.get(at);
        return !unit.isQuotation()
                && unit.isWord()
                && unit.isCapitalised()
                && unit.tag() != Tag.DET
                && unit.tag() != Tag.PRON
                && unit.tag() != Tag.ADP
                && isFirstName(sentence.get(at - 1))
                && !isTitle(unit)
                && !isDay(unit);
    }

    private boolean isDay(Unit unit) {
        return language.list("weekdays").contains(unit.lower())
                || language.list("months").contains(unit.lower()) && !isFirstName(unit);
    }

    boolean isTitle(Unit unit) {
        return language.list("title words").contains(unit.lower());
    }

    private boolean isFirstName(Unit unit) {
        String word = withoutPossessive(unit.lower());
        return language.list("male names").contains(word)
                || language.list("female names").contains(word);
    }

    private void addName(Sentence sentence, int from, int to) {
        String form = text(sentence, from, to);
        String last = form.substring(form.lastIndexOf(' ') + 1);
        boolean hasTitle = from > 0 && !sentence.get(from - 1).isQuotation() && isTitle(sentence.get(from - 1));
        PersonName person = byLastWord.get(last.toLowerCase(Locale.ROOT));
        if (to - from > 1 && !isOrganisation(sentence, from, to)) {
            fullNames.putIfAbsent(last.toLowerCase(Locale.ROOT), form);
        }
        boolean isFull = to - from > 1 && (isFirstName(sentence.get(from)) || hasTitle);
        if (person != null
                && to - from > 1
                && person.name().indexOf(' ') > 0
                && !person.forms().contains(form)
                && !form.endsWith(person.name())
                && !person.name().endsWith(form)) {
            person = isFull ? null : person;
        }
        if (person == null && (isFull || hasTitle) && !isOrganisation(sentence, from, to)) {
            person = new PersonName(fullName(form));
            all.add(person);
        }
        if (person == null) {
            return;
        }
        byLastWord.put(last.toLowerCase(Locale.ROOT), person);
        Unit end = sentence.get(to - 1);
        int cut = end.text().length() - withoutPossessive(end.text()).length();
        person.add(form, sentence.get(from).start(), end.end() - cut);
        String title = hasTitle ? sentence.get(from - 1).lower() : null;
        person.describe(gender(sentence.get(from), title), title);
        inOrder.add(person);
        starts.add(sentence.get(from).start());
        if (isSubject(sentence, from)) {
            subjects.add(new Mention(person, sentence.get(from).start()));
        }
    }

    /** Whether nothing before a name may be a verb or a preposition with this name. */
    private static boolean isSubject(Sentence sentence, int from) {
        for (int i = 0; i < from; i++) {
            if (sentence.get(i).isQuotation() || sentence.has(i, Tag.VERB) || sentence.has(i, Tag.AUX)) {
                return false;
            }
        }
        return from == 0 || !sentence.has(from - 1, Tag.ADP);
    }

    private Gender gender(Unit first, String title) {
        if (title != null && language.list("male titles").contains(title)) {
            return Gender.MALE;
        } else if (title != null && language.list("female titles").contains(title)) {
            return Gender.FEMALE;
        }
        boolean male = language.list("male names").contains(first.lower());
        boolean female = language.list("female names").contains(first.lower());
        return male == female ? Gender.UNKNOWN : male ? Gender.MALE : Gender.FEMALE;
    }

    boolean isOrganisation(Sentence sentence, int from, int to) {
        Set<String> words = language.list("organisation words");
        for (int i = from; i < to; i++) {
            if (words.contains(withoutPossessive(sentence.get(i).lower()))) {
                return true;
            }
        }
        return false;
    }

    static String withoutPossessive(String word) {
        boolean isSingular = word.endsWith("'s") || word.endsWith("’s");
        boolean isPlural = word.length() > 3 && (word.endsWith("s'") || word.endsWith("s’"));
        return word.substring(0, word.length() - (isSingular ? 2 : isPlural ? 1 : 0));
    }

    static String text(Sentence sentence, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? " " : "")
                    .append(withoutPossessive(sentence.get(i).text()));
        }
        return text.toString();
    }

    /** Returns the person whose name ends with a word, or null. */
    PersonName named(String form) {
        return byLastWord.get(form.substring(form.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT));
    }

    /** Returns the first longer name with the same last word, or the name itself. */
    String fullName(String name) {
        return name.indexOf(' ') > 0 ? name : fullNames.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    }

    /** Adds a person whose first name is not known, because the person says something. */
    PersonName addSource(String name, Unit first, Unit last) {
        PersonName person = new PersonName(name);
        person.add(name, first.start(), last.end());
        all.add(person);
        byLastWord.put(name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT), person);
        return person;
    }

    /** Returns the last person with a title, or null. */
    PersonName withRole(String role) {
        PersonName found = null;
        for (PersonName person : all) {
            if (person.role() != null && role.startsWith(person.role().replace(".", ""))) {
                found = person;
            }
        }
        return found;
    }

    /** Returns the last subject of a sentence before a position, if the gender may fit, or null. */
    Mention lastSubjectBefore(int position, Gender gender) {
        Mention last = null;
        for (Mention mention : subjects) {
            if (mention.start >= position) {
                break;
            }
            last = mention.person.gender() == gender || mention.person.gender() == Gender.UNKNOWN ? mention : last;
        }
        return last;
    }

    /** Returns the first person after a position whose gender may fit, or null. A lead often names nobody. */
    PersonName firstAfter(int position, Gender gender) {
        for (int i = 0; i < starts.size(); i++) {
            PersonName person = inOrder.get(i);
            if (starts.get(i) > position && (person.gender() == gender || person.gender() == Gender.UNKNOWN)) {
                return person;
            }
        }
        return null;
    }

    /** Returns the person of a gender who is named last before a position, or null. */
    PersonName lastBefore(int position, Gender gender) {
        int low = 0;
        int high = starts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts.get(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - 30); i--) {
            if (inOrder.get(i).gender() == gender) {
                return inOrder.get(i);
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - 30); i--) {
            if (inOrder.get(i).gender() == Gender.UNKNOWN) {
                return inOrder.get(i);
            }
        }
        return null;
    }
}
