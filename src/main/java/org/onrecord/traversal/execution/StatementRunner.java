package org.onrecord.traversal.execution;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadConnections.Reading;
import org.onrecord.error.ApiException;
import org.onrecord.traversal.plan.Plan;
import org.onrecord.traversal.plan.PlanPrinter;
import org.onrecord.traversal.sql.Statement;

/** Runs what queries are compiled to, one statement each, and reads what comes of it. */
final class StatementRunner {

    private static final RawJson NULL = new RawJson("null".getBytes(StandardCharsets.UTF_8));

    private final ReadConnections connections;
    private final Place place;
    private final Tracer tracer;

    /** Where statements are run. */
    enum Place {
        /** At a replica too. */
        ANYWHERE,
        /** At the primary, for those who are told of changes. */
        FRESH,
        /** At the primary, for those who have written. */
        WRITTEN
    }

    StatementRunner(ReadConnections connections, Place place, Tracer tracer) {
        this.connections = connections;
        this.place = place;
        this.tracer = tracer;
    }

    /**
     * The JSON of each root field, by response key.
     *
     * @param revalidation null where the version of the data does not matter
     * @param token of what has to be seen; null where it is not said
     */
    Map<String, Object> run(
            Plan plan,
            Statement statement,
            Map<String, Object> variables,
            Revalidation revalidation,
            ConsistencyToken token) {
        // Values are checked before a connection is taken: a refused request costs the database nothing.
        List<Object> values = values(statement, variables);
        return run(statement, token, connection -> read(connection, plan, statement, values, revalidation));
    }

    /** The JSON in each row of a statement with one column. */
    List<RawJson> runRows(Statement statement, Map<String, Object> variables) {
        List<Object> values = values(statement, variables);
        return run(statement, null, connection -> readRows(connection, statement, values));
    }

    private <T> T run(Statement statement, ConsistencyToken token, Reading<T> reading) {
        Reading<T> traced = connection -> traced(statement, connection, reading);
        return switch (place) {
            case ANYWHERE -> connections.read(token, traced);
            case FRESH -> connections.readFresh(traced);
            case WRITTEN -> connections.readWritten(traced);
        };
    }

    private <T> T traced(Statement statement, Connection connection, Reading<T> reading) throws SQLException {
        Span span = span(statement);
        try {
            return reading.from(connection);
        } catch (SQLException e) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ErrorAttributes.ERROR_TYPE, new DatabaseFailure(e).type());
            throw e;
        } finally {
            span.end();
        }
    }

    /** Below the request's span, where that is recorded. */
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

    private static Map<String, Object> read(
            Connection connection, Plan plan, Statement statement, List<Object> values, Revalidation revalidation)
            throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement, values, revalidation);
                ResultSet row = prepared.executeQuery()) {
            row.next();
            int column = 1;
            if (revalidation != null) {
                revalidation.found(statement, row.getLong(column++));
            }
            Map<String, Object> data = new LinkedHashMap<>();
            for (int i = 0; i < plan.roots().size(); i++) {
                byte[] json = row.getBytes(column++);
                data.put(plan.roots().get(i).key(), json == null ? NULL : new RawJson(json));
            }
            return data;
        }
    }

    private static List<RawJson> readRows(Connection connection, Statement statement, List<Object> values)
            throws SQLException {
        try (PreparedStatement prepared = prepare(connection, statement.text(), statement, values);
                ResultSet row = prepared.executeQuery()) {
            List<RawJson> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new RawJson(row.getBytes(1)));
            }
            return rows;
        }
    }

    /** The plan as a tree, its SQL, and PostgreSQL's plan of it with what running it took; all as lines. */
    Map<String, Object> explain(Plan plan, Statement statement, Map<String, Object> variables) {
        String sql = "EXPLAIN (ANALYZE, BUFFERS, SETTINGS) " + statement.text();
        List<Object> values = values(statement, variables);
        List<String> analysis = connections.read(null, connection -> {
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
                "sql", statement.text().lines().toList(),
                "analysis", analysis);
    }

    /**
     * PostgreSQL's plan of a statement for whatever values, as lines. No value is in it: literals of the document are
     * parameters of the statement too.
     */
    List<String> genericPlan(Statement statement) {
        return connections.read(null, connection -> genericPlan(connection, statement));
    }

    private static List<String> genericPlan(Connection connection, Statement statement) throws SQLException {
        int params = statement.params().size();
        List<String> lines = new ArrayList<>();
        try (java.sql.Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                sql.execute("SET LOCAL plan_cache_mode = force_generic_plan");
                sql.execute("PREPARE onrecord_explained AS " + statement.numbered());
                String nulls = params == 0 ? "" : "(" + String.join(", ", Collections.nCopies(params, "NULL")) + ")";
                try (ResultSet plan = sql.executeQuery("EXPLAIN EXECUTE onrecord_explained" + nulls)) {
                    while (plan.next()) {
                        lines.add(plan.getString(1));
                    }
                }
                sql.execute("DEALLOCATE onrecord_explained");
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return lines;
    }

    /** @throws ApiException where a value is not allowed */
    static List<Object> values(Statement statement, Map<String, Object> variables) {
        statement.unbound().forEach(param -> param.value(variables));
        return statement.params().stream().map(param -> param.value(variables)).toList();
    }

    private static PreparedStatement prepare(
            Connection connection, Statement statement, List<Object> values, Revalidation revalidation)
            throws SQLException {
        if (revalidation == null) {
            return prepare(connection, statement.text(), statement, values);
        }
        PreparedStatement prepared = prepare(connection, statement.conditionalText(), statement, values);
        prepared.setArray(
                values.size() + 1,
                connection.createArrayOf(
                        "bigint", revalidation.versions(statement).toArray()));
        return prepared;
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, Statement statement, List<Object> values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof List<?> list) {
                String arrayType = statement.params().get(i).sqlType();
                String elementType = arrayType.substring(0, arrayType.length() - "[]".length());
                prepared.setArray(i + 1, connection.createArrayOf(elementType, list.toArray()));
            } else {
                prepared.setObject(i + 1, value);
            }
        }
        return prepared;
    }
}
