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
 * In development, with no issuer configured, who sends no token is the developer, who may do everything. What is packaged
 * for production does not have this class as a bean, whatever its configuration says.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@Singleton
class DeveloperIdentity implements HttpAuthenticationMechanism {

    private final boolean active;
    private final SecurityIdentity developer = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("developer"))
            .addRoles(Set.of(Roles.EDITOR, Roles.ADMIN))
            .build();

    DeveloperIdentity(AccessConfig config, TokenIssuer issuer) {
        this.active = config.developer() && !issuer.isConfigured();
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
