package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds runs of capitalised words that may be the names of persons. */
final class NameRuns {

    private final Language language;
    private final Set<String> knownLastWords = new HashSet<>();
    private final Set<String> knownOrganisations = new HashSet<>();

    NameRuns(Language language) {
        this.language = language;
    }

    /** From now on a surname is a name, whatever its part of speech. */
    void know(String lastWord) {
        knownLastWords.add(lastWord);
    }

    List<Range> in(Sentence sentence) {
        List<Range> runs = new ArrayList<>();
        for (int i = 0; i < sentence.size(); i++) {
            int end = end(sentence, i);
            if (end > i) {
                runs.add(new Range(start(sentence, i, end), end));
                i = end - 1;
            }
        }
        return runs;
    }

    /** The tagger takes capitalised nouns for parts of names: "Pensioner Hilary Moss" begins with the first name. */
    private int start(Sentence sentence, int from, int end) {
        for (int i = end - 3; i >= from; i--) {
            if (isPersonNoun(sentence.get(i)) && (i > from || i == 0) && !isOrganisation(sentence, i + 1, end)) {
                return i + 1;
            }
        }
        boolean isInitial = sentence.get(from).text().endsWith(".");
        for (int i = from; i < end - 1 && !isInitial; i++) {
            if (isFirstName(sentence.get(i))) {
                return i > from + 1 || i == from + 1 && end - i > 1 ? i : from;
            }
        }
        return isBehindPlace(sentence, from, end) ? from + 1 : from;
    }

    /** "Quarterback Jaylen Moss" at the beginning of a sentence, "Dayton County Prosecutor Anita Wolfe" */
    private boolean isPersonNoun(Unit unit) {
        return language.list("person nouns").contains(unit.lower()) && !isFirstName(unit);
    }

    private int end(Sentence sentence, int from) {
        int end = from;
        while (end < sentence.size()
                && (isPart(sentence.get(end))
                        || end > from && (continuesName(sentence, end) || isParticle(sentence, end)))) {
            end++;
            if (sentence.get(end - 1).isPossessive()) {
                break;
            }
        }
        return end;
    }

    private boolean isPart(Unit unit) {
        return mayBeName(unit)
                && (unit.tag() == Tag.PROPN
                        || isFirstName(unit)
                        || knownLastWords.contains(withoutPossessive(unit.lower())));
    }

    /** "Ursula von der Leyen" */
    boolean isParticle(Sentence sentence, int at) {
        int end = at;
        while (end < sentence.size()
                && language.list("name particles").contains(sentence.get(end).lower())) {
            end++;
        }
        return end > at && end < sentence.size() && mayBeName(sentence.get(end));
    }

    /** The tagger takes rare surnames, and some with a possessive, for other words. */
    private boolean continuesName(Sentence sentence, int at) {
        Unit unit = sentence.get(at);
        return mayBeName(unit)
                && unit.tag() != Tag.DET
                && unit.tag() != Tag.PRON
                && (language.list("organisation words").contains(unit.lower())
                        || unit.tag() != Tag.ADP && (isFirstName(sentence.get(at - 1)) || unit.isPossessive()));
    }

    private boolean mayBeName(Unit unit) {
        return !unit.isQuotation()
                && unit.isWord()
                && unit.isCapitalised()
                && !isTitle(unit)
                && !isDay(unit)
                && !isElided(unit);
    }

    private boolean isDay(Unit unit) {
        return language.list("weekdays").contains(unit.lower())
                || language.list("months").contains(unit.lower()) && !isFirstName(unit)
                || !language.isEnglish() && language.dates().isDate(unit.lower()) && !isFirstName(unit);
    }

    boolean isTitle(Unit unit) {
        // "Grünen-Abgeordnete"; in English "Taylor-King" is a name.
        String word = language.isEnglish()
                ? unit.lower()
                : unit.lower().substring(unit.lower().lastIndexOf('-') + 1);
        return language.list("title words").contains(word)
                || language.list("title words").contains(unit.lower())
                || language.list("title endings").stream().anyMatch(word::endsWith); // „Sportdirektor“
    }

    boolean hasTitle(Sentence sentence, int from) {
        return from > 0
                && !sentence.get(from - 1).isQuotation()
                && isTitle(sentence.get(from - 1))
                && !sentence.is(from - 1, "former");
    }

