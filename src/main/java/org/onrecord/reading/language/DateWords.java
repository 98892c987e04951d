package org.onrecord.reading.language;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words for the days of statements in a language, from the resource {@code dates.tsv}. */
public final class DateWords {

    /** Words with a number. */
    public enum Value {
        WEEKDAY,
        MONTH,
        DAYS_AGO
    }

    /** Words that tell whether a date belongs to a statement. */
    public enum Role {
        BEFORE_WEEKDAY,
        BEFORE_DAY,
        INSIDE,
        OTHER_TIME,
        OTHER_TIME_BEHIND,
        OTHER_EVENT,
        CLAUSE,
        ADJUNCT
    }

    private final Map<Value, Map<String, Integer>> values = new EnumMap<>(Value.class);
    private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);

    DateWords(String code) throws IOException {
        for (String line : Language.lines(code, "dates.tsv")) {
            String[] parts = line.split("\t");
            String kind = parts[0].toUpperCase(Locale.ROOT).replace(' ', '_');
            add(kind, parts, phrases(parts[parts.length - 1]));
        }
    }

    /** A phrase has underscores for blanks: last_night. */
    private static List<String> phrases(String list) {
        return Arrays.stream(list.split(" "))
                .map(word -> word.replace('_', ' '))
                .toList();
    }

    private void add(String kind, String[] parts, List<String> words) {
        if (parts.length > 2) {
            Map<String, Integer> numbers = values.computeIfAbsent(Value.valueOf(kind), key -> new HashMap<>());
            words.forEach(word -> numbers.put(word, Integer.valueOf(parts[1])));
        } else {
            roles.computeIfAbsent(Role.valueOf(kind), key -> new HashSet<>()).addAll(words);
        }
    }

    /** Returns the number of a weekday (Monday is 1), a month, or of the days between a day and today; or null. */
    public Integer number(Value kind, String word) {
        return values.getOrDefault(kind, Map.of()).get(word);
    }

    /** Whether a word in lower case is a day of the week, a month or a day near today. */
    public boolean isDate(String word) {
        return values.values().stream().anyMatch(numbers -> numbers.containsKey(word));
    }

    public boolean is(Role role, String word) {
        return roles.getOrDefault(role, Set.of()).contains(word);
    }

    /** Whether the language has words of a role. */
    public boolean has(Role role) {
        return roles.containsKey(role);
    }

    /** Returns the months behind a day with a full stop, "16. Juli", or none. */
    Set<String> monthsBehindOrdinals() {
        return is(Role.INSIDE, ".") ? values.get(Value.MONTH).keySet() : Set.of();
    }
}
