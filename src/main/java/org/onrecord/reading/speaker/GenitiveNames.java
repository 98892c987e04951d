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
    private final GenitiveForms forms;

    GenitiveNames(People people, Language language) {
        this.people = people;
        this.language = language;
        forms = new GenitiveForms(language);
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
        for (Gender gender : GenitiveForms.GENDERS) {
            String surname = forms.surname(last.text(), gender);
            PersonName person = surname == null ? null : people.find(surname, gender);
            if (person != null && NameIndex.lastWord(person.name()).equals(surname.toLowerCase(Locale.ROOT))) {
                found.add(person);
            }
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }

    private PersonName ofFullName(Unit first, Unit last) {
        for (Gender gender : GenitiveForms.GENDERS) {
            String name = forms.fullName(first.text(), last.text(), gender);
            if (name != null) {
                PersonName known = people.find(name, gender);
                PersonName person = known == null ? people.addSource(name, first, last) : known;
                person.describe(gender);
                return person;
            }
        }
        return null;
    }
}
