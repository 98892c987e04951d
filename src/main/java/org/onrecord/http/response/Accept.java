package org.onrecord.http.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** Chooses the media type of a response by the {@code Accept} header of the request (RFC 9110, 12.5.1). */
public final class Accept {

    public static final String HTML = "text/html";

    /** What {@link #of} has read last. The requests of a client library have the same header. */
    private static volatile Accept last = new Accept(List.of(), List.of());

    private final List<String> lines;
    private final List<Range> ranges;

    /** @param lines the text of the header */
    private Accept(List<String> lines, List<Range> ranges) {
        this.lines = lines;
        this.ranges = ranges;
    }

    /** Media types that the client accepts: one of them, or a wildcard. */
    private record Range(String name, float weight) {

        /** Vert.x keeps the case of a range and the space before its parameters. */
        static Range of(MIMEHeader header) {
            return new Range(header.value().strip().toLowerCase(Locale.ROOT), header.weight());
        }

        /** How specific a range is that contains a media type; 0 if the range does not contain it. */
        int specificity(String mediaType) {
            if (name.equals(mediaType)) {
                return 3;
            } else if (name.endsWith("/*") && mediaType.startsWith(name.substring(0, name.length() - 1))) {
                return 2;
            }
            return name.equals("*/*") ? 1 : 0;
        }
    }

    /** What the client of a request accepts: everything, if the header is missing or malformed. */
    public static Accept of(RoutingContext context) {
        MultiMap headers = context.request().headers();
        List<String> lines = headers.getAll(HttpHeaders.ACCEPT);
        Accept known = last;
        if (known.lines.equals(lines)) {
            return known;
        }
        if (lines.size() > 1) {
            headers.set(HttpHeaders.ACCEPT, String.join(",", lines)); // Vert.x parses only the first line.
        }
        Accept accept = new Accept(List.copyOf(lines), ranges(context));
        last = accept;
        return accept;
    }

    private static List<Range> ranges(RoutingContext context) {
        List<Range> ranges = new ArrayList<>();
        try {
            for (MIMEHeader header : context.parsedHeaders().accept()) {
                ranges.add(Range.of(header));
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // Vert.x parses a range when it is read, and expects for example that quotation marks are in pairs.
            return List.of();
        }
        return ranges;
    }

    /**
     * The media type with the highest weight; among equals, a type that the client names before a type that only
     * matches a wildcard, and then the first. Null if the client accepts none of them.
     */
    public String best(List<String> mediaTypes) {
        if (ranges.isEmpty()) {
            return mediaTypes.get(0);
        }
        String best = null;
        float most = 0;
        for (String mediaType : mediaTypes) {
            float weight = weight(mediaType);
            if (weight > most || best != null && weight == most && !names(best) && names(mediaType)) {
                best = mediaType;
                most = weight;
            }
        }
        return best;
    }

    /** Whether the client is a browser: programs name JSON, or accept everything. */
    public boolean prefersHtml() {
        return HTML.equals(best(List.of(MediaType.JSON.type, HTML)));
    }

    /** Whether the client names a media type, rather than a wildcard. */
    boolean names(String mediaType) {
        for (Range range : ranges) {
            if (range.name.equals(mediaType)) {
                return true;
            }
        }
        return false;
    }

    /** The weight of the most specific range that contains the media type. */
    private float weight(String mediaType) {
        float weight = 0;
        int most = 0;
        for (Range range : ranges) {
            int specificity = range.specificity(mediaType);
            if (specificity > most) {
                weight = range.weight;
                most = specificity;
            }
        }
        return weight;
    }
}
