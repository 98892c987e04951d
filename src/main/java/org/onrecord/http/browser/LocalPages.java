package org.onrecord.http.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.address.RequestHost;

/**
 * Lets pages of this computer send requests and open WebSockets in development, whatever their port: the server of a
 * frontend in development has another port than this service, or is a proxy that changes the header {@code Host}. The
 * production build does not contain this bean, so no configuration can enable it there. It does nothing if CORS is
 * configured.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@Singleton
public class LocalPages {

    /** The key in the context of a request that comes from such a page. */
    public static final String KEY = "onrecord.local-page";

    /** Before the CORS filter of Quarkus (-300). */
    private static final int ORDER = -310;

    private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");

    private final boolean corsEnabled;
    private final String methods;
    private final String exposedHeaders;

    LocalPages(
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean corsEnabled,
            @ConfigProperty(name = "quarkus.http.cors.methods") String methods,
            @ConfigProperty(name = "quarkus.http.cors.exposed-headers") String exposedHeaders) {
        this.corsEnabled = corsEnabled;
        this.methods = methods;
        this.exposedHeaders = exposedHeaders;
    }

    void route(@Observes Router router) {
        if (!corsEnabled) {
            router.route().order(ORDER).handler(this::handle);
        }
    }

    private void handle(RoutingContext context) {
        MultiMap request = context.request().headers();
        String origin = request.get(HttpHeaders.ORIGIN);
        if (origin == null || !isLocal(origin)) {
            context.next();
            return;
        }
        context.put(KEY, true);
        MultiMap response = context.response().headers();
        response.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (context.request().method() == HttpMethod.OPTIONS
                && request.contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            response.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods).set(HttpHeaders.VARY, "Origin");
            if (request.contains(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)) {
                response.set(
                        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
                        request.get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
            }
            context.response().setStatusCode(204).end();
            return;
        }
        response.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposedHeaders);
        context.addHeadersEndHandler(sent -> {
            String vary = response.get(HttpHeaders.VARY);
            response.set(HttpHeaders.VARY, vary == null ? "Origin" : vary + ", Origin");
        });
        context.next();
    }

    private static boolean isLocal(String origin) {
        Matcher parts = ORIGIN.matcher(origin);
        RequestHost host = parts.matches() ? RequestHost.parse(parts.group(1)) : null;
        return host != null && host.isLocal();
    }
}
