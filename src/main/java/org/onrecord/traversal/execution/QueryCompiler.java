package org.onrecord.traversal.execution;

import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.onrecord.traversal.plan.PlanCacheKey;
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

    /** In characters of the cached documents and statements. */
    private static final long MAX_CACHE_WEIGHT = 64 << 20;

    /** The most parameters of a statement in PostgreSQL's protocol. */
    private static final int MAX_PARAMETERS = 65_535;

    private final Graph graph;
    private final Map<String, RootField> rootFields;
    private final Limits limits;
    private final Tracer tracer;
    private final Cache<PlanCacheKey, CompiledQuery> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHE_WEIGHT)
            .weigher((PlanCacheKey key, CompiledQuery query) -> 1000
                    + key.document().length()
                    + 2 * query.statement().text().length())
            .build();

    QueryCompiler(Graph graph, Map<String, RootField> rootFields, Limits limits, Tracer tracer) {
        this.graph = graph;
        this.rootFields = rootFields;
        this.limits = limits;
        this.tracer = tracer;
    }

    record CompiledQuery(Plan plan, Cost cost, Statement statement) {}

    /**
     * @param fields the fields of the query type that the engine compiles
     * @throws ApiException if the query is invalid
     */
    CompiledQuery compile(ExecutionContext context, List<MergedField> fields) {
        PlanCacheKey key = PlanCacheKey.of(context);
        CompiledQuery query = cache.getIfPresent(key);
        if (query == null) {
            query = compileUncached(context, fields);
            cache.put(key, query);
        }
        return query;
    }

    private CompiledQuery compileUncached(ExecutionContext context, List<MergedField> fields) {
        Span span = Span.current().isRecording() ? tracer.spanBuilder("plan").startSpan() : Span.getInvalid();
        try {
            Plan plan = new Planner(graph, limits, context).planQuery(rootFields, fields);
            Statement statement = SqlWriter.write(plan, limits.response().asLongValue());
            if (statement.parameters().size() > MAX_PARAMETERS) {
                throw new ApiException(ErrorCode.BAD_USER_INPUT, "The query has too many values. Split the request.");
            }
            return new CompiledQuery(plan, Cost.of(plan), statement);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
