package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;
import io.smallrye.graphql.schema.model.Schema;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.onrecord.database.EventLoopConnections;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.database.SlowQueryLog;
import org.onrecord.traversal.cost.StatisticsCache;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.GraphReader;
import org.onrecord.traversal.graph.NodeInterface;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.limits.TimeUnits;
import org.onrecord.traversal.schema.SchemaBuilder;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Makes the schema of the graph, and graphql-java's engine with the strategies that execute it. SmallRye GraphQL
 * contributes the types and the data fetchers of the fields that have Java methods.
 *
 * <p>The producers run at start. The graph comes from Hibernate's metamodel, which does not exist yet when SmallRye
 * builds its own schema. They are CDI beans, because a native image of Quarkus has no automatic service loading.
 */
@Singleton
class TraversalProducer {

    @Produces
    @Singleton
    Graph graph(EntityManagerFactory entityManagerFactory, @All List<FieldProvider> unordered) {
        List<FieldProvider> providers = ordered(unordered);
        Map<String, List<DatabaseFunction>> functions = new LinkedHashMap<>();
        providers.forEach(provider -> provider.nodeFields().forEach((entity, fields) -> functions
                .computeIfAbsent(entity.getSimpleName(), name -> new ArrayList<>())
                .addAll(fields)));
        Map<Class<?>, Map<String, UnaryOperator<String>>> storedForms = new LinkedHashMap<>();
        providers.forEach(provider -> storedForms.putAll(provider.storedForms()));
        List<NodeInterface> interfaces = providers.stream()
                .flatMap(provider -> provider.nodeInterfaces().stream())
                .toList();
        return GraphReader.read(
                entityManagerFactory.unwrap(SessionFactoryImplementor.class), functions, interfaces, storedForms);
    }

    @Produces
    @Singleton
    @TraversalSchema
    GraphQLSchema schema(GraphQLSchema base, Graph graph, @All List<FieldProvider> providers, Limits limits) {
        List<SubscriptionField> subscriptionFields = ordered(providers).stream()
                .flatMap(provider -> provider.subscriptionFields().stream())
                .toList();
        return SchemaBuilder.build(base, graph, rootFields(providers).values(), subscriptionFields, limits);
    }

    @Produces
    @Singleton
    GraphQL graphQL(
            @TraversalSchema GraphQLSchema schema,
            Schema smallRyeSchema,
            Graph graph,
            @All List<FieldProvider> providers,
            Limits limits,
            StatisticsCache statistics,
            ReadConnections connections,
            EventLoopConnections eventLoopConnections,
            Tracer tracer,
            SlowQueryLog slowQueries,
            EntityManagerFactory entityManagerFactory,
            Authorizer authorizer,
            SubscriptionStrategy subscriptions) {
        Map<String, RootField> rootFields = rootFields(providers);
        QueryCompiler compiler = new QueryCompiler(graph, rootFields, limits, tracer);
        QueryChecks checks = new QueryChecks(authorizer, limits, statistics);
        return GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new TraversalStrategy(
                        compiler,
                        rootFields,
                        limits,
                        checks,
                        new StatementRunner(connections, ReadTarget.REPLICA, tracer),
                        new ShortQueryStrategy(
                                compiler, checks, new EventLoopRunner(eventLoopConnections), slowQueries),
                        slowQueries))
                .mutationExecutionStrategy(new MutationStrategy(
                        authorizer,
                        smallRyeSchema,
                        graph,
                        limits,
                        statistics,
                        entityManagerFactory,
                        connections,
                        new StatementRunner(
                                connections,
                                ReadTarget.PRIMARY_WRITE_POOL,
                                tracer,
                                TimeUnits.parse(limits.statementTimeout()))))
                .subscriptionExecutionStrategy(subscriptions)
                .build();
    }

    private static Map<String, RootField> rootFields(List<FieldProvider> providers) {
        Map<String, RootField> fields = new LinkedHashMap<>();
        ordered(providers).forEach(provider -> provider.rootFields().forEach(field -> fields.put(field.name(), field)));
        return fields;
    }

    /** CDI gives beans in any order. The fields of the schema have the same order after each start. */
    private static List<FieldProvider> ordered(List<FieldProvider> providers) {
        return providers.stream()
                .sorted(Comparator.comparing(provider -> provider.getClass().getName()))
                .toList();
    }
}
