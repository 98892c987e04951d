package org.onrecord.url;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical form of http and https URLs: the syntax-based and scheme-based normalization of RFC 3986, section 6.2,
 * without fragment and without the configured tracking parameters. Characters that RFC 3986 does not allow are
 * percent-encoded (RFC 3987, section 3.1), and international host names are in ASCII (RFC 3490).
 */
public final class CanonicalUrl {

    private static final Pattern URL = Pattern.compile(
            "(?i)(https?)://(?:([^/?#]*)@)?(\\[[^]]*]|[^/?#:@]*)(?::(\\d*))?(/[^?#]*)?(\\?[^#]*)?(#.*)?");

    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    private CanonicalUrl() {}

    /** Returns the canonical form of a URL. Returns null and other texts as they are. */
    public static String of(String url) {
        Matcher parts = url == null ? null : URL.matcher(url);
        if (parts == null || !parts.matches()) {
            return url;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String path = parts.group(5) == null ? "/" : withoutDotSegments(encoded(parts.group(5)));
        return scheme + "://" + (parts.group(2) == null ? "" : encoded(parts.group(2)) + "@") + host(parts.group(3))
                + port(scheme, parts.group(4)) + path + query(parts.group(6));
    }

    private static String host(String host) {
        String decoded = encoded(host).toLowerCase(Locale.ROOT);
        try {
            return host.chars().allMatch(character -> character < 128)
                    ? decoded
                    : IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) { // It is no host name of the Internet.
            return decoded;
        }
    }

    private static String port(String scheme, String port) {
        String number = port == null ? "" : port.replaceFirst("^0+(?=.)", "");
        String defaultPort = scheme.equals("https") ? "443" : "80";
        return number.isEmpty() || number.equals(defaultPort) ? "" : ":" + number;
    }

    private static String query(String query) {
        if (query == null) {
            return "";
        } else if (query.equals("?")) {
            return query;
        }
        TrackingParameters tracking = TrackingParameters.configured();
        List<String> kept = Arrays.stream(query.substring(1).split("&", -1))
                .map(CanonicalUrl::encoded)
                .filter(parameter -> !tracking.contains(parameter.split("=", 2)[0]))
                .toList();
        return kept.isEmpty() ? "" : kept.stream().collect(Collectors.joining("&", "?", ""));
    }

    /** Decodes unreserved characters, encodes those that are not allowed, and writes other codes in capitals. */
    private static String encoded(String part) {
        StringBuilder encoded = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); ) {
            int character = part.codePointAt(i);
            if (character == '%' && i + 2 < part.length() && isHex(part.charAt(i + 1)) && isHex(part.charAt(i + 2))) {
                int octet = HexFormat.fromHexDigits(part, i + 1, i + 3);
                if (isUnreserved(octet)) {
                    encoded.append((char) octet);
                } else {
                    encoded.append(part.substring(i, i + 3).toUpperCase(Locale.ROOT));
                }
                i += 3;
                continue;
            }
            if (isUnreserved(character) || character == '%' || RESERVED.indexOf(character) >= 0) {
                encoded.appendCodePoint(character);
            } else {
                for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            }
            i += Character.charCount(character);
        }
        return encoded.toString();
    }

    private static boolean isHex(char character) {
        return HexFormat.isHexDigit(character);
    }

    private static boolean isUnreserved(int character) {
        return character < 128 && Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0;
    }

    /** RFC 3986, section 5.2.4. */
    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        String[] segments = path.substring(1).split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].equals("..")) {
                kept.pollLast();
            } else if (!segments[i].equals(".")) {
                kept.addLast(segments[i]);
                last = false;
            }
            if (last) {
                kept.addLast("");
            }
        }
        return kept.stream().collect(Collectors.joining("/", "/", ""));
    }
}
