package org.onrecord.http.response;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;
import jakarta.json.JsonObject;

import io.quarkus.runtime.util.HashUtil;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.traversal.execution.ConditionalRead;

/**
 * The headers by which browsers and proxies store responses to GET and revalidate them (RFC 9110 and 9111).
 *
 * <p>An entity tag consists of the tag of the data and a digest of the request. It is a weak tag, because a response
 * may be compressed or not.
 */
@Singleton
public final class HttpCaching {

    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    @ConfigMapping(prefix = "onrecord.caching")
    interface Config {

        /** Which caches may store a response. */
        Scope scope();

        /** How long a stored response is fresh; zero if caches must revalidate it each time. */
        Duration maxAge();
    }

    enum Scope {
        /** Every cache, including shared caches: proxies and CDNs. */
        PUBLIC,
        /** Only the cache of the client. */
        PRIVATE
    }

    private final String cacheControl;
    private final String vary;
    private final String serviceVersion;

    HttpCaching(
            Config config,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors,
            @ConfigProperty(name = "quarkus.application.version") String serviceVersion) {
        String freshness = config.maxAge().isZero()
                ? "no-cache"
                : "max-age=" + config.maxAge().toSeconds();
        this.cacheControl = config.scope().name().toLowerCase(Locale.ROOT) + ", " + freshness;
        // The CORS filter of Quarkus repeats the origin of the request in its response, but does not set Vary.
        this.vary = "Accept, Accept-Encoding" + (cors ? ", Origin" : "");
        this.serviceVersion = serviceVersion;
    }

    /**
     * The validator of the response to a GET request.
     *
     * @param representation distinguishes the responses to the same request, by their media type for example
     */
    public Validator validator(JsonObject request, String representation, List<String> ifNoneMatch) {
        return new Validator(digest(request, representation), String.join(",", ifNoneMatch));
    }

    /** @param identified whether the client is identified; then shared caches must not store the response */
    void vary(MultiMap headers, boolean identified) {
        headers.set(
                HttpHeaders.VARY,
                vary
                        + (headers.contains(HttpHeaders.CONTENT_LANGUAGE) ? ", Accept-Language" : "")
                        + (identified ? ", Authorization" : ""));
        String cacheControl = headers.get(HttpHeaders.CACHE_CONTROL);
        if (identified && cacheControl != null) {
            headers.set(HttpHeaders.CACHE_CONTROL, cacheControl.replace("public", "private"));
        }
    }

    /** @param entityTag null if no cache may store the response, for example because it has errors */
    public void cacheControl(MultiMap headers, String entityTag) {
        if (entityTag == null) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        } else {
            headers.set(HttpHeaders.ETAG, entityTag).set(HttpHeaders.CACHE_CONTROL, cacheControl);
        }
    }

    /** Whether an entity tag meets the condition {@code If-None-Match} of a request (RFC 9110, weak comparison). */
    public static boolean matches(List<String> ifNoneMatch, String entityTag) {
        String condition = String.join(",", ifNoneMatch);
        return condition.strip().equals("*")
                || ENTITY_TAG
                        .matcher(condition)
                        .results()
                        .anyMatch(tag -> entityTag.endsWith("\"" + tag.group(1) + "\""));
    }

    private String digest(JsonObject request, String representation) {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(
                serviceVersion,
                representation,
                request.getString("query"),
                request.getString("operationName", ""),
                String.valueOf(request.get("variables")))) {
            // The length separates the parts, so that different requests have different texts.
            text.append(part.length()).append(':').append(part);
        }
        return HashUtil.sha256(text.toString()).substring(0, 32);
    }

    /** The condition of a request and the entity tag of its response. */
    public static final class Validator {

        private final String suffix;
        private final boolean any;
        private final ConditionalRead revalidation;

        private Validator(String digest, String ifNoneMatch) {
            this.suffix = "." + digest;
            this.any = ifNoneMatch.strip().equals("*");
            Set<String> known = new HashSet<>();
            for (Matcher tags = ENTITY_TAG.matcher(ifNoneMatch); tags.find(); ) {
                if (tags.group(1).endsWith(suffix)) {
                    known.add(tags.group(1).substring(0, tags.group(1).length() - suffix.length()));
                }
            }
            this.revalidation = new ConditionalRead(known);
        }

        public ConditionalRead revalidation() {
            return revalidation;
        }

        /** Null if the response has none. */
        public String entityTag() {
            return revalidation.tag() == null ? null : "W/\"" + revalidation.tag() + suffix + "\"";
        }

        public boolean isNotModified() {
            return revalidation.isNotModified() || any && revalidation.tag() != null;
        }
    }
}
