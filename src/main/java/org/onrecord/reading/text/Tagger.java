package org.onrecord.reading.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Gives each word its part of speech: the tag with the largest sum of weights, from left to right. The features and
 * weights are those of a model of Apache OpenNLP, which {@code src/build/TaggerModel.java} converts.
 */
public final class Tagger {

    private static final int MAX_AFFIX = 4;
    private static final int MAX_CACHED_WORDS = 50_000;
    private static final int[] NONE = {};
    private static final Pattern VERB_OR_ADVERB = Pattern.compile("(ing|ed|ly)$");

    private final String[] names;
    private final Tag[] tags;
    private final Map<String, int[]> features = new HashMap<>();
    private final int[][] afterTag;
    private final int[][] afterTags;
    private final int[][] begins;
    private final int[] always;
    private final int properNoun;
    private final Map<String, int[][]> words = new ConcurrentHashMap<>();

    /** Reads a model. It keeps the weights of a feature as pairs of an index of a tag and a weight. */
    public Tagger(BufferedReader model) throws IOException {
        names = model.readLine().split("\t");
        tags = Arrays.stream(names)
                .map(name -> Tag.valueOf(name.split("\\+")[0]))
                .toArray(Tag[]::new);
        for (String line = model.readLine(); line != null; line = model.readLine()) {
            String[] parts = line.split("\t");
            int[] weights = new int[2 * (parts.length - 1)];
            for (int i = 1; i < parts.length; i++) {
                int blank = parts[i].indexOf(' ');
                weights[2 * i - 2] = Integer.parseInt(parts[i].substring(0, blank));
                weights[2 * i - 1] = Integer.parseInt(parts[i].substring(blank + 1));
            }
            features.put(parts[0], weights);
        }
        properNoun = Arrays.asList(names).indexOf("PROPN");
        always = weights("def");
        begins = new int[][] {weights("S=begin"), weights("p1S=begin"), weights("p2S=begin")};
        afterTag = new int[names.length][];
        afterTags = new int[names.length * names.length][];
        for (int i = 0; i < names.length; i++) {
            afterTag[i] = weights("t=" + names[i]);
            for (int j = 0; j < names.length; j++) {
                afterTags[i * names.length + j] = weights("t2=" + names[i] + "," + names[j]);
            }
        }
    }

    private int[] weights(String feature) {
        return features.getOrDefault(feature, NONE);
    }

    /** Tags the words of a sentence. */
    public Tag[] tag(List<String> sentence) {
        int count = sentence.size();
        int[][][] cached = new int[count][][];
        for (int i = 0; i < count; i++) {
            cached[i] = word(sentence.get(i));
        }
        int[] best = new int[count];
        Tag[] result = new Tag[count];
        int[] sums = new int[names.length];
        for (int i = 0; i < count; i++) {
            Arrays.fill(sums, 0);
            add(sums, always);
            for (int f = 4; f < cached[i].length; f++) {
                add(sums, cached[i][f]);
            }
            addContext(sums, cached, best, i);
            best[i] = isUnknownName(sentence, i) ? properNoun : largest(sums);
            result[i] = tags[best[i]];
        }
        return result;
    }

    /** A word that the model does not know, with a capital letter in front of another one: "Zorblat Quenby". */
    private boolean isUnknownName(List<String> sentence, int i) {
        return i + 1 < sentence.size()
                && isCapitalised(sentence.get(i))
                && isCapitalised(sentence.get(i + 1))
                && word(sentence.get(i))[4].length == 0
                && !VERB_OR_ADVERB.matcher(sentence.get(i)).find();
    }

    private static boolean isCapitalised(String word) {
        return word.length() > 1 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
    }

    private void addContext(int[] sums, int[][][] cached, int[] best, int i) {
        if (i >= 1) {
            add(sums, cached[i - 1][0]);
            add(sums, afterTag[best[i - 1]]);
        }
        if (i >= 2) {
            add(sums, cached[i - 2][1]);
            add(sums, afterTags[best[i - 2] * names.length + best[i - 1]]);
        }
        if (i + 1 < cached.length) {
            add(sums, cached[i + 1][2]);
        }
        if (i + 2 < cached.length) {
            add(sums, cached[i + 2][3]);
        }
        if (i < begins.length) {
            add(sums, begins[i]);
        }
    }

    private static void add(int[] sums, int[] weights) {
        for (int i = 0; i < weights.length; i += 2) {
            sums[weights[i]] += weights[i + 1];
        }
    }

    private static int largest(int[] sums) {
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] > sums[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Returns the weights of a word: as one of the two before and the two behind another one, then as itself. */
    private int[][] word(String printed) {
        int[][] known = words.get(printed);
        if (known != null) {
            return known;
        }
        String word = printed.replace('’', '\'').replace('“', '"').replace('”', '"');
        String lower = word.toLowerCase(Locale.ROOT);
        String shape = shape(word);
        int affixes = Math.min(MAX_AFFIX, word.length());
        int[][] result = new int[7 + 2 * affixes][];
        String[] places = {"p1w=", "p2w=", "n1w=", "n2w=", "w="};
        for (int i = 0; i < places.length; i++) {
            result[i] = weights(places[i] + lower);
        }
        result[5] = weights("wc=" + shape);
        result[6] = weights("w&c=" + lower + "," + shape);
        for (int i = 1; i <= affixes; i++) {
            result[5 + 2 * i] = weights("suf=" + word.substring(word.length() - i));
            result[6 + 2 * i] = weights("pre=" + word.substring(0, i));
        }
        if (words.size() < MAX_CACHED_WORDS) {
            words.put(printed, result);
        }
        return result;
    }

    /** The classes of words of OpenNLP's features. */
    private static String shape(String word) {
        boolean letters = word.chars().allMatch(Character::isLetter);
        if (letters && word.chars().allMatch(Character::isLowerCase)) {
            return "lc";
        } else if (letters && word.chars().allMatch(Character::isUpperCase)) {
            return word.length() == 1 ? "sc" : "ac";
        } else if (word.chars().allMatch(Character::isDigit)) {
            return word.length() == 2 ? "2d" : word.length() == 4 ? "4d" : "num";
        } else if (word.chars().anyMatch(Character::isDigit)) {
            return word.chars().anyMatch(Character::isLetter)
                    ? "an"
                    : word.indexOf('-') >= 0
                            ? "dd"
                            : word.indexOf('/') >= 0
                                    ? "ds"
                                    : word.indexOf(',') >= 0 ? "dc" : word.indexOf('.') >= 0 ? "dp" : "other";
        } else if (word.length() == 2 && Character.isUpperCase(word.charAt(0)) && word.charAt(1) == '.') {
            return "cp";
        }
        return Character.isUpperCase(word.charAt(0)) ? "ic" : "other";
    }
}