    boolean isFirstName(Unit unit) {
        String word = withoutPossessive(unit.lower());
        return language.list("male names").contains(word)
                || language.list("female names").contains(word);
    }

    /** From now on a name is that of an organisation. */
    void knowOrganisation(String name) {
        knownOrganisations.add(name);
    }

    boolean isOrganisation(Sentence sentence, int from, int to) {
        if (!knownOrganisations.isEmpty() && knownOrganisations.contains(text(sentence, from, to))) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (language.list("organisation words")
                    .contains(withoutPossessive(sentence.get(i).lower()))) {
                return true;
            }
        }
        return false;
    }

    /** "She was born Ann Reed", "Ann Hill, née Reed": no other person. */
    static boolean isNameAtBirth(Sentence sentence, int from) {
        return sentence.is(from - 1, "born") || sentence.is(from - 1, "née") || sentence.is(from - 1, "nee");
    }

    /** « le ministre de la Justice Jean Roy »: without parts of speech, the first name tells where a name begins. */
    int behindNouns(Sentence sentence, int from, int end) {
        for (int i = from + 1; i < end - 1 && !language.isEnglish(); i++) {
            if (isFirstName(sentence.get(i)) && !isFirstName(sentence.get(from))) {
                return i;
            }
        }
        return isBehindPlace(sentence, from, end) ? from + 1 : from;
    }

    /** „президент Франции Жан Руа“ */
    private boolean isBehindPlace(Sentence sentence, int from, int end) {
        return end - from > 2
                && hasTitle(sentence, from)
                && !isFirstName(sentence.get(from))
                && language.list("place endings").stream()
                        .anyMatch(sentence.get(from).lower()::endsWith);
    }

    /** « l'avocat de Jean Roy », « l'avocat de la ville »: a language without parts of speech lists such words. */
    boolean isPossessor(Sentence sentence, int at) {
        return language.list("possessors").contains(sentence.get(at).lower())
                || isArticle(sentence.get(at))
                        && at > 0
                        && language.list("possessors")
                                .contains(sentence.get(at - 1).lower());
    }

    /** Whether a noun behind another one may be that of somebody else: not «la consejera delegada». */
    boolean mayBeOfOther(Sentence sentence, int at) {
        return language.isEnglish() || at > 0 && isPossessor(sentence, at - 1);
    }

    /** Whether the capital letter of the first word of a sentence tells nothing: an article, a preposition. */
    boolean isNoName(Unit first) {
        return isArticle(first)
                || isElided(first)
                || language.list("openers").contains(first.lower())
                || language.list("determiners").contains(first.lower());
    }

    /** „Der Besitzer, Karl Roth“: without parts of speech, the first name tells that a noun stands before it. */
    boolean isUntaggedFirstName(Unit unit) {
        return !language.isEnglish() && isFirstName(unit);
    }

    /** „die Deutsche Bahn“ is no person. */
    boolean isBehindArticle(Sentence sentence, int from) {
        return from > 0 && isArticle(sentence.get(from - 1)) && !isFirstName(sentence.get(from));
    }

    private boolean isArticle(Unit unit) {
        return language.list("articles").contains(unit.lower());
    }

    /** « L'avocat », not « L'Oréal » */
    private static boolean isElided(Unit unit) {
        return unit.lower().startsWith("l'")
                && unit.text().length() > 2
                && Character.isLowerCase(unit.text().charAt(2));
    }

    boolean isPlace(Sentence sentence, int from) {
        return language.list("place words").contains(sentence.get(from).lower());
    }

    Gender genderOfName(Unit first) {
        Gender gender = genderOfName(first.lower(), language);
        // Other languages print English names too: Donald.
        return gender == Gender.UNKNOWN ? genderOfName(first.lower(), Language.of("en")) : gender;
    }

    private static Gender genderOfName(String first, Language language) {
        boolean male = language.list("male names").contains(first);
        boolean female = language.list("female names").contains(first);
        return male == female ? Gender.UNKNOWN : male ? Gender.MALE : Gender.FEMALE;
    }

    Gender genderOfRole(Set<String> words) {
        boolean male = words.stream().anyMatch(language.list("male titles")::contains);
        boolean female = words.stream().anyMatch(language.list("female titles")::contains);
        return male == female ? Gender.UNKNOWN : male ? Gender.MALE : Gender.FEMALE;
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
}
