package org.onrecord.traversal.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.sql.Statement;

/**
 * Reads the events of subscriptions. Subscriptions with the same statement and the same values share the result: the
 * first one that reads an event runs the statement, and the others receive its rows.
 */
// Caffeine loads the class of a cache by name, depending on its options. This is the class of the cache below.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.SSMWW")
final class SharedEvents {

    /** Longer than subscribers with equal speed are apart. A slower one reads the nodes again. */
    private static final Duration SHARED_TIME = Duration.ofSeconds(2);

    /** In bytes. */
    private static final long MAX_WEIGHT = 16 << 20;

    private static final int ENTRY_WEIGHT = 500;

    /** @param values those of the parameters, with the keys of the nodes */
    private record Key(String statement, List<Object> values) {}

    private final StatementRunner runner;
    private final Cache<Key, CompletableFuture<List<RawJson>>> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((Key key, CompletableFuture<List<RawJson>> rows) -> ENTRY_WEIGHT + length(rows))
            .expireAfterWrite(SHARED_TIME)
            .build();

    SharedEvents(StatementRunner runner) {
        this.runner = runner;
    }

    private static int length(CompletableFuture<List<RawJson>> rows) {
        return rows.getNow(List.of()).stream()
                .mapToInt(row -> row.utf8().length)
                .sum();
    }

    /**
     * The JSON text in each row of the statement of a subscription.
     *
     * @param memory for the rows if this caller reads them
     */
    List<RawJson> read(Statement statement, Map<String, Object> variables, MemoryBudget.Part memory) {
        Key key = new Key(statement.text(), StatementRunner.values(statement, variables));
        CompletableFuture<List<RawJson>> own = new CompletableFuture<>();
        CompletableFuture<List<RawJson>> first = cache.asMap().putIfAbsent(key, own);
        if (first != null) {
            return await(first);
        }
        try {
            List<RawJson> rows = runner.runRows(statement, variables, memory);
            own.complete(rows);
            cache.put(key, own); // With its weight.
            return rows;
        } catch (RuntimeException | Error e) {
            cache.asMap().remove(key, own);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private static List<RawJson> await(CompletableFuture<List<RawJson>> rows) {
        try {
            return rows.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
