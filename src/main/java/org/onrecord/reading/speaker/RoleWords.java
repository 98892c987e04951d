package org.onrecord.reading.speaker;

import java.util.List;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.text.Unit;

/** The nouns for people of languages without parts of speech, by their word lists. */
final class RoleWords {

    private final Language language;

    RoleWords(Language language) {
        this.language = language;
    }

    /** Returns a word in lower case without its elided article, and a noun in the nominative: « l'agricultrice ». */
    String word(Unit unit) {
        String word = unit.lower();
        word = word.startsWith("l'") || word.startsWith("d'") ? word.substring(2) : word;
        if (noun(word) != null) {
            return word;
        }
        for (String pair : language.list("case endings")) {
            String[] endings = pair.split("=", 2);
            if (word.endsWith(endings[0])) {
                String nominative = word.substring(0, word.length() - endings[0].length()) + endings[1];
                if (noun(nominative) != null) {
                    return nominative;
                }
            }
        }
        return word;
    }

    /** Returns the noun for a person in a word, that of „Außenministerin“ and „CDU-Politiker“ too, or null. */
    String noun(Unit unit) {
        return unit.isWord() ? noun(word(unit)) : null;
    }

    private String noun(String word) {
        for (String part : List.of(word, word.substring(word.lastIndexOf('-') + 1))) {
            if (language.list("title words").contains(part)
                    || language.list("person nouns").contains(part)
                    || language.list("generic nouns").contains(part)) {
                return language.canonical(part);
            }
        }
        String longest = null;
        for (String ending : language.list("title endings")) {
            boolean isLonger = word.endsWith(ending) && (longest == null || ending.length() > longest.length());
            longest = isLonger ? ending : longest;
        }
        return longest == null ? null : language.canonical(longest);
    }

    /** Whether a noun describes anybody beside the role: "the farmer". */
    boolean isGeneric(Unit unit) {
        String word = word(unit);
        return language.list("generic nouns").contains(word)
                || language.list("generic nouns").contains(word.substring(word.lastIndexOf('-') + 1));
    }

    boolean isArticle(Unit unit) {
        return unit.lower().startsWith("l'") || has("definite articles", unit) || has("articles", unit);
    }

    boolean isDefiniteArticle(Unit unit) {
        return unit.lower().startsWith("l'") || has("definite articles", unit);
    }

    /** What article, list and ending tell of the gender; null if they contradict each other, as in a plural. */
    Gender gender(Unit article, Unit noun) {
        String word = word(noun);
        String part = word.substring(word.lastIndexOf('-') + 1);
        Gender ofNoun = gender("male titles", "female titles", part);
        boolean isFeminine = language.list("female noun endings").stream().anyMatch(part::endsWith);
        Gender ofArticle =
                article == null ? Gender.UNKNOWN : gender("male articles", "female articles", article.lower());
        boolean isPlural = ofArticle == Gender.FEMALE
                && !language.list("female noun endings").isEmpty()
                && !isFeminine;
        boolean isOblique = ofArticle == Gender.MALE && isFeminine && ofNoun == Gender.FEMALE; // „laut der Ministerin“
        if (isOblique) {
            return Gender.FEMALE;
        }
        if (isPlural || !ofNoun.mayBe(ofArticle)) {
            return null;
        }
        return ofArticle == Gender.UNKNOWN ? ofNoun : ofArticle;
    }

    private Gender gender(String male, String female, String word) {
        boolean isMale = language.list(male).contains(word);
        boolean isFemale = language.list(female).contains(word);
        return isMale == isFemale ? Gender.UNKNOWN : isMale ? Gender.MALE : Gender.FEMALE;
    }

    boolean has(String list, Unit unit) {
        return language.list(list).contains(unit.lower());
    }
}
