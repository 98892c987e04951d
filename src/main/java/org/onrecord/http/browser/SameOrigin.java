package org.onrecord.http.browser;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.onrecord.address.RequestHost;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Stops cross-site request forgery: a form of another site writes with the rights that development mode, or a proxy
 * that knows the browser, gives the request. A browser says where a form comes from, by {@code Sec-Fetch-Site} (Fetch
 * Metadata), or else by {@code Origin} (RFC 6454). A client that sends neither is no browser.
 */
public final class SameOrigin {

    private SameOrigin() {}

    /** @throws ApiException if a page of another origin sent the request */
    public static void require(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN); // HostCheck removes that of the public URL.
        boolean isOwn = site == null ? origin == null || isOwn(origin, request) : site.equals("same-origin");
        if (!isOwn) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Only the forms of this service may be sent here.");
        }
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        int scheme = origin.indexOf("://");
        RequestHost host = scheme < 0 ? null : RequestHost.parse(origin.substring(scheme + "://".length()));
        return host != null && host.equals(RequestHost.of(request));
    }
}
