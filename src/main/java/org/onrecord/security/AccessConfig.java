package org.onrecord.security;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Who may read and write. */
@ConfigMapping(prefix = "onrecord.access")
interface AccessConfig {

    /** The URL of who issues access tokens (OpenID Connect), as tokens name it; without one, nobody writes. */
    Optional<String> issuer();

    /** Where the issuer's keys are (a JSON Web Key Set); without it the issuer says so itself, by OpenID Connect Discovery. */
    Optional<String> jwks();

    /** What tokens must be meant for: one of their {@code aud} is this. */
    String audience();

    /** Where in a token the roles stand: the name of a claim, or a path to one, {@code realm_access/roles} for example. */
    String roleClaim();

    /** Whether anyone may read; otherwise it takes a token, with whatever roles. */
    boolean openReading();

    /** Whether, in development, who sends no token writes all the same. The packaged service knows nothing of this. */
    boolean developer();
}
