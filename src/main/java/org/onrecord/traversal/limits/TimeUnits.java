package org.onrecord.traversal.limits;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times in the notation of PostgreSQL's settings: {@code 10s}, {@code 500ms}, {@code 1min}. */
public final class TimeUnits {

    private static final Pattern TIME = Pattern.compile("\\s*(\\d+)\\s*(us|ms|s|min|h|d)?\\s*");

    private static final Map<String, Duration> UNITS = Map.of(
            "us", Duration.ofNanos(1000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private TimeUnits() {}

    /** @throws IllegalArgumentException if the text is not a time */
    public static Duration parse(String time) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a time in PostgreSQL's notation, such as 10s or 500ms: " + time);
        }
        // Without a unit, PostgreSQL's timeouts are milliseconds.
        Duration unit = UNITS.get(parts.group(2) == null ? "ms" : parts.group(2));
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }
}
