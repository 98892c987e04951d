package org.onrecord.http;

import io.quarkus.security.identity.SecurityIdentity;

/** The name under which the service counts what a client uses. */
public final class Client {

    private Client() {}

    /** The user with an access token, or else the address, see {@link org.onrecord.address.ClientAddress}. */
    public static String name(SecurityIdentity identity, String address) {
        return identity.isAnonymous()
                ? address
                : "user " + identity.getPrincipal().getName();
    }
}
