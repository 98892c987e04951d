package org.onrecord.reading;

import java.util.Map;

import org.onrecord.reading.attribution.Attribution;

/** Estimates by frame. They are set by hand and not calibrated yet, see src/docs/reading.md. */
final class Confidence {

    private static final Map<String, Double> BY_FRAME = Map.ofEntries(
            Map.entry("Q, S V", 0.97),
            Map.entry("Q, V S", 0.97),
            Map.entry("S V, Q", 0.9),
            Map.entry("S: Q", 0.8),
            Map.entry("carried over", 0.85),
            Map.entry("alone", 0.5),
            Map.entry("S V that C", 0.85),
            Map.entry("S V C", 0.8),
            Map.entry("S V to", 0.7),
            Map.entry("S V O to", 0.7));

    private Confidence() {}

    static double of(Attribution attribution) {
        return BY_FRAME.getOrDefault(attribution.frame(), 0.6);
    }
}
