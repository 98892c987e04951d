package org.onrecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Loads the graph of the benchmark, see {@code src/bench/graph.sql}. */
public final class GeneratedGraph {

    /** Sessions that load at the same time. */
    private static final int SESSIONS = 2;

    private static final int BATCHES = 10;

    private GeneratedGraph() {}

    /** Loads a graph into a new database. */
    public static void load(String database, int quotes) throws Exception {
        PostgresServer.createDatabase(database);
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            // The ends of foreign keys are loaded in any order.
            List<String> indexes = strings(statement, "SELECT pg_temp.drop_indexes()");
            ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
            try {
                inSessions(sessions, session -> rows(database, quotes, session));
                inSessions(sessions, session -> createIndexes(database, indexes, session));
            } finally {
                sessions.shutdownNow();
            }
            statement.execute("VACUUM ANALYZE");
            statement.execute("CALL pg_temp.check_graph()");
        }
    }

    private static void rows(String database, int quotes, int session) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("CALL pg_temp.generate_texts()");
            if (session == 0) {
                statement.execute("CALL pg_temp.load_nodes(" + quotes + ")");
            }
            for (int batch = session; batch < BATCHES; batch += SESSIONS) {
                statement.execute("CALL pg_temp.load_batch(%d, %d, %d)".formatted(batch, BATCHES, quotes));
            }
        }
    }

    private static void createIndexes(String database, List<String> indexes, int session) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (int index = session; index < indexes.size(); index += SESSIONS) {
                statement.execute(indexes.get(index));
            }
        }
    }

    private interface Work {
        void run(int session) throws SQLException;
    }

    private static void inSessions(ExecutorService sessions, Work work) throws Exception {
        List<Callable<Void>> all = IntStream.range(0, SESSIONS)
                .mapToObj(session -> (Callable<Void>) () -> {
                    work.run(session);
                    return null;
                })
                .toList();
        for (Future<Void> one : sessions.invokeAll(all)) {
            one.get();
        }
    }

    private static Connection connect(String database) throws SQLException {
        Connection connection = PostgresServer.connect(database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica; SET synchronous_commit = off;"
                    + " SET work_mem = '64MB'; SET maintenance_work_mem = '128MB'; SET jit = off");
            statement.execute(Files.readString(Path.of("src", "bench", "graph.sql")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return connection;
    }

    private static List<String> strings(Statement statement, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
