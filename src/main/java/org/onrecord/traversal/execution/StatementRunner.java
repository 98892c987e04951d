package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import org.postgresql.util.PGobject;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadOperation;
import org.onrecord.database.ReadTarget;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.graph.ColumnType;
import org.onrecord.traversal.limits.MemoryBudget;
import org.onrecord.traversal.plan.ParameterValues;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.sql.Statement;

/** Runs the statements of the engine and reads the JSON text that they return. */
final class StatementRunner {

    /** The types whose values are strings in Java. */
    private static final Set<String> TEXTS =
            Set.of(ColumnType.STRING.sqlType(), ColumnType.DATE.sqlType(), ColumnType.DATE_TIME.sqlType());

    /**
     * Bytes of a result that does not wait for memory, so that long results do not keep out the others. All threads
     * together have a few megabytes of them.
     */
    private static final int SHORT = 1 << 16;

    static final RawJson NULL = new RawJson("null".getBytes(StandardCharsets.UTF_8));

    /** The reason why the function of a root field has no result, for the client. */
    record Refusal(String message) {}

    private final ReadConnections connections;
    private final ReadTarget target;
    private final Tracer tracer;
    private final int timeoutSeconds;

    StatementRunner(ReadConnections connections, ReadTarget target, Tracer tracer) {
        this(connections, target, tracer, Duration.ZERO);
    }

    /**
     * @param timeout the longest time of a statement; zero if the connections set the timeout. The driver cancels the
     *     statement, and rounds the time up to seconds.
     */
    StatementRunner(ReadConnections connections, ReadTarget target, Tracer tracer, Duration timeout) {
        this.connections = connections;
        this.target = target;
        this.tracer = tracer;
        this.timeoutSeconds = (int) timeout.plusMillis(999).toSeconds();
    }

    /**
     * Runs the statement of a query and returns the result of each root field, by response key: its JSON text, or a
     * {@link Refusal}.
     *
     * @param values of the parameters, see {@link #values}
     * @param condition the condition of the read; null if it is unconditional
     * @param token the token of the changes that the statement must see, or null
     * @param memory for the result
     * @throws ApiException if the JSON text is too long, or if there is no memory for it
     */
    Map<String, Object> run(
            Plan plan,
            Statement statement,
            List<Object> values,
            ConditionalRead condition,
            ConsistencyToken token,
            MemoryBudget.Part memory) {
        return run(statement, token, connection -> read(connection, plan, statement, values, condition, memory));
    }

    /**
     * Runs the statement of a subscription and returns the JSON text in each row.
     *
     * @param memory for the rows
     * @throws ApiException if the JSON text is too long, or if there is no memory for it
     */
    List<RawJson> runRows(Statement statement, Map<String, Object> variables, MemoryBudget.Part memory) {
        List<Object> values = values(statement, variables);
        return run(statement, null, connection -> readRows(connection, statement, values, memory));
    }

    private <T> T run(Statement statement, ConsistencyToken token, ReadOperation<T> operation) {
        return connections.read(target, token, connection -> traced(statement, connection, operation));
    }

