package org.onrecord.url;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes texts as parts of URLs (RFC 3986, 2.1). */
public final class PercentEncoding {

    private PercentEncoding() {}

    /** A text for a segment of a path, or for a value of a query. */
    public static String of(String text) {
        // The padding of a global id needs no escape in a URL.
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3D", "=");
    }
}
