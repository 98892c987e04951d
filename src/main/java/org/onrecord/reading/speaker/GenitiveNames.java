package org.onrecord.reading.speaker;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Finds the person whose name a phrase has in the genitive, „по словам Ольги Дроздовой“. The endings of a surname tell
 * the nominative only with a first name or a person of the text. In doubt, it is nobody.
 */
final class GenitiveNames {

    private final People people;
    private final Language language;

    GenitiveNames(People people, Language language) {
        this.people = people;
        this.language = language;
    }

    /** Whether a word beside a source governs the genitive: „по словам Рида“, „утверждение Рида“, „Roths Aussage“. */
    boolean isGenitive(Sentence sentence, Range source) {
        String before = source.from() > 0 ? sentence.get(source.from() - 1).lower() : "";
        String behind =
                source.to() < sentence.size() ? sentence.get(source.to()).lower() : "";
        boolean isHolder = language.list("possessive endings").stream()
                .anyMatch(sentence.get(source.to() - 1).lower()::endsWith);
        boolean hasNoArticles = language.list("articles").isEmpty();
        return language.list("genitive governors").contains(before)
                || hasNoArticles && language.noun(before) != null
                || isHolder && language.noun(behind) != null;
    }

    PersonName person(Sentence sentence, Range name) {
        Unit last = sentence.get(name.to() - 1);
        if (name.to() - name.from() > 1) {
            return ofFullName(sentence.get(name.to() - 2), last);
        }
        Set<PersonName> found = new LinkedHashSet<>();
        for (Gender gender : new Gender[] {Gender.MALE, Gender.FEMALE}) {
            String surname = nominative(last.text(), gender);
            PersonName person = surname == null ? null : people.find(surname, gender);
            if (person != null && NameIndex.lastWord(person.name()).equals(surname.toLowerCase(Locale.ROOT))) {
                found.add(person);
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    private PersonName ofFullName(Unit first, Unit last) {
        for (Gender gender : new Gender[] {Gender.MALE, Gender.FEMALE}) {
            String firstName = firstName(first.text(), gender);
            String surname = nominative(last.text(), gender);
            if (firstName == null) {
                continue;
            }
            if (surname == null) {
                return null;
            }
            String name = firstName + " " + surname;
            PersonName known = people.find(name, gender);
            PersonName person = known == null ? people.addSource(name, first, last) : known;
            person.describe(gender);
            return person;
        }
        return null;
    }

    /** Returns the first name with the gender that has a form in the genitive, or null. */
    private String firstName(String printed, Gender gender) {
        Set<String> names = language.list(gender == Gender.MALE ? "male names" : "female names");
        for (String pair : language.list(gender == Gender.MALE ? "genitives of men" : "genitives of women")) {
            String name = replaced(printed, pair);
            if (name != null && names.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
        return null;
    }

    /** Returns a surname in the nominative, or null if its ending does not tell. */
    private String nominative(String printed, Gender gender) {
        String list = gender == Gender.MALE ? "genitives of surnames of men" : "genitives of surnames of women";
        for (String pair : language.list(list)) {
            String name = replaced(printed, pair);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    /** @param pair „ой=а“: the ending in the genitive and that in the nominative */
    private static String replaced(String printed, String pair) {
        String[] endings = pair.split("=", 2);
        return printed.length() > endings[0].length() + 1 && printed.endsWith(endings[0])
                ? printed.substring(0, printed.length() - endings[0].length()) + endings[1]
                : null;
    }
}
