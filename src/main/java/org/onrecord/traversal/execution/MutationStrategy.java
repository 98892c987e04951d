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
import org.onrecord.database.ReadTarget;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.cost.StatisticsCache;
import org.onrecord.traversal.graph.GlobalId;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;

/**
 * Executes a mutation operation. Java methods resolve its fields one after the other, and one SQL statement for each
 * field reads the nodes in its payload. The strategy checks the roles of all fields before it executes the first.
 */
final class MutationStrategy extends AsyncSerialExecutionStrategy {

    private static final Logger LOG = Logger.getLogger(MutationStrategy.class);

    private final Authorizer authorizer;
    private final Map<String, Set<String>> rolesAllowed = new HashMap<>();
    private final Graph graph;
    private final Limits limits;
    private final StatisticsCache statistics;
    private final Function<Object, GlobalId> idOf;
    private final ReadConnections connections;
    private final StatementRunner runner;

    /**
     * @param runner a runner that reads from the primary, because a replica may not have the changes of the mutation
     *     yet
     */
    MutationStrategy(
            Authorizer authorizer,
            Schema smallRyeSchema,
            Graph graph,
            Limits limits,
            StatisticsCache statistics,
            EntityManagerFactory entityManagerFactory,
            ReadConnections connections,
            StatementRunner runner) {
        super(new MethodExceptionHandler());
        this.authorizer = authorizer;
        this.graph = graph;
        this.limits = limits;
        this.statistics = statistics;
        this.connections = connections;
        this.runner = runner;
        this.idOf = node -> node instanceof GlobalId id
                ? id
                : new GlobalId(Hibernate.getClass(node).getSimpleName(), (Long)
                        entityManagerFactory.getPersistenceUnitUtil().getIdentifier(node));
        smallRyeSchema.getMutations().forEach(mutation -> rolesAllowed.put(mutation.getName(), rolesAllowed(mutation)));
    }

    /**
     * The roles in the {@link RolesAllowed} of the method. It is required, so that no mutation is public by mistake.
     */
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
            SecurityIdentity identity = context.getGraphQLContext().get(Authorizer.IDENTITY);
            for (MergedField field : parameters.getFields().getSubFieldsList()) {
                authorizer.requireAnyRole(identity, rolesAllowed.getOrDefault(field.getName(), Set.of()));
            }
            context.getGraphQLContext()
                    .put(
                            PayloadNodes.KEY,
                            new PayloadNodes(
                                    graph,
                                    limits,
                                    statistics.current(),
                                    authorizer,
                                    context,
                                    parameters,
                                    idOf,
                                    runner));
        } catch (ApiException e) {
            return CompletableFuture.completedFuture(
                    ExecutionResult.newExecutionResult().errors(e.toErrors()).build());
        }
        return super.execute(context, parameters).thenApply(this::withConsistencyToken);
    }

    /** Adds the token even if the response has errors, because some of the mutations may have succeeded. */
    private ExecutionResult withConsistencyToken(ExecutionResult result) {
        try {
            String token = connections
                    .read(ReadTarget.PRIMARY_WRITE_POOL, null, ConsistencyToken::now)
                    .position();
            return result.transform(builder -> builder.addExtension(ConsistencyToken.EXTENSION, token));
        } catch (DatabaseFailure e) {
            LOG.warnf("The response of a mutation has no consistency token: %s", e.getMessage());
            return result;
        }
    }

    /** When the method of the superclass returns, the mutation is committed and all nodes of its payload are known. */
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
