package org.onrecord.reading.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.reading.ReadSpeaker;

/**
 * Decides which person each name in an article means. A name that several people have means none of them. A last name
 * alone means the person whose full name the article has, or else the only person of the graph with this last name.
 */
final class PersonLinks {

    private static final int MOST_CANDIDATES = 10;

    /** What joins the names of several people, in the languages that are read. */
    private static final Pattern AND = Pattern.compile(" (?:and|&|und|et|y|и) ");

    /**
     * What separates the words of a source, and the ending of a genitive behind them: "Moss's lawyer" does not name
     * Moss as the source, and "Moss's" in "Moss's denial" does.
     */
    private static final Pattern NO_WORD = Pattern.compile("['’]s?$|[^\\p{L}\\p{M}\\p{N}.'’-]+");

    /** A full name means the people of the first of these groups that is not empty. */
    private static final List<Set<LinkReason>> OF_FULL_NAMES = List.of(
            Set.of(LinkReason.NAME, LinkReason.ALTERNATE_NAME),
            Set.of(LinkReason.SLUG),
            Set.of(LinkReason.WITHOUT_INITIALS));

    private static final List<Set<LinkReason>> OF_LAST_NAMES =
            List.of(Set.of(LinkReason.NAME, LinkReason.ALTERNATE_NAME, LinkReason.LAST_NAME));

    /** The names of new people by their slugs, in the order of the names. */
    private final Map<String, String> newPeople = new LinkedHashMap<>();

    private final Map<String, PersonLink> links = new LinkedHashMap<>();

    /** The links by the last words of their names, with the numbers of the names. */
    private final Map<String, SortedMap<Integer, PersonLink>> byLastWord = new HashMap<>();

    private final Map<String, Map<String, PersonLink>> namesakes = new HashMap<>();

    /** Whom the namesakes may be, by their last name. */
    private final Map<String, List<PersonCandidate>> ofNamesakes = new HashMap<>();

    /** The links of speakers by source and name: many quotes have the same. */
    private final Map<List<String>, PersonLink> speakers = new HashMap<>();

    /**
     * Whom a name means.
     *
     * @param slug of a stored or a new person; null if it is unclear whom the name means
     * @param reason null for a new or an unclear person
     */
    record PersonLink(String name, String slug, LinkReason reason, List<PersonCandidate> candidates) {}

    /** @param names without repetitions */
    PersonLinks(Collection<String> names, GraphLinks graph) {
        int i = 0;
        for (String name : names) {
            PersonLink link = link(name, graph.slugs().get(i), graph.people().get(i));
            links.put(name, link);
            byLastWord.computeIfAbsent(lastWord(name), word -> new TreeMap<>()).put(i, link);
            i++;
        }
    }

    private PersonLink link(String name, String slug, List<PersonCandidate> found) {
        List<PersonCandidate> candidates = found.stream().limit(MOST_CANDIDATES).toList();
        boolean isFull = isFull(name);
        for (Set<LinkReason> reasons : isFull ? OF_FULL_NAMES : OF_LAST_NAMES) {
            List<PersonCandidate> fitting = found.stream()
                    .filter(person -> reasons.contains(person.link()))
                    .toList();
            if (fitting.size() == 1) {
                PersonCandidate person = fitting.get(0);
                return new PersonLink(name, person.slug(), person.link(), candidates);
            } else if (fitting.size() > 1) {
                return new PersonLink(name, null, null, candidates);
            }
        }
        if (!isFull || slug.isEmpty() || slug.length() > MaxLength.KEY || name.length() > MaxLength.KEY) {
            return new PersonLink(name, null, null, candidates);
        }
        newPeople.putIfAbsent(slug, name);
        return new PersonLink(name, slug, null, candidates);
    }

    /** Returns null if the article has no such name. */
    PersonLink of(String name) {
        return links.get(name);
    }

    /** Returns the name of a person whom the article proposes as a new one, by the slug; null for a stored person. */
    String newName(String slug) {
        return newPeople.get(slug);
    }

