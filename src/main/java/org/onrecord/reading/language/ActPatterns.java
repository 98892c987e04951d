package org.onrecord.reading.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.onrecord.model.SpeechAct;

/** Words and regular expressions that tell what a statement with a neutral cue does, from {@code acts.tsv}. */
final class ActPatterns {

    private static final int SHORTEST_BEGINNING = 4;

    private final List<Line> lines = new ArrayList<>();

    /** @param line the columns of the resource */
    void add(String line) {
        String[] parts = line.split("\t");
        SpeechAct act = SpeechAct.valueOf(parts[0]);
        if (parts[1].startsWith("~")) {
            lines.add(new Words(act, Arrays.asList(parts[1].substring(1).split(" "))));
        } else {
            List<String> needed = parts.length > 2 ? List.of(parts[2].split(" ")) : List.of("");
            lines.add(new Expression(act, Pattern.compile(parts[1]), needed));
        }
    }

    /** Returns the act of the first line that matches, or null. */
    SpeechAct of(String start) {
        List<String> words = lines.isEmpty() ? List.of() : words(start);
        for (Line line : lines) {
            if (line.matches(start, words)) {
                return line.act();
            }
        }
        return null;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean isInside = i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '-');
            if (isInside && start < 0) {
                start = i;
            } else if (!isInside && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    private interface Line {

        SpeechAct act();

        boolean matches(String start, List<String> words);
    }

    /** @param needed matching texts contain one of them */
    private record Expression(SpeechAct act, Pattern pattern, List<String> needed) implements Line {

        @Override
        public boolean matches(String start, List<String> words) {
            for (String part : needed) {
                if (start.contains(part)) {
                    return pattern.matcher(start).find();
                }
            }
            return false;
        }
    }

    private static final class Words implements Line {

        private final SpeechAct act;
        private final Set<String> whole = new HashSet<>();
        private final Map<String, List<String>> beginnings = new HashMap<>();

        private Words(SpeechAct act, List<String> words) {
            this.act = act;
            for (String word : words) {
                if (word.endsWith("*")) {
                    String beginning = word.substring(0, word.length() - 1);
                    beginnings
                            .computeIfAbsent(beginning.substring(0, SHORTEST_BEGINNING), key -> new ArrayList<>())
                            .add(beginning);
                } else {
                    whole.add(word);
                }
            }
        }

        @Override
        public SpeechAct act() {
            return act;
        }

        @Override
        public boolean matches(String start, List<String> words) {
            for (String word : words) {
                if (whole.contains(word) || begins(word)) {
                    return true;
                }
            }
            return false;
        }

        private boolean begins(String word) {
            if (word.length() >= SHORTEST_BEGINNING) {
                for (String beginning : beginnings.getOrDefault(word.substring(0, SHORTEST_BEGINNING), List.of())) {
                    if (word.startsWith(beginning)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
