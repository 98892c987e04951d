package org.onrecord.reading.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each word its part of speech: the tag with the largest sum of weights, from left to right. The features and
 * weights are those of a model of Apache OpenNLP, which {@code src/build/TaggerModel.java} converts.
 */
public final class Tagger {

    private static final int MAX_AFFIX = 4;
    private static final int MAX_CACHED_WORDS = 50_000;
    private static final int[] NONE = {};
    private static final int EXCLUDED = 1_000_000;
    private static final Set<Tag> CLOSED =
            EnumSet.of(Tag.ADP, Tag.DET, Tag.PRON, Tag.AUX, Tag.SCONJ, Tag.CCONJ, Tag.PART);

    private final String[] names;
    private final Tag[] tags;
    private final Map<String, int[]> features = new HashMap<>();
    private final int[][] afterTag;
    private final int[][] afterTags;
    private final int[][] begins;
    private final int properNoun;
    private final Map<String, Word> words = new ConcurrentHashMap<>();

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
    Tag[] tag(List<Unit> sentence) {
        int count = sentence.size();
        Word[] known = new Word[count];
        for (int i = 0; i < count; i++) {
            known[i] = word(sentence.get(i).text());
        }
        int[] best = new int[count];
        Tag[] result = new Tag[count];
        int[] sums = new int[names.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(known[i].sums, 0, sums, 0, sums.length);
            for (int[] weights : context(known, best, i)) {
                add(sums, weights);
            }
            best[i] = isUnknownName(sentence, known, i) ? properNoun : largest(sums);
            result[i] = tags[best[i]];
            if (result[i] == Tag.VERB && i > 0 && isPluralBehindTo(sentence, i)) {
                result[i] = Tag.NOUN;
            }
        }
        return result;
    }

    /** A word that the model does not know, with a capital letter in front of another one: "Zorblat Quenby". */
    private static boolean isUnknownName(List<Unit> sentence, Word[] known, int i) {
        return i + 1 < known.length
                && !known[i].isKnown
                && isCapitalised(sentence.get(i).text())
                && isCapitalised(sentence.get(i + 1).text())
                && !isVerbOrAdverb(sentence.get(i).text());
    }

    /** "a note to clients": the form of a verb behind "to" has no such ending. */
    private static boolean isPluralBehindTo(List<Unit> sentence, int i) {
        String word = sentence.get(i).lower();
        return sentence.get(i - 1).is("to") && word.endsWith("s") && !word.matches(".*[sui]s");
    }

    private static boolean isCapitalised(String word) {
        return word.length() > 1 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
    }

    private static boolean isVerbOrAdverb(String word) {
        return word.endsWith("ing") || word.endsWith("ed") || word.endsWith("ly");
    }

    /** Returns the weights that the two words before and the two words behind a word give it. */
    private int[][] context(Word[] words, int[] best, int i) {
        return new int[][] {
            i < 1 ? NONE : words[i - 1].before,
            i < 1 ? NONE : afterTag[best[i - 1]],
            i < 2 ? NONE : words[i - 2].twoBefore,
            i < 2 ? NONE : afterTags[best[i - 2] * names.length + best[i - 1]],
            i + 1 < words.length ? words[i + 1].behind : NONE,
            i + 2 < words.length ? words[i + 2].twoBehind : NONE,
            i < begins.length ? begins[i] : NONE
        };
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

    private Word word(String printed) {
        Word known = words.get(printed);
        if (known != null) {
            return known;
        }
        String word = printed.replace('’', '\'').replace('“', '"').replace('”', '"');
        String lower = word.toLowerCase(Locale.ROOT);
        String shape = shape(word);
        int[] itself = weights("w=" + lower);
        int[] sums = new int[names.length];
        add(sums, weights("def"));
        add(sums, itself);
        add(sums, weights("wc=" + shape));
        add(sums, weights("w&c=" + lower + "," + shape));
        excludeUnseen(sums, itself);
        for (int i = 1; i <= Math.min(MAX_AFFIX, word.length()); i++) {
            add(sums, weights("suf=" + word.substring(word.length() - i)));
            add(sums, weights("pre=" + word.substring(0, i)));
        }
        Word result = new Word(
                sums,
                itself.length > 0,
                weights("p1w=" + lower),
                weights("p2w=" + lower),
                weights("n1w=" + lower),
                weights("n2w=" + lower));
        if (words.size() < MAX_CACHED_WORDS) {
            words.put(printed, result);
        }
        return result;
    }

    /** The model knows the words of closed classes: a known word is a preposition only if it was seen as one. */
    private void excludeUnseen(int[] sums, int[] itself) {
        boolean[] isSeen = new boolean[tags.length];
        for (int i = 0; i < itself.length; i += 2) {
            isSeen[itself[i]] = true;
        }
        for (int i = 0; i < tags.length; i++) {
            boolean isClosed = tags[i] == Tag.DET || itself.length > 0 && CLOSED.contains(tags[i]);
            sums[i] -= isClosed && !isSeen[i] ? EXCLUDED : 0;
        }
    }

    /** The classes of words of OpenNLP's features. */
    private static String shape(String word) {
        int letters = 0;
        int lowers = 0;
        int uppers = 0;
        int digits = 0;
        int length = word.length();
        for (int i = 0; i < length; i++) {
            char character = word.charAt(i);
            letters += Character.isLetter(character) ? 1 : 0;
            lowers += Character.isLowerCase(character) ? 1 : 0;
            uppers += Character.isUpperCase(character) ? 1 : 0;
            digits += Character.isDigit(character) ? 1 : 0;
        }
        if (letters == length && lowers == length) {
            return "lc";
        } else if (letters == length && uppers == length) {
            return length == 1 ? "sc" : "ac";
        } else if (digits == length) {
            return length == 2 ? "2d" : length == 4 ? "4d" : "num";
        } else if (digits > 0) {
            return letters > 0 ? "an" : shapeOfNumber(word);
        } else if (length == 2 && uppers > 0 && word.charAt(1) == '.') {
            return "cp";
        }
        return Character.isUpperCase(word.charAt(0)) ? "ic" : "other";
    }

    private static String shapeOfNumber(String word) {
        return word.indexOf('-') >= 0
                ? "dd"
                : word.indexOf('/') >= 0
                        ? "ds"
                        : word.indexOf(',') >= 0 ? "dc" : word.indexOf('.') >= 0 ? "dp" : "other";
    }

    /**
     * What the model knows of a word.
     *
     * @param sums for each tag the sum of the weights of the word itself
     * @param isKnown whether the model has seen the word
     * @param before the weights that it gives the next word
     * @param twoBefore the weights that it gives the word behind the next one
     * @param behind the weights that it gives the word before it
     * @param twoBehind the weights that it gives the word before that
     */
    private record Word(int[] sums, boolean isKnown, int[] before, int[] twoBefore, int[] behind, int[] twoBehind) {}
}
