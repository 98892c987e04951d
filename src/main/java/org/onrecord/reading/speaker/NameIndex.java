package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;

/** Finds the people of a document by their names, last names, first names and initials. */
final class NameIndex {

    private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");

    /** More people with one surname are not told apart, so that the time is linear in the number of names. */
    private static final int MAX_NAMESAKES = 20;

    private final Language language;
    private final Map<String, List<PersonName>> byLastWord = new HashMap<>();
    private final Map<String, List<PersonName>> byFirstWord = new HashMap<>();
    private final Map<String, PersonName> byName = new LinkedHashMap<>();
    private final Map<String, PersonName> byInitials = new HashMap<>();

    NameIndex(Language language) {
        this.language = language;
    }

    Collection<PersonName> all() {
        return byName.values();
    }

    PersonName add(String name) {
        PersonName person = byName.computeIfAbsent(name, PersonName::new);
        addTo(byLastWord, lastWord(name), person);
        byInitials.putIfAbsent(initials(name), person);
        if (name.indexOf(' ') > 0) {
            addTo(byFirstWord, name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT), person);
        }
        return person;
    }

    /** Adds a person of whom only a title and a last name are known, which another person has too. */
    PersonName addNamesake(String title, String lastName) {
        PersonName person = byName.computeIfAbsent(title + " " + lastName, PersonName::new);
        person.setNamesake();
        addTo(byLastWord, lastWord(lastName), person);
        return person;
    }

    private static void addTo(Map<String, List<PersonName>> index, String word, PersonName person) {
        List<PersonName> people = index.computeIfAbsent(word, key -> new ArrayList<>());
        if (people.size() < MAX_NAMESAKES && !people.contains(person)) {
            people.add(person);
        }
    }

    static String lastWord(String form) {
        String rest = form.toLowerCase(Locale.ROOT);
        String last = rest.substring(rest.lastIndexOf(' ') + 1);
        while (SUFFIXES.contains(last) && rest.indexOf(' ') > 0) {
            rest = rest.substring(0, rest.lastIndexOf(' '));
            last = rest.substring(rest.lastIndexOf(' ') + 1);
        }
        return last;
    }

    /**
     * Returns the person with a name, or null. A surname of several people is the one who was introduced most often,
     * the first of them if it is a draw.
     */
    PersonName find(String form, Gender gender) {
        PersonName same = byName.get(form);
        if (same != null) {
            return same;
        }
        PersonName best = null;
        for (PersonName person : byLastWord.getOrDefault(lastWord(form), List.of())) {
            boolean fits = fits(person.name(), form) && person.gender().mayBe(gender);
            if (fits && (best == null || isBetter(person, best, gender))) {
                best = person;
            }
        }
        return best != null || form.indexOf(' ') > 0 ? best : byFirstName(form);
    }

    /** Returns the person whom a name in a sentence means: of several with a last name, the one with the title. */
    PersonName find(Sentence sentence, Range name, String form, Gender gender) {
        PersonName person = find(form, gender);
        boolean mayBeOther = person != null && form.indexOf(' ') < 0 && name.from() > 0;
        String title = mayBeOther ? sentence.get(name.from() - 1).lower() : "";
        PersonName titled = language.list("courtesy titles").contains(title) ? withTitle(form, title) : null;
        return titled == null ? person : titled;
    }

    /** Returns the only namesake whom the text does not call by another title, or null: "Mrs Reed", "Ms Reed". */
    private PersonName withTitle(String form, String title) {
        PersonName only = null;
        for (PersonName person : byLastWord.getOrDefault(lastWord(form), List.of())) {
            boolean hasOther = !person.roleWords().contains(title)
                    && language.list("courtesy titles").stream().anyMatch(person.roleWords()::contains);
            if (!hasOther && only != null) {
                return null;
            }
            only = hasOther ? only : person;
        }
        return only;
    }

    /** Whether two people who were named before a position have the same last name and as many introductions. */
    boolean isShared(PersonName person, int position) {
        return byLastWord.getOrDefault(lastWord(person.name()), List.of()).stream()
                .anyMatch(other -> other != person
                        && other.introductions() >= person.introductions()
                        && !other.places().isEmpty()
                        && other.places().get(0)[0] < position);
    }

    private static boolean isBetter(PersonName person, PersonName other, Gender gender) {
        boolean isSure = gender != Gender.UNKNOWN && person.gender() == gender;
        boolean isOtherSure = gender != Gender.UNKNOWN && other.gender() == gender;
        return isSure == isOtherSure ? person.introductions() > other.introductions() : isSure;
    }

    boolean hasFullName(String form) {
        return byName.containsKey(form);
    }

    /** Whether two names with the same last word may be those of one person. */
    private static boolean fits(String name, String form) {
        if (form.indexOf(' ') < 0 || name.indexOf(' ') < 0) {
            return true;
        }
        String first = form.substring(0, form.indexOf(' '));
        String other = name.substring(0, name.indexOf(' '));
        return first.equalsIgnoreCase(other)
                || name.toLowerCase(Locale.ROOT).endsWith(form.toLowerCase(Locale.ROOT))
                || form.toLowerCase(Locale.ROOT).endsWith(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the first person whose name has these initials, or null. */
    PersonName withInitials(String initials) {
        return byInitials.get(initials);
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : name.split(" ")) {
            initials.append(word.charAt(0));
        }
        return initials.toString();
    }

    private PersonName byFirstName(String form) {
        List<PersonName> found = byFirstWord.getOrDefault(form.toLowerCase(Locale.ROOT), List.of());
        return found.size() == 1 ? found.get(0) : null;
    }
}
