package org.onrecord.traversal;

import java.util.Set;

import io.quarkus.security.identity.SecurityIdentity;

/** Decides what who asks may do. It is asked before anything of an operation runs. */
public interface Guard {

    /** The key in the GraphQL context of the {@link SecurityIdentity} that asks. */
    String IDENTITY = "onrecord.identity";

    /** @throws Refusal where the identity has none of the roles */
    void requireAnyRole(SecurityIdentity identity, Set<String> roles);
}
