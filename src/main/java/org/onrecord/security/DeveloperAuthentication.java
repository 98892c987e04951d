package org.onrecord.security;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives all roles to requests without an access token, in development and only if no issuer is configured. The
 * production build does not contain this bean, so no configuration can enable it there.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@Singleton
class DeveloperAuthentication implements HttpAuthenticationMechanism {

    private final boolean active;
    private final SecurityIdentity developer = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("developer"))
            .addRoles(Set.of(Roles.EDITOR, Roles.ADMIN))
            .build();

    DeveloperAuthentication(AccessConfig config, OidcTenantResolver tenant) {
        this.active = config.developer() && !tenant.isConfigured();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        boolean applies = active && !context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        return applies ? Uni.createFrom().item(developer) : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
