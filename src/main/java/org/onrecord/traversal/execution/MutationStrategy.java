package org.onrecord.traversal.execution;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManagerFactory;

import graphql.ExecutionResult;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedField;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.graphql.schema.model.Operation;
import io.smallrye.graphql.schema.model.Schema;
import org.hibernate.Hibernate;
import org.jboss.logging.Logger;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;

/**
 * Executes a mutation operation: each field in Java, one after the other, and what is selected of the nodes that it returns by
 * one SQL statement. Before the first, the guard is asked about all of them.
 */
final class MutationStrategy extends AsyncSerialExecutionStrategy {

    private static final Logger LOG = Logger.getLogger(MutationStrategy.class);

    private final Guard guard;
    private final Map<String, Set<String>> rolesAllowed = new HashMap<>();
    private final Graph graph;
    private final Limits limits;
    private final Function<Object, GlobalId> idOf;
    private final ReadConnections connections;
    private final StatementRunner runner;

    /** @param runner at the primary: a replica may not have yet what was just written */
    MutationStrategy(
            Guard guard,
            Schema resolvedInJava,
            Graph graph,
            Limits limits,
            EntityManagerFactory entityManagerFactory,
            ReadConnections connections,
            StatementRunner runner) {
        super(new MutationErrors());
        this.guard = guard;
        this.graph = graph;
        this.limits = limits;
        this.connections = connections;
        this.runner = runner;
        this.idOf = node -> node instanceof GlobalId id
                ? id
                : new GlobalId(Hibernate.getClass(node).getSimpleName(), (Long)
                        entityManagerFactory.getPersistenceUnitUtil().getIdentifier(node));
        resolvedInJava.getMutations().forEach(mutation -> rolesAllowed.put(mutation.getName(), rolesAllowed(mutation)));
    }

    /** As the method says it; a mutation that anyone may run by oversight is one too many. */
    private static Set<String> rolesAllowed(Operation mutation) {
        try {
            Class<?> type = Class.forName(
                    mutation.getClassName(), false, Thread.currentThread().getContextClassLoader());
            for (Method method : type.getMethods()) {
                if (method.getName().equals(mutation.getMethodName())
                        && method.isAnnotationPresent(RolesAllowed.class)) {
                    return Set.of(method.getAnnotation(RolesAllowed.class).value());
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("The mutation " + mutation.getName() + " needs @RolesAllowed");
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        try {
            SecurityIdentity identity = context.getGraphQLContext().get(Guard.IDENTITY);
            for (MergedField field : parameters.getFields().getSubFieldsList()) {
                guard.requireAnyRole(identity, rolesAllowed.getOrDefault(field.getName(), Set.of()));
            }
            context.getGraphQLContext()
                    .put(PayloadNodes.KEY, new PayloadNodes(graph, limits, guard, context, parameters, idOf, runner));
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(
                    ExecutionResult.newExecutionResult().errors(e.toErrors()).build());
        }
        return super.execute(context, parameters).thenApply(this::withToken);
    }

    /** Whatever came of the mutations, with what shows it to who reads. */
    private ExecutionResult withToken(ExecutionResult result) {
        try {
            String token = connections.readWritten(ConsistencyToken::now).position();
            return result.transform(builder -> builder.addExtension(ConsistencyToken.EXTENSION, token));
        } catch (DatabaseFailure e) {
            LOG.warnf("A mutation has no consistency token: %s", e.getMessage());
            return result;
        }
    }

    /** When this returns the mutation is committed, and graphql-java has met all nodes in its payload. */
    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        Object info = super.resolveFieldWithInfo(context, parameters);
        PayloadNodes nodes = context.getGraphQLContext().get(PayloadNodes.KEY);
        String mutation = parameters.getField().getResultKey();
        if (info instanceof CompletableFuture<?> future) {
            return future.thenApply(value -> {
                nodes.read(mutation);
                return value;
            });
        }
        nodes.read(mutation);
        return info;
    }
}