    private <T> T traced(Statement statement, Connection connection, ReadOperation<T> operation) throws SQLException {
        Span span = span(statement);
        try {
            return operation.execute(connection);
        } catch (SQLException e) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ErrorAttributes.ERROR_TYPE, new DatabaseFailure(e).type());
            throw e;
        } finally {
            span.end();
        }
    }

    /** A child of the request's span; invalid if the request is not sampled. */
    private Span span(Statement statement) {
        if (!Span.current().isRecording()) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder("SELECT")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(DbAttributes.DB_SYSTEM_NAME, DbAttributes.DbSystemNameValues.POSTGRESQL)
                .setAttribute(DbAttributes.DB_OPERATION_NAME, "SELECT")
                .setAttribute(DbAttributes.DB_QUERY_TEXT, statement.text())
                .startSpan();
    }

    private Map<String, Object> read(
            Connection connection,
            Plan plan,
            Statement statement,
            List<Object> values,
            ConditionalRead condition,
            MemoryBudget.Part memory)
            throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement, values, condition);
                ResultSet row = prepared.executeQuery()) {
            if (!row.next()) {
                // The statement has a single root, and its node does not exist.
                return new LinkedHashMap<>(Map.of(plan.roots().get(0).key(), NULL));
            }
            int column = 1;
            if (condition != null) {
                condition.found(statement.text(), row.getLong(column++));
            }
            long bytes = row.getLong(column++);
            if (bytes > statement.maxBytes()) {
                throw tooLong("The response has " + bytes + " bytes", statement);
            }
            reserve(memory, bytes);
            Map<String, Object> data = new LinkedHashMap<>();
            for (int i = 0; i < plan.roots().size(); i++) {
                byte[] json = row.getBytes(column++);
                data.put(plan.roots().get(i).key(), result(json));
            }
            return data;
        }
    }

    /**
     * The result of a root field.
     *
     * @param json the column of the statement
     */
    static Object result(byte[] json) {
        if (json == null) {
            return NULL;
        }
        return json[0] == Statement.REFUSAL
                ? new Refusal(new String(json, 1, json.length - 1, StandardCharsets.UTF_8))
                : new RawJson(json);
    }

    /**
     * Waits for memory with the connection, so that the driver has no more results in memory than it has connections.
     */
    private static void reserve(MemoryBudget.Part memory, long bytes) {
        if (bytes <= SHORT) {
            memory.add(bytes);
        } else if (!memory.await(bytes)) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_OPERATIONS,
                    "The service has no memory for a response of " + bytes + " bytes, because it works on too many long"
                            + " responses. Send the request again in a moment, or ask for less.");
        }
    }

    private List<RawJson> readRows(
            Connection connection, Statement statement, List<Object> values, MemoryBudget.Part memory)
            throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement.text(), statement, values);
                ResultSet row = prepared.executeQuery()) {
            List<RawJson> rows = new ArrayList<>();
            while (row.next()) {
                byte[] json = row.getBytes(1);
                if (json == null) {
                    throw tooLong("An event has more bytes than a response may have", statement);
                }
                rows.add(new RawJson(json));
            }
            reserve(
                    memory,
                    rows.stream().mapToLong(event -> event.utf8().length).sum());
            return rows;
        }
    }

    private static ApiException tooLong(String problem, Statement statement) {
        return new ApiException(
                ErrorCode.RESPONSE_LIMIT_EXCEEDED,
                problem + ", and " + statement.maxBytes() + " are allowed. Use smaller pages (`first`), or select fewer"
                        + " long texts.");
    }

    /** Runs EXPLAIN ANALYZE and returns the plan of the engine, the SQL, and the plan of PostgreSQL, each as lines. */
    Map<String, Object> explain(Plan plan, Statement statement, List<Object> values) {
        String sql = "EXPLAIN (ANALYZE, BUFFERS, SETTINGS) " + statement.text();
        List<String> analysis = connections.read(ReadTarget.REPLICA, null, connection -> {
            List<String> all = new ArrayList<>();
            try (PreparedStatement prepared = prepare(connection, sql, statement, values);
                    ResultSet lines = prepared.executeQuery()) {
                while (lines.next()) {
                    all.add(lines.getString(1));
                }
            }
            return all;
        });
        return Map.of(
                "plan", PlanPrinter.lines(plan),
                "sql", statement.lines(),
                "analysis", analysis);
    }

    /**
     * The values of the statement's parameters. They are checked before a connection is taken, so that a rejected
     * request costs the database nothing.
     *
     * @throws ApiException if a value is invalid
     */
    static List<Object> values(Statement statement, Map<String, Object> variables) {
        ParameterValues values = new ParameterValues(variables);
        statement.unboundParameters().forEach(values::of);
        List<Object> all = new ArrayList<>(statement.parameters().size());
        statement.parameters().forEach(parameter -> all.add(values.of(parameter)));
        return all;
    }

    private PreparedStatement prepare(
            Connection connection, Statement statement, List<Object> values, ConditionalRead condition)
            throws SQLException {
        if (condition == null) {
            return prepare(connection, statement.text(), statement, values);
        }
        PreparedStatement prepared = prepare(connection, statement.conditionalText(), statement, values);
        prepared.setArray(
                values.size() + 1,
                connection.createArrayOf(
                        "bigint", condition.versions(statement.text()).toArray()));
        return prepared;
    }

    private PreparedStatement prepare(Connection connection, String sql, Statement statement, List<Object> values)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        if (timeoutSeconds > 0) {
            prepared.setQueryTimeout(timeoutSeconds);
        }
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            String type = statement.parameters().get(i).sqlType();
            if (value instanceof List<?> list) {
                String elementType = type.substring(0, type.length() - "[]".length());
                prepared.setArray(i + 1, connection.createArrayOf(elementType, list.toArray()));
            } else if (TEXTS.contains(type)) {
                prepared.setObject(i + 1, text(type, (String) value));
            } else {
                prepared.setObject(i + 1, value);
            }
        }
        return prepared;
    }

    /**
     * A value with its type. PostgreSQL would convert a value of another type for each row. For a value without a type,
     * the driver asks for the type, and from then on sends two messages for each execution of the statement instead of
     * one.
     */
    private static PGobject text(String type, String value) throws SQLException {
        PGobject text = new PGobject();
        text.setType(type);
        text.setValue(value);
        return text;
    }
}
