package org.onrecord.pages.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares words, to mark those in which a text differs from another. */
public final class WordDiff {

    /** The time grows with the product of the numbers of words. */
    private static final int MAX_WORDS = 600;

    private WordDiff() {}

    /**
     * The text in parts, each with {@code text} and {@code differs}. Case, punctuation at the ends of a word, and
     * spaces make no difference. Texts with many words are not compared.
     */
    public static List<Map<String, Object>> parts(String text, String other) {
        String[] words = text.split("(?<=\\s)(?=\\S)");
        String[] others = other.split("(?<=\\s)(?=\\S)");
        boolean[] differs = words.length > MAX_WORDS || others.length > MAX_WORDS
                ? new boolean[words.length]
                : differs(normal(words), normal(others));
        List<Map<String, Object>> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            part.append(words[i]);
            if (i + 1 == words.length || differs[i] != differs[i + 1]) {
                parts.add(Map.of("text", part.toString(), "differs", differs[i]));
                part.setLength(0);
            }
        }
        return parts;
    }

    private static String[] normal(String[] words) {
        String[] normal = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            String word = words[i].strip();
            String letters =
                    word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "").replace('’', '\'');
            normal[i] = (letters.isEmpty() ? word : letters).toLowerCase(Locale.ROOT);
        }
        return normal;
    }

    /** Which words are not in the longest common subsequence. */
    private static boolean[] differs(String[] words, String[] others) {
        int[][] common = new int[words.length + 1][others.length + 1];
        for (int i = words.length - 1; i >= 0; i--) {
            for (int j = others.length - 1; j >= 0; j--) {
                common[i][j] = words[i].equals(others[j])
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        boolean[] differs = new boolean[words.length];
        for (int i = 0, j = 0; i < words.length; ) {
            if (j < others.length && words[i].equals(others[j])) {
                i++;
                j++;
            } else if (j < others.length && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            } else {
                differs[i++] = true;
            }
        }
        return differs;
    }
}
