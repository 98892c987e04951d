package org.onrecord.security;

import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Configures Quarkus OIDC with the issuer of access tokens. A resolver does this lazily, unlike {@code
 * quarkus.oidc.*}: the service starts without an issuer and while the issuer is down, and reads the issuer's keys
 * with the first token.
 */
@Singleton
class OidcTenantResolver implements TenantConfigResolver {

    /** The name of the tenant. */
    static final String TENANT = "onrecord";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /**
     * How long the service does not read the keys again after a token with an unknown one. Anyone can send such a token
     * just before the issuer changes its keys. The tokens with the new key are then rejected for this time.
     */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    private final OidcTenantConfig tenant;

    OidcTenantResolver(AccessConfig config) {
        this.tenant = config.issuer().map(issuer -> tenant(issuer, config)).orElse(null);
    }

    private static OidcTenantConfig tenant(String issuer, AccessConfig config) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(issuer)
                .tenantId(TENANT)
                .connectionTimeout(CONNECT_TIMEOUT)
                .applicationType(ApplicationType.SERVICE)
                .roles(Source.accesstoken, config.roleClaim());
        // The service verifies the signatures of tokens itself and never sends a token to the issuer.
        var token = tenant.token()
                .audience(config.audience())
                .forcedJwkRefreshInterval(REFRESH_INTERVAL)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false);
        Optional<String> jwks = config.jwks();
        if (jwks.isPresent()) {
            token.issuer(issuer);
            tenant.discoveryEnabled(false).jwksPath(jwks.get());
        }
        return token.end().build();
    }

    /** Whether an issuer is configured. */
    boolean isConfigured() {
        return tenant != null;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        return Uni.createFrom().item(tenant);
    }
}
