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

    private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");

    /** More people with one surname are not told apart, so that the time is linear in the number of names. */
    private static final int MAX_NAMESAKES = 20;

    private final Language language;
    private final List<Sentence> sentences;
    private final List<String> authors;
    private final NameRuns runs;
    private final Descriptions descriptions;
    private final FullNames fullNames;
    private final Map<String, List<PersonName>> byLastWord = new HashMap<>();
    private final Map<String, List<PersonName>> byFirstWord = new HashMap<>();
    private final Map<String, PersonName> byName = new LinkedHashMap<>();
    private final Map<String, PersonName> byInitials = new HashMap<>();
    private final int firstQuestion;
    private final Mentions mentions = new Mentions();
    private final Organisations organisations = new Organisations();

    /** @param authors the names of those who wrote the document: pronouns and nouns do not mean them */
    public People(Document document, Language language, List<String> authors) {
        this.language = language;
        sentences = document.sentences();
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
        return List.copyOf(byName.values());
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
            PersonName person = runs.isOrganisation(sentence, run.from(), run.to()) ? null : find(sentence, run, form, gender);
            if (person == null && mayIntroduce(sentence, run, form, description)) {
                person = add(isLong ? form : fullName(form));
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
        PersonName person = byName.computeIfAbsent(name, PersonName::new);
        addTo(byLastWord, lastWord(name), person);
        byInitials.putIfAbsent(initials(name), person);
        if (name.indexOf(' ') > 0) {
            addTo(byFirstWord, name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT), person);
        }
        runs.know(lastWord(name));
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

    /** Returns the person whom a name in a sentence means: the one with the title, if several have the same last name. */
    PersonName find(Sentence sentence, Range name, String form, Gender gender) {
        PersonName person = find(form, gender);
        boolean mayBeOther = person != null && form.indexOf(' ') < 0 && name.from() > 0;
        String title = mayBeOther ? sentence.get(name.from() - 1).lower() : "";
        PersonName titled = language.list("courtesy titles").contains(title) ? withTitle(form, title) : null;
        return titled == null ? person : titled;
    }

    /** Returns the only namesake whom the text does not call by another courtesy title, or null: "Mrs Reed", "Ms Reed". */
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
