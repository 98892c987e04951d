package org.onrecord.traversal.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.plan.Plan.NodesByKey;
import org.onrecord.traversal.sql.Statement;

/**
 * A subscription that passed all checks: the {@code data} in the result of {@link SubscriptionStrategy}. The transport
 * reads the subscription's events with it when nodes are created, several events with one statement.
 */
public final class CompiledSubscription {

    private final String nodeType;
    private final String key;
    private final Statement statement;
    private final Map<String, Object> variables;
    private final SharedEvents events;
    private final int maxBatchSize;

    /** @param key the response key of the subscription's field */
    CompiledSubscription(
            String nodeType,
            String key,
            Statement statement,
            Map<String, Object> variables,
            SharedEvents events,
            int maxBatchSize) {
        this.nodeType = nodeType;
        this.key = key;
        this.statement = statement;
        this.variables = variables;
        this.events = events;
        this.maxBatchSize = maxBatchSize;
    }

    /** The name of the node type that the events are about. */
    public String nodeType() {
        return nodeType;
    }

    /**
     * The most keys for {@link #read}, so that the estimated cost of the statement stays within the limit of a query.
     */
    public int maxBatchSize() {
        return maxBatchSize;
    }

    /**
     * Reads the events of nodes, in the order of their keys. A node that does not meet the filter or was deleted has no
     * event. Blocks.
     *
     * @param keys the primary keys of the nodes
     * @param memory for the events
     * @throws DatabaseFailure if the database does not answer
     */
    public List<ExecutionResult> read(List<Long> keys, MemoryBudget.Part memory) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put(NodesByKey.VARIABLE, keys);
        return events.read(statement, all, memory).stream()
                .map(json -> ExecutionResult.newExecutionResult()
                        .data(Map.of(key, json))
                        .build())
                .toList();
    }
}
