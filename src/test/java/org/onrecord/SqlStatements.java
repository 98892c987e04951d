package org.onrecord;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that reach PostgreSQL, counted by pg_stat_statements: every statement, including BEGIN and COMMIT. */
public final class SqlStatements {

    private SqlStatements() {}

    /**
     * Returns the text of each statement that the service under test runs during the action, repeated as often as it
     * runs.
     */
    public static List<String> during(Runnable action) {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("SELECT pg_stat_statements_reset()");
            action.run();
            List<String> statements = new ArrayList<>();
            try (ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT query, calls FROM pg_stat_statements"
                            + " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
                            + " AND toplevel AND query NOT LIKE '%pg_stat_statements%'"
                            // The service reads these in the background.
                            + " AND query NOT LIKE '%pg_stats%'")) {
                while (rows.next()) {
                    for (int i = 0; i < rows.getInt(2); i++) {
                        statements.add(rows.getString(1));
                    }
                }
            }
            return statements;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
