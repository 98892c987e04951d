package org.onrecord.http;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** Chooses the media type of a response by the {@code Accept} header of the request (RFC 9110, 12.5.1). */
public final class Accept {

    public static final String HTML = "text/html";

    private final List<MIMEHeader> ranges;

    private Accept(List<MIMEHeader> ranges) {
        this.ranges = ranges;
    }

    public static Accept of(RoutingContext context) {
        MultiMap headers = context.request().headers();
        List<String> lines = headers.getAll(HttpHeaders.ACCEPT);
        if (lines.size() > 1) {
            headers.set(HttpHeaders.ACCEPT, String.join(",", lines)); // Vert.x parses only the first line.
        }
        return new Accept(context.parsedHeaders().accept());
    }

    /**
     * The media type with the highest weight; among equals, a type that the client names before a type that only
     * matches a wildcard, and then the first. Null if the client accepts none of them.
     */
    public String best(List<String> mediaTypes) {
        return ranges.isEmpty()
                ? mediaTypes.get(0)
                : mediaTypes.stream()
                        .filter(mediaType -> weight(mediaType) > 0)
                        .min(Comparator.comparingDouble((String mediaType) -> -weight(mediaType))
                                .thenComparing(mediaType -> !names(mediaType)))
                        .orElse(null);
    }

    /** Whether the client is a browser: programs name JSON, or accept everything. */
    public boolean prefersHtml() {
        return HTML.equals(best(List.of(MediaType.JSON.name, HTML)));
    }

    /** Whether the client names a media type, rather than a wildcard. */
    boolean names(String mediaType) {
        return ranges.stream().anyMatch(range -> name(range).equals(mediaType));
    }

    /** The weight of the most specific range that contains the media type. */
    private float weight(String mediaType) {
        String wildcard = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        return ranges.stream()
                .filter(range -> List.of(mediaType, wildcard, "*/*").contains(name(range)))
                .max(Comparator.comparingInt(
                        range -> name(range).replace("*", "").length()))
                .map(MIMEHeader::weight)
                .orElse(0f);
    }

    /** Vert.x keeps the case of a range and the space before its parameters. */
    private static String name(MIMEHeader range) {
        return range.value().strip().toLowerCase(Locale.ROOT);
    }
}
