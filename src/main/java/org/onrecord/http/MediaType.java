package org.onrecord.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The media types of a GraphQL response (GraphQL over HTTP, Media Types). */
enum MediaType {
    /** The status tells a refused request from an executed one. */
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    /** For clients from before there was the other: a well-formed request is answered with 200, whatever becomes of it. */
    JSON("application/json");

    final String name;

    MediaType(String name) {
        this.name = name;
    }

    String contentType() {
        return name + "; charset=utf-8";
    }

    /**
     * The type that the client likes best, by the weights of its {@code Accept} headers; null where it takes neither. Who
     * names no type may be a client from before there was the newer one, so gets the older.
     */
    static MediaType accepted(List<String> accept) {
        List<Range> ranges = accept.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .filter(range -> !range.isBlank())
                .map(Range::parse)
                .toList();
        if (ranges.isEmpty()) {
            return JSON;
        }
        Range newer = GRAPHQL_RESPONSE.rangeIn(ranges);
        Range older = JSON.rangeIn(ranges);
        if (newer.weight == 0 && older.weight == 0) {
            return null;
        }
        boolean preferNewer =
                newer.weight > older.weight || newer.weight == older.weight && newer.name.equals(GRAPHQL_RESPONSE.name);
        return preferNewer ? GRAPHQL_RESPONSE : JSON;
    }

    /** Of the ranges that this type is in, the most specific one counts (RFC 9110, 12.5.1). */
    private Range rangeIn(List<Range> ranges) {
        return ranges.stream()
                .filter(range ->
                        range.name.equals(name) || "application/*".equals(range.name) || "*/*".equals(range.name))
                .max(Comparator.comparingInt(
                        range -> range.name.replace("*", "").length()))
                .orElse(Range.NONE);
    }

    private record Range(String name, double weight) {

        static final Range NONE = new Range("", 0);

        static Range parse(String text) {
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
