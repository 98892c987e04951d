package org.onrecord.http;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The name under which the service counts what a client uses. */
public final class Client {

    private Client() {}

    /**
     * The user with an access token, or else the address, see {@link org.onrecord.address.ClientAddress}. The subject
     * identifies a user of an issuer (RFC 7519, 4.1.2). Several users may have the same name.
     */
    public static String name(SecurityIdentity identity, String address) {
        if (identity.isAnonymous()) {
            return address;
        }
        return identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null
                ? "user " + token.getSubject() + " of " + token.getIssuer()
                : "user " + identity.getPrincipal().getName();
    }
}
