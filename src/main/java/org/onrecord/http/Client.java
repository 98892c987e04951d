package org.onrecord.http;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;

/** The names under which the service counts what a client uses. */
public final class Client {

    private Client() {}

    /** The address that a request comes from. */
    public static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().host();
    }

    /** The user with an access token, or else the address. */
    public static String name(SecurityIdentity identity, String address) {
        return identity.isAnonymous()
                ? address
                : "user " + identity.getPrincipal().getName();
    }
}
