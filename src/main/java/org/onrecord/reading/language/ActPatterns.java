package org.onrecord.reading.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.onrecord.model.SpeechAct;

/** Words and regular expressions that tell what a statement with a neutral cue does, from {@code acts.tsv}. */
final class ActPatterns {

    private static final int SHORTEST_BEGINNING = 4;

    /** What a negation turns into the opposite. */
    private static final Set<SpeechAct> NEGATABLE =
            EnumSet.of(SpeechAct.ALLEGATION, SpeechAct.CRITICISM, SpeechAct.PRAISE);

    private static final String NEGATION = "NEGATION";

    private final List<Line> lines = new ArrayList<>();

    /** A negation in the clause of what follows, or null. */
    private Pattern negation;

    /** @param line the columns of the resource */
    void add(String line) {
        String[] parts = line.split("\t");
        if (parts[0].equals(NEGATION)) {
            negation = Pattern.compile(parts[1]);
            return;
        }
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
        List<Word> words = lines.isEmpty() ? List.of() : words(start);
        for (Line line : lines) {
            if (line.matches(start, words)) {
                return line.act();
            }
        }
        return null;
    }

    /** @param text the words behind which a word begins */
    private boolean isNegated(String text) {
        return negation != null && negation.matcher(text).find();
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean isInside = i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '-');
            if (isInside && start < 0) {
                start = i;
            } else if (!isInside && start >= 0) {
                words.add(new Word(text.substring(start, i), start));
                start = -1;
            }
        }
        return words;
    }

    private interface Line {

        SpeechAct act();

        boolean matches(String start, List<Word> words);
    }

    private record Word(String text, int start) {}

    private final class Expression implements Line {

        private final SpeechAct act;
        private final Pattern pattern;

        /** Matching texts contain one of them. */
        private final List<String> needed;

        private Expression(SpeechAct act, Pattern pattern, List<String> needed) {
            this.act = act;
            this.pattern = pattern;
            this.needed = needed;
        }

        @Override
        public SpeechAct act() {
            return act;
        }

        @Override
        public boolean matches(String start, List<Word> words) {
            for (String part : needed) {
                if (start.contains(part)) {
                    return find(start);
                }
            }
            return false;
        }

        private boolean find(String start) {
            Matcher matcher = pattern.matcher(start);
            while (matcher.find()) {
                if (!NEGATABLE.contains(act) || !isNegated(start.substring(0, matcher.start()))) {
                    return true;
                }
            }
            return false;
        }
    }

    private final class Words implements Line {

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
        public boolean matches(String start, List<Word> words) {
            for (Word word : words) {
                if ((whole.contains(word.text()) || begins(word.text()))
                        && !(NEGATABLE.contains(act) && isNegated(start.substring(0, word.start())))) {
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
