package org.onrecord.traversal.execution;

import java.util.Set;

import graphql.execution.ExecutionContext;
import io.quarkus.security.identity.SecurityIdentity;

import org.onrecord.error.ApiException;
import org.onrecord.traversal.plan.Plan;

/**
 * Decides whether a client may execute an operation. The engine calls it before it executes any part of the operation.
 */
public interface Authorizer {

    /** The key of the client's {@link SecurityIdentity} in the GraphQL context. */
    String IDENTITY = "onrecord.identity";

    /** @throws ApiException if the identity has none of the roles */
    void requireAnyRole(SecurityIdentity identity, Set<String> roles);

    /** @throws ApiException if the client may not read a field of the plan */
    default void requireAllowed(Plan plan, ExecutionContext context) {
        plan.rolesAllowed()
                .forEach(roles -> requireAnyRole(context.getGraphQLContext().get(IDENTITY), roles));
    }
}
