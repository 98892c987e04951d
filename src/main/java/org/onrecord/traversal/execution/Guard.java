package org.onrecord.traversal.execution;

import java.util.Set;

import graphql.execution.ExecutionContext;
import io.quarkus.security.identity.SecurityIdentity;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.plan.Plan;

/** Decides what who asks may do. It is asked before anything of an operation runs. */
public interface Guard {

    /** The key in the GraphQL context of the {@link SecurityIdentity} that asks. */
    String IDENTITY = "onrecord.identity";

    /** @throws ApiException where the identity has none of the roles */
    void requireAnyRole(SecurityIdentity identity, Set<String> roles);

    /** @throws ApiException where who asks must not read what the plan does */
    default void requireAllowed(Plan plan, ExecutionContext context) {
        plan.rolesAllowed()
                .forEach(roles -> requireAnyRole(context.getGraphQLContext().get(IDENTITY), roles));
    }
}
