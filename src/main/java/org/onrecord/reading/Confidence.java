package org.onrecord.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Estimates how probably the place and the speaker of a quote are right: the share of right quotes with the same frame
 * and kind of speaker in annotated articles that no rule was written on. The resource {@code reading/confidence.tsv}
 * has the counts; a test makes it, see {@code src/test/resources/reading/README.md}.
 */
final class Confidence {

    /** The weight of the share among quotes with the same frame, in quotes: rare combinations are not sure. */
    private static final double WEIGHT = 12;

    /** No number of annotated articles makes a quote certain. */
    private static final double MOST = 0.99;

    private static final Counts ALL = new Counts();
    private static final Map<String, Counts> BY_FRAME = new HashMap<>();
    private static final Map<String, Counts> BY_FRAME_AND_SPEAKER = new HashMap<>();

    static {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Confidence.class.getResourceAsStream("/reading/confidence.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split("\t");
                if (!line.startsWith("#")) {
                    add(parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Confidence() {}

    private static void add(String frame, String speaker, int right, int found) {
        ALL.add(right, found);
        BY_FRAME.computeIfAbsent(frame, key -> new Counts()).add(right, found);
        BY_FRAME_AND_SPEAKER
                .computeIfAbsent(frame + "\t" + speaker, key -> new Counts())
                .add(right, found);
    }

    /** @param speaker null if the text names none */
    static double of(String frame, ReadSpeaker speaker, String origin) {
        double all = ALL.right / (double) ALL.found;
        double ofFrame = BY_FRAME.getOrDefault(frame, Counts.NONE).share(all);
        Counts counts = BY_FRAME_AND_SPEAKER.getOrDefault(frame + "\t" + kind(speaker, origin), Counts.NONE);
        return Math.min(MOST, Math.round(100 * counts.share(ofFrame)) / 100.0);
    }

    /** How the source is printed: a name, a pronoun or a noun with a name elsewhere, unnamed, or none. */
    static String kind(ReadSpeaker speaker, String origin) {
        if (speaker == null) {
            return "none";
        }
        return origin == null ? "unnamed" : origin.equals("printed") || origin.equals("full name") ? "name" : origin;
    }

    private static final class Counts {

        private static final Counts NONE = new Counts();

        private int right;
        private int found;

        private void add(int moreRight, int moreFound) {
            right += moreRight;
            found += moreFound;
        }

        private double share(double expected) {
            return (right + WEIGHT * expected) / (found + WEIGHT);
        }
    }
}