    /** Returns null if the speaker is no person. Several people ("Reed and Hill") are nobody in particular. */
    PersonLink of(ReadSpeaker speaker) {
        if (speaker == null || !speaker.isPerson() || !links.containsKey(speaker.name())) {
            return null;
        }
        return speakers.computeIfAbsent(List.of(speaker.text(), speaker.name()), source -> linkOf(speaker));
    }

    private PersonLink linkOf(ReadSpeaker speaker) {
        List<PersonLink> joined = joined(speaker.text());
        if (joined.size() > 1) {
            List<PersonCandidate> candidates =
                    joined.stream().flatMap(link -> link.candidates.stream()).toList();
            return new PersonLink(speaker.text(), null, null, candidates);
        }
        String printed = " " + NO_WORD.matcher(speaker.text()).replaceAll(" ") + " ";
        PersonLink link = links.get(speaker.name());
        if (isFull(link.name) && printed.contains(" " + link.name + " ")) {
            return link;
        }
        // A shorter full name of the speaker. The source may name other people, too: "Moss's lawyer".
        Set<String> words = new HashSet<>(Arrays.asList(speaker.name().split(" ")));
        PersonLink full = words.stream()
                .filter(word -> printed.contains(" " + word + " "))
                .flatMap(word -> withLastWord(word).entrySet().stream())
                .filter(other -> isFull(other.getValue().name)
                        && words.containsAll(Arrays.asList(other.getValue().name.split(" "))))
                .filter(other -> printed.contains(" " + other.getValue().name + " "))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(null);
        if (full != null) {
            return full;
        }
        String lastName = lastWord(speaker.name());
        if (!printed.contains(" " + lastName + " ")) {
            return link; // A pronoun, for example.
        }
        Map<String, PersonLink> namesakes = namesakes(lastName);
        return namesakes.size() > 1
                ? new PersonLink(
                        link.name,
                        null,
                        null,
                        ofNamesakes.computeIfAbsent(lastName, name -> candidates(namesakes.values())))
                : link;
    }

    /** Returns the only person of the article with a last name, or null. */
    PersonLink withLastName(String lastName) {
        Map<String, PersonLink> namesakes = namesakes(lastName);
        return namesakes.size() == 1 ? namesakes.values().iterator().next() : null;
    }

    /** The people whose names end the parts of a source that "and" joins. */
    private List<PersonLink> joined(String source) {
        return Arrays.stream(AND.split(source))
                .map(part -> " " + NO_WORD.matcher(part).replaceAll(" ").strip())
                .map(part -> withLastWord(lastWord(part)).values().stream().findFirst())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The people with a last name whose full names the article has, by their slugs. */
    private Map<String, PersonLink> namesakes(String lastName) {
        return namesakes.computeIfAbsent(lastName, word -> {
            Map<String, PersonLink> bySlug = new LinkedHashMap<>();
            withLastWord(word).values().stream()
                    .filter(link -> isFull(link.name))
                    .forEach(link -> bySlug.putIfAbsent(link.slug == null ? link.name : link.slug, link));
            return bySlug;
        });
    }

    private SortedMap<Integer, PersonLink> withLastWord(String word) {
        return byLastWord.getOrDefault(word, Collections.emptySortedMap());
    }

    private List<PersonCandidate> candidates(Collection<PersonLink> namesakes) {
        Map<String, PersonCandidate> candidates = new LinkedHashMap<>();
        for (PersonLink namesake : namesakes) {
            List<PersonCandidate> people = new ArrayList<>(namesake.candidates);
            if (namesake.slug != null && newPeople.containsKey(namesake.slug)) {
                people.add(0, new PersonCandidate(null, namesake.slug, namesake.name, null, null));
            } else if (namesake.slug != null) {
                people.removeIf(person -> !person.slug().equals(namesake.slug));
            }
            people.forEach(person -> candidates.putIfAbsent(person.slug(), person));
        }
        return candidates.values().stream().limit(MOST_CANDIDATES).toList();
    }

    private static boolean isFull(String name) {
        return name.indexOf(' ') > 0;
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }
}
