package org.onrecord.traversal.execution;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;

import org.onrecord.database.EventLoopConnections;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;
import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.ParameterValues;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.sql.Statement.Numbered;

/** Runs the statements of short queries on an event loop, as {@link StatementRunner} does on a worker thread. */
final class EventLoopRunner {

    private final EventLoopConnections connections;

    EventLoopRunner(EventLoopConnections connections) {
        this.connections = connections;
    }

    /**
     * Starts the statement of a query. Does not block.
     *
     * @return the result of {@link StatementRunner#run}, or its exception; or {@link EventLoopConnections.Unavailable}
     *     if the statement has to run on a worker thread; null if it has to from the start
     * @throws ApiException if a value is invalid
     */
    Future<Map<String, Object>> start(CompiledQuery query, Map<String, Object> variables, MemoryBudget.Part memory) {
        Numbered statement = query.shortStatement().get();
        if (statement == null) {
            return null;
        }
        ParameterValues computed = new ParameterValues(variables);
        query.statement().unboundParameters().forEach(computed::of);
        List<Object> values = values(statement.parameters(), computed);
        Future<Row> row = values == null ? null : connections.read(statement.text(), values);
        return row == null
                ? null
                : row.map(read -> data(query, read, memory)).onFailure(failure -> {
                    if (failure instanceof EventLoopConnections.Unavailable) {
                        query.shortStatement().pause();
                    }
                });
    }

    private static Map<String, Object> data(CompiledQuery query, Row row, MemoryBudget.Part memory) {
        List<Plan.Root> roots = query.plan().roots();
        Map<String, Object> data = new LinkedHashMap<>();
        if (row == null) {
            // The statement has a single root, and its node does not exist.
            data.put(roots.get(0).key(), StatementRunner.NULL);
            return data;
        }
        int column = 0;
        long bytes = row.getLong(column++);
        if (!query.shortStatement().allows(bytes)) {
            throw new EventLoopConnections.Unavailable("The response has " + bytes + " bytes");
        }
        memory.add(bytes);
        for (Plan.Root root : roots) {
            Buffer json = row.getBuffer(column++);
            data.put(root.key(), StatementRunner.result(json == null ? null : json.getBytes()));
        }
        return data;
    }

    /** The values as objects of the classes that the driver has for their types; null if it cannot represent them. */
    private static List<Object> values(List<Parameter> parameters, ParameterValues computed) {
        List<Object> values = new ArrayList<>(parameters.size());
        try {
            for (Parameter parameter : parameters) {
                values.add(object(parameter.sqlType(), computed.of(parameter)));
            }
        } catch (DateTimeException | ClassCastException | ArrayStoreException e) {
            return null;
        }
        return values;
    }

    private static Object object(String type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "date" -> representable(LocalDate.parse((String) value));
            case "timestamptz" -> representable(OffsetDateTime.parse((String) value));
            case "text[]" -> array(type, value, String[]::new);
            case "integer[]" -> array(type, value, Integer[]::new);
            case "bigint[]" -> array(type, value, Long[]::new);
            case "double precision[]" -> array(type, value, Double[]::new);
            case "boolean[]" -> array(type, value, Boolean[]::new);
            case "date[]" -> array(type, value, LocalDate[]::new);
            case "timestamptz[]" -> array(type, value, OffsetDateTime[]::new);
            default -> value;
        };
    }

    /** The driver rounds, and overflows, where PostgreSQL does something else with the text. */
    private static <T extends Temporal> T representable(T time) {
        int year = time.get(ChronoField.YEAR);
        boolean isExact =
                !time.isSupported(ChronoField.NANO_OF_SECOND) || time.get(ChronoField.NANO_OF_SECOND) % 1000 == 0;
        if (year < 1 || year > 9999 || !isExact) {
            throw new DateTimeException("Only PostgreSQL knows what " + time + " is");
        }
        return time;
    }

    private static Object[] array(String type, Object values, IntFunction<Object[]> factory) {
        String elementType = type.substring(0, type.length() - "[]".length());
        return ((List<?>) values)
                .stream().map(value -> object(elementType, value)).toArray(factory);
    }
}
