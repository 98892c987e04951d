package org.onrecord.security;

import java.util.Set;

import jakarta.inject.Singleton;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/**
 * The identity of requests without an access token in development, with all roles. The production build does not
 * contain this bean, so no configuration can enable it there.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@Singleton
class DeveloperIdentity {

    private final boolean active;
    private final SecurityIdentity developer = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("developer"))
            .addRoles(Set.of(Roles.EDITOR, Roles.ADMIN))
            .build();

    DeveloperIdentity(AccessConfig config, OidcTenantResolver tenant) {
        this.active = config.developer() && !tenant.isConfigured();
    }

    /** The developer, or else the other identity if an issuer is configured or the setting is off. */
    SecurityIdentity or(SecurityIdentity anonymous) {
        return active ? developer : anonymous;
    }
}
