package org.onrecord.reading.speaker;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;

/** The nominative of names in the genitive, by lists of first names and endings: „Ольги Дроздовой“. */
final class GenitiveForms {

    static final List<Gender> GENDERS = List.of(Gender.MALE, Gender.FEMALE);

    private final Language language;

    GenitiveForms(Language language) {
        this.language = language;
    }

    /** Returns where the first name in the genitive stands in front of the last word of a run, or -1. */
    int firstName(Sentence sentence, Range run) {
        int first = run.to() - 2;
        boolean isOblique = first >= run.from()
                && !isFirstName(sentence.get(first).lower())
                && GENDERS.stream()
                        .anyMatch(gender -> firstName(sentence.get(first).text(), gender) != null);
        return isOblique ? first : -1;
    }

    private boolean isFirstName(String word) {
        return language.list("male names").contains(word)
                || language.list("female names").contains(word);
    }

    /** Returns the full name of a person with a gender, or null if the endings do not tell it. */
    String fullName(String first, String last, Gender gender) {
        String firstName = firstName(first, gender);
        String surname = firstName == null ? null : surname(last, gender);
        return surname == null ? null : firstName + " " + surname;
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
    String surname(String printed, Gender gender) {
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
