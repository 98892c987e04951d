package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;
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
import io.vertx.sqlclient.Row;

import org.onrecord.database.EventLoopConnections;
import org.onrecord.traversal.execution.QueryCompiler.CompiledQuery;
import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.plan.Parameter;
import org.onrecord.traversal.plan.Plan;

/** Runs the statements of short queries on an event loop, as {@link StatementRunner} does on a worker thread. */
final class EventLoopRunner {

    private final EventLoopConnections connections;

    EventLoopRunner(EventLoopConnections connections) {
        this.connections = connections;
    }

    /**
     * Starts the statement of a query. Does not block.
     *
     * @param values of the parameters, see {@link StatementRunner#values}
     * @return the result of {@link StatementRunner#run}, or its exception; or {@link EventLoopConnections.Unavailable}
     *     if the statement has to run on a worker thread; null if it has to from the start
     */
    Future<Map<String, Object>> start(CompiledQuery query, List<Object> values, MemoryBudget.Part memory) {
        List<Object> objects = objects(query.statement().parameters(), values);
        String sql = query.shortStatement().sql();
        Future<Row> row = objects == null || sql == null ? null : connections.read(sql, objects);
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
            String json = row.getString(column++);
            data.put(root.key(), StatementRunner.result(json == null ? null : json.getBytes(StandardCharsets.UTF_8)));
        }
        return data;
    }

    /** The values as objects of the classes that the driver has for their types; null if it cannot represent them. */
    private static List<Object> objects(List<Parameter> parameters, List<Object> values) {
        List<Object> objects = new ArrayList<>(values.size());
        try {
            for (int i = 0; i < values.size(); i++) {
                objects.add(object(parameters.get(i).sqlType(), values.get(i)));
            }
        } catch (DateTimeException | ClassCastException | ArrayStoreException e) {
            return null;
        }
        return objects;
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
