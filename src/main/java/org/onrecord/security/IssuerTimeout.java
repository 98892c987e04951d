package org.onrecord.security;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;

/** Ends requests to an issuer of access tokens that does not answer. Quarkus limits only the time to connect. */
@Singleton
@Unremovable
class IssuerTimeout implements OidcRequestFilter {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Override
    public Uni<Void> filter(OidcRequestFilterContext context) {
        context.request().timeout(TIMEOUT.toMillis());
        return Uni.createFrom().voidItem();
    }
}
