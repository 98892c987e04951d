package org.onrecord;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What reached PostgreSQL, in the server's own count (pg_stat_statements): every statement, BEGIN and COMMIT included. */
public final class SqlStatements {

    private SqlStatements() {}

    /** The texts of the statements that the server ran during the action, each as often as it ran. */
    public static List<String> during(Runnable action) {
        try (Connection connection = PostgresServer.connect()) {
            connection.createStatement().execute("SELECT pg_stat_statements_reset()");
            action.run();
            List<String> statements = new ArrayList<>();
            try (ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT query, calls FROM pg_stat_statements"
                            + " WHERE toplevel AND query NOT LIKE '%pg_stat_statements%'")) {
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
