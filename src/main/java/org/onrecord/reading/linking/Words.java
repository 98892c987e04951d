package org.onrecord.reading.linking;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of a text, in which phrases are found without regard to case, accents and punctuation. */
final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final String text;
    private final List<Word> words;
    private final Map<String, List<Integer>> positions = new HashMap<>();

    /**
     * @param form in lower case, without accents
     * @param isName whether the word begins with a capital letter or a digit
     * @param start in Unicode code points
     * @param end in Unicode code points, exclusive
     * @param from in UTF-16 code units
     * @param to in UTF-16 code units, exclusive
     */
    private record Word(String form, boolean isName, int start, int end, int from, int to) {}

    /** A part of the text, in Unicode code points. The end is exclusive. */
    record Place(int start, int end, String text) {}

    Words(String text) {
        this.text = text;
        words = words(text);
        for (int i = 0; i < words.size(); i++) {
            positions
                    .computeIfAbsent(words.get(i).form, form -> new ArrayList<>())
                    .add(i);
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int codePoints = 0;
        int begin = -1;
        int start = 0;
        for (int i = 0; i <= text.length(); ) {
            int c = i < text.length() ? text.codePointAt(i) : ' ';
            boolean isPart =
                    Character.isLetterOrDigit(c) || begin >= 0 && Character.getType(c) == Character.NON_SPACING_MARK;
            if (isPart && begin < 0) {
                begin = i;
                start = codePoints;
            } else if (!isPart && begin >= 0) {
                int first = text.codePointAt(begin);
                words.add(new Word(
                        form(text.substring(begin, i)),
                        Character.isDigit(first) || !Character.isLowerCase(first),
                        start,
                        codePoints,
                        begin,
                        i));
                begin = -1;
            }
            i += Character.charCount(c);
            codePoints++;
        }
        return words;
    }

    private static String form(String word) {
        String plain =
                MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT);
    }

    /** Finds all places of a phrase. A phrase of one word is found only as a name, with a capital letter or a digit. */
    List<Place> find(String phrase) {
        List<Word> sought = words(phrase);
        List<Place> places = new ArrayList<>();
        if (sought.isEmpty()) {
            return places;
        }
        for (int first : positions.getOrDefault(sought.get(0).form, List.of())) {
            int last = first + sought.size() - 1;
            if (last < words.size() && matches(first, sought) && (last > first || words.get(first).isName)) {
                places.add(new Place(
                        words.get(first).start,
                        words.get(last).end,
                        text.substring(words.get(first).from, words.get(last).to)));
            }
        }
        return places;
    }

    private boolean matches(int first, List<Word> sought) {
        for (int i = 1; i < sought.size(); i++) {
            if (!words.get(first + i).form.equals(sought.get(i).form)) {
                return false;
            }
        }
        return true;
    }
}
