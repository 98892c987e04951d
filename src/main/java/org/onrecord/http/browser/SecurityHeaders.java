package org.onrecord.http.browser;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.onrecord.address.PublicUrl;

/**
 * The headers by which browsers protect pages and responses: Content Security Policy (CSP), Permissions Policy, HTTP
 * Strict Transport Security (RFC 6797), and the headers of the Fetch standard.
 */
@Singleton
public class SecurityHeaders {

    /** Before all handlers that may send a response. */
    private static final int ORDER = -1090;

    private static final String CSP = "Content-Security-Policy";

    /** Responses of the API are data. A browser that shows one loads and runs nothing. */
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** GraphiQL sets styles by script. The Dev UI of Quarkus shows GraphiQL in a frame. */
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'self'";

    /** The pages of this service load only files of this service, and have no inline scripts and styles. */
    private static final String OWN_FILES = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static final String HSTS = "max-age=31536000"; // A year.

    private final PublicUrl publicUrl;
    private final GraphiQL graphiql;

    SecurityHeaders(PublicUrl publicUrl, GraphiQL graphiql) {
        this.publicUrl = publicUrl;
        this.graphiql = graphiql;
    }

    void route(@Observes Router router) {
        router.route().order(ORDER).handler(this::add).failureHandler(this::add);
    }

    void route(@Observes ManagementInterface management) {
        management.router().route().order(ORDER).handler(this::add).failureHandler(this::add);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer") // A URL may contain a query and its variables.
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (publicUrl.isHttps()) {
            headers.set("Strict-Transport-Security", HSTS);
        }
        if (graphiql.hasPath(context.request().path())) {
            headers.set(CSP, PAGE)
                    .set("Cross-Origin-Opener-Policy", "same-origin")
                    .set("Permissions-Policy", PERMISSIONS);
        } else if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            // In development, the pages of Quarkus have inline scripts.
            headers.set(CSP, DATA);
        }
        context.next();
    }

    /** Lets a browser load the files of this service for a page, and say that the forms of the page come from it. */
    public static void allowOwnFiles(MultiMap headers) {
        headers.set(CSP, OWN_FILES)
                // With "no-referrer", a form has "Origin: null" (Fetch), as one of another site that hides itself.
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Permissions-Policy", PERMISSIONS);
    }
}
