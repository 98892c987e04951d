package org.onrecord.security;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who may read and write. */
@ConfigMapping(prefix = "onrecord.access")
interface AccessConfig {

    /**
     * The URL of the issuer of access tokens (OpenID Connect), as the tokens name it. Without an issuer nobody may
     * write.
     */
    Optional<String> issuer();

    /** The URL of the issuer's keys (JSON Web Key Set). Without it, the service uses OpenID Connect Discovery. */
    Optional<String> jwks();

    /** The audience: a value that the {@code aud} claim of a token must contain. */
    String audience();

    /** The claim that contains the roles: a name, or a path such as {@code realm_access/roles}. */
    String roleClaim();

    /** Whether anonymous clients may read. Otherwise reading requires an access token, with any roles. */
    boolean openReading();

    /** Whether anonymous clients have all roles in development. The packaged service ignores this setting. */
    boolean developer();
}
