package org.onrecord.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a client takes, by its {@code Accept} headers (RFC 9110, 12.5.1). */
public final class Accept {

    private final List<Range> ranges;

    private Accept(List<Range> ranges) {
        this.ranges = ranges;
    }

    public static Accept of(List<String> headers) {
        return new Accept(headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .filter(range -> !range.isBlank())
                .map(Range::parse)
                .toList());
    }

    /**
     * The media type that the client likes best; of several that it likes alike one that it names, and then the first. Null
     * where it takes none of them.
     */
    public String best(List<String> mediaTypes) {
        return saysNothing()
                ? mediaTypes.get(0)
                : mediaTypes.stream()
                        .filter(mediaType -> range(mediaType).weight > 0)
                        .min(Comparator.comparingDouble((String mediaType) -> -range(mediaType).weight)
                                .thenComparing(
                                        mediaType -> !range(mediaType).name.equals(mediaType)))
                        .orElse(null);
    }

    boolean saysNothing() {
        return ranges.isEmpty();
    }

    /** Of the ranges that a media type is in, the most specific one counts. */
    Range range(String mediaType) {
        String all = mediaType.replaceFirst("/.*", "/*");
        return ranges.stream()
                .filter(range -> range.name.equals(mediaType) || range.name.equals(all) || range.name.equals("*/*"))
                .max(Comparator.comparingInt(
                        range -> range.name.replace("*", "").length()))
                .orElse(Range.NONE);
    }

    /** @param weight from 0, which is not at all, to 1 */
    record Range(String name, double weight) {

        private static final Range NONE = new Range("", 0);

        private static Range parse(String text) {
            String[] parts = text.split(";");
            double weight = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
                if (parameter.startsWith("q=")) {
                    weight = weight(parameter.substring(2));
                }
            }
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }

        private static double weight(String text) {
            try {
                return Math.max(0, Math.min(1, Double.parseDouble(text)));
            } catch (NumberFormatException e) {
                return 1;
            }
        }
    }
}
