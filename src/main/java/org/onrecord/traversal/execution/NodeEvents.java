package org.onrecord.traversal.execution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.traversal.plan.Plan.Events;
import org.onrecord.traversal.sql.Statement;

/**
 * The {@code data} of a subscription operation that may run: what it tells of the nodes that are created, by one statement for
 * as many of them as are there.
 */
public final class NodeEvents {

    private final String nodeType;
    private final String key;
    private final Statement statement;
    private final Map<String, Object> variables;
    private final StatementRunner runner;
    private final int mostAtOnce;

    /** @param key the response key of the subscription's field */
    NodeEvents(
            String nodeType,
            String key,
            Statement statement,
            Map<String, Object> variables,
            StatementRunner runner,
            int mostAtOnce) {
        this.nodeType = nodeType;
        this.key = key;
        this.statement = statement;
        this.variables = variables;
        this.runner = runner;
        this.mostAtOnce = mostAtOnce;
    }

    /** The type whose nodes are told of. */
    public String nodeType() {
        return nodeType;
    }

    /** How many nodes one statement may be asked for, such that it costs no more than a query may. */
    public int mostAtOnce() {
        return mostAtOnce;
    }

    /**
     * The events of nodes, in the order of their keys; none of a node that does not meet the subscription's filter, or that is
     * gone again. Blocks.
     *
     * @param keys the nodes' primary keys
     * @throws DatabaseFailure if the database does not answer
     */
    public List<ExecutionResult> read(List<Long> keys) {
        Map<String, Object> all = new HashMap<>(variables);
        all.put(Events.KEYS, keys);
        return runner.runRows(statement, all).stream()
                .map(json -> ExecutionResult.newExecutionResult()
                        .data(Map.of(key, json))
                        .build())
                .toList();
    }
}
