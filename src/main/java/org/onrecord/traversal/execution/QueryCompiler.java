package org.onrecord.traversal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.GraphQLError;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedField;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.cost.Cost;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.RootField;
import org.onrecord.traversal.limits.Limits;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.Planner;
import org.onrecord.traversal.sql.SqlWriter;
import org.onrecord.traversal.sql.Statement;

/**
 * Compiles queries to statements, and caches the result for requests with the same document and variables of the same
 * shape.
 */
// Caffeine loads the class of a cache by name, depending on its options. This is the class of the cache below.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMW")
final class QueryCompiler {

    /** In characters of the cached keys and statements, with the estimates of their costs. */
    private static final long MAX_CACHE_WEIGHT = 64 << 20;

    /** The most that the estimates of the cost of a plan need. */
    private static final int WEIGHT_OF_ESTIMATES = 20_000;

    /** The most parameters of a statement in PostgreSQL's protocol. */
    private static final int MAX_PARAMETERS = 65_535;

    private final Graph graph;
    private final Map<String, RootField> rootFields;
    private final Limits limits;
    private final Tracer tracer;
    private final Cache<PlanCacheKey, CompiledQuery> cache = Caffeine.newBuilder()
            // To evict an entry takes less time than to wake another thread.
            .executor(Runnable::run)
            .maximumWeight(MAX_CACHE_WEIGHT)
            .weigher((PlanCacheKey key, CompiledQuery query) -> WEIGHT_OF_ESTIMATES
                    + key.document().length()
                    + key.shape().length()
                    + 4 * query.statement().text().length())
            .build();

    QueryCompiler(Graph graph, Map<String, RootField> rootFields, Limits limits, Tracer tracer) {
        this.graph = graph;
        this.rootFields = rootFields;
        this.limits = limits;
        this.tracer = tracer;
    }

    /**
     * @param shortStatement the statement on event loops
     * @param errors the errors of the fields that the plan leaves out
     */
    record CompiledQuery(
            Plan plan, Cost cost, Statement statement, ShortStatement shortStatement, List<GraphQLError> errors) {}

    /**
     * @param fields the fields of the query type that the engine compiles
     * @throws ApiException if the query is invalid
     */
    CompiledQuery compile(ExecutionContext context, List<MergedField> fields) {
        PlanCacheKey key = PlanCacheKey.of(context);
        CompiledQuery query = cache.getIfPresent(key);
        if (query == null) {
            query = compile(new Planner(graph, limits, context), fields, List.of());
            cache.put(key, query);
        }
        return query;
    }

    /** Returns a query if it was compiled before, otherwise null. */
    CompiledQuery find(ExecutionContext context) {
        return cache.getIfPresent(PlanCacheKey.of(context));
    }

    /**
     * Compiles the valid fields of a query in which {@link #compile} or the check of the values has found an error.
     *
     * @throws ApiException if no field can be read, because of a limit for example
     */
    CompiledQuery compileValid(ExecutionContext context, List<MergedField> fields) {
        List<GraphQLError> errors = new ArrayList<>();
        return compile(new Planner(graph, limits, context, errors), fields, errors);
    }

    private CompiledQuery compile(Planner planner, List<MergedField> fields, List<GraphQLError> errors) {
        Span span = Span.current().isRecording() ? tracer.spanBuilder("plan").startSpan() : Span.getInvalid();
        try {
            Plan plan = planner.planQuery(rootFields, fields);
            Statement statement = SqlWriter.write(plan, limits.response().asLongValue());
            if (statement.parameters().size() > MAX_PARAMETERS) {
                throw new ApiException(ErrorCode.BAD_USER_INPUT, "The query has too many values. Split the request.");
            }
            return new CompiledQuery(plan, Cost.of(plan), statement, new ShortStatement(plan, statement), errors);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
