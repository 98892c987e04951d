package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;

import graphql.schema.GraphQLSchema;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.schema.model.Schema;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.onrecord.database.ReadConnections;
import org.onrecord.database.SlowQueryConfig;
import org.onrecord.traversal.execution.StatementRunner.Place;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.GraphReader;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.graph.SubscriptionField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.schema.SchemaShaper;
import org.onrecord.traversal.schema.TraversalSchema;

/**
 * Puts the traversal engine into SmallRye GraphQL: an execution service with the graph's schema and the traversal strategy
 * takes the place of SmallRye's own. Parsing, validation, the document cache and whatever is resolved in Java stay SmallRye's
 * and graphql-java's.
 *
 * <p>The graph is known when Hibernate has started, later than SmallRye builds its schema, so this happens at start and
 * not at build time. Being plain CDI, it needs no service loader, which a native image would not have.
 */
@Singleton
class TraversalProducer {

    @Produces
    @Singleton
    Graph graph(EntityManagerFactory entityManagerFactory, @All List<FieldProvider> providers) {
        Map<String, List<DatabaseFunction>> functions = new LinkedHashMap<>();
        providers.forEach(provider -> provider.nodeFields().forEach((entity, fields) -> functions
                .computeIfAbsent(entity.getSimpleName(), name -> new ArrayList<>())
                .addAll(fields)));
        return GraphReader.read(entityManagerFactory.unwrap(SessionFactoryImplementor.class), functions);
    }

    @Produces
    @Singleton
    @TraversalSchema
    GraphQLSchema schema(GraphQLSchema base, Graph graph, @All List<FieldProvider> providers, Limits limits) {
        List<SubscriptionField> subscriptionFields = providers.stream()
                .flatMap(provider -> provider.subscriptionFields().stream())
                .toList();
        return SchemaShaper.shape(base, graph, rootFields(providers).values(), subscriptionFields, limits);
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    ExecutionService executionService(
            @TraversalSchema GraphQLSchema schema,
            Schema resolvedInJava,
            Graph graph,
            @All List<FieldProvider> providers,
            Limits limits,
            ReadConnections connections,
            Tracer tracer,
            SlowQueryConfig slowQueries,
            EntityManagerFactory entityManagerFactory,
            Guard guard) {
        StatementRunner runner = new StatementRunner(connections, Place.ANYWHERE, tracer);
        return new ExecutionService(
                schema,
                resolvedInJava,
                Optional.empty(),
                new TraversalStrategy(
                        graph,
                        rootFields(providers),
                        limits,
                        guard,
                        runner,
                        tracer,
                        new SlowQueryLog(slowQueries, runner)),
                new MutationStrategy(
                        guard,
                        resolvedInJava,
                        graph,
                        limits,
                        entityManagerFactory,
                        connections,
                        new StatementRunner(connections, Place.WRITTEN, tracer)));
    }

    private static Map<String, RootField> rootFields(List<FieldProvider> providers) {
        Map<String, RootField> fields = new LinkedHashMap<>();
        providers.forEach(provider -> provider.rootFields().forEach(field -> fields.put(field.name(), field)));
        return fields;
    }
}
