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
 * and kind of speaker in annotated articles. The resource {@code reading/confidence.tsv} has the counts; a test makes
 * it, see {@code src/test/resources/reading/README.md}.
 */
final class Confidence {

    /** The weight of the share among quotes with the same frame, in quotes: rare combinations are not sure. */
    private static final double WEIGHT = 12;

    private static final Confidence OF_ARTICLES = new Confidence();

    static {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Confidence.class.getResourceAsStream("/reading/confidence.tsv"), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split("\t");
                if (!line.startsWith("#")) {
                    OF_ARTICLES.add(parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final Counts all = new Counts();
    private final Map<String, Counts> byFrame = new HashMap<>();
    private final Map<String, Counts> byFrameAndSpeaker = new HashMap<>();

    /** Counts quotes with the same frame and kind of speaker. */
    void add(String frame, String speaker, int right, int found) {
        all.add(right, found);
        byFrame.computeIfAbsent(frame, key -> new Counts()).add(right, found);
        byFrameAndSpeaker
                .computeIfAbsent(frame + "\t" + speaker, key -> new Counts())
                .add(right, found);
    }

    /** @param speaker null if the text names none */
    static double of(String frame, ReadSpeaker speaker, String origin) {
        return OF_ARTICLES.of(frame, kind(speaker, origin));
    }

    /** Returns the confidence in hundredths, rounded down: never more than {@link Counts#most} of the frame. */
    double of(String frame, String speaker) {
        Counts ofFrame = byFrame.getOrDefault(frame, Counts.NONE);
        double expected = ofFrame.share(all.most());
        double share = byFrameAndSpeaker
                .getOrDefault(frame + "\t" + speaker, Counts.NONE)
                .share(expected);
        double most = ofFrame == Counts.NONE ? all.most() : ofFrame.most();
        return Math.floor(100 * Math.min(most, share)) / 100;
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

        /** The share with one right and one wrong quote more (Laplace): a few right quotes make none certain. */
        private double most() {
            return (right + 1.0) / (found + 2);
        }

        private double share(double expected) {
            return (right + WEIGHT * expected) / (found + WEIGHT);
        }
    }
}
