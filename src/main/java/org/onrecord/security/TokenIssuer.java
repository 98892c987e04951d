package org.onrecord.security;

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
 * Tells Quarkus OIDC whose access tokens count. Given at run time and not as {@code quarkus.oidc.*}, so that the service
 * starts without an issuer, and while the issuer is away: it is asked for its keys when a token first needs them.
 */
@Singleton
class TokenIssuer implements TenantConfigResolver {

    private final OidcTenantConfig tenant;

    TokenIssuer(AccessConfig config) {
        this.tenant = config.issuer().map(issuer -> tenant(issuer, config)).orElse(null);
    }

    private static OidcTenantConfig tenant(String issuer, AccessConfig config) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(issuer)
                .tenantId("onrecord")
                .applicationType(ApplicationType.SERVICE)
                .roles(Source.accesstoken, config.roleClaim());
        // Tokens are checked here, by their signature, and never sent to the issuer to ask what it thinks of them.
        var token = tenant.token()
                .audience(config.audience())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false);
        Optional<String> jwks = config.jwks();
        if (jwks.isPresent()) {
            token.issuer(issuer);
            tenant.discoveryEnabled(false).jwksPath(jwks.get());
        }
        return token.end().build();
    }

    /** Whether there is anyone whose tokens count. */
    boolean isConfigured() {
        return tenant != null;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        return Uni.createFrom().item(tenant);
    }
}
