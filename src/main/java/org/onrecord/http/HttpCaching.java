package org.onrecord.http;

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
 * What browsers and proxies may keep of the answers to GET, and how they learn that it is still true (RFC 9110 and 9111).
 *
 * <p>An entity tag is the tag of the data and a digest of what was asked. It is a weak one: the same answer may be
 * compressed or not.
 */
@Singleton
public final class HttpCaching {

    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    /** The settings. */
    @ConfigMapping(prefix = "onrecord.caching")
    interface Config {

        /** Who may keep an answer. */
        Scope scope();

        /** How long an answer may be used without asking again; zero to ask each time. */
        Duration maxAge();
    }

    enum Scope {
        /** Also proxies that serve many. */
        PUBLIC,
        /** Only the client itself. */
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
        // Quarkus's CORS filter answers with the origin that asks, and does not say so.
        this.vary = "Accept, Accept-Encoding" + (cors ? ", Origin" : "");
        this.serviceVersion = serviceVersion;
    }

    /**
     * What the answer to a GET depends on.
     *
     * @param representation what tells it from other answers to the same request: its media type above all
     */
    public Validator validator(JsonObject request, String representation, List<String> ifNoneMatch) {
        return new Validator(digest(request, representation), String.join(",", ifNoneMatch));
    }

    /** @param identified whether it is known who asks, and so nobody else may be given the answer */
    void vary(MultiMap headers, boolean identified) {
        headers.set(HttpHeaders.VARY, identified ? vary + ", Authorization" : vary);
        String cacheControl = headers.get(HttpHeaders.CACHE_CONTROL);
        if (identified && cacheControl != null) {
            headers.set(HttpHeaders.CACHE_CONTROL, cacheControl.replace("public", "private"));
        }
    }

    /** @param entityTag null for what must not be kept: errors, and what says more than the graph does */
    public void cacheControl(MultiMap headers, String entityTag) {
        if (entityTag == null) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        } else {
            headers.set(HttpHeaders.ETAG, entityTag).set(HttpHeaders.CACHE_CONTROL, cacheControl);
        }
    }

    private String digest(JsonObject request, String representation) {
        StringBuilder asked = new StringBuilder();
        for (String part : List.of(
                serviceVersion,
                representation,
                request.getString("query"),
                request.getString("operationName", ""),
                String.valueOf(request.get("variables")))) {
            // With its length, so that no two requests run together to the same text.
            asked.append(part.length()).append(':').append(part);
        }
        return HashUtil.sha256(asked.toString()).substring(0, 32);
    }

    /** The condition of one request, and the entity tag of its answer. */
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

        /** Null where the answer has none. */
        public String entityTag() {
            return revalidation.tag() == null ? null : "W/\"" + revalidation.tag() + suffix + "\"";
        }

        public boolean isNotModified() {
            return revalidation.isNotModified() || any && revalidation.tag() != null;
        }
    }
}
