package org.onrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL for the tests, one for all of them. It counts the statements that reach it, which the extension's server
 * of dev mode cannot.
 */
@QuarkusTestResource(PostgresServer.class)
public class PostgresServer implements QuarkusTestResourceLifecycleManager {

    /** Tests and test resources may be loaded by different class loaders; system properties they share. */
    private static final String URL = "onrecord.test.database";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder()
                    // Texts in the order of their code points, as the tests sort them too.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
            System.setProperty(URL, "jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
            try (Connection connection = connect()) {
                connection.createStatement().execute("CREATE EXTENSION pg_stat_statements");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.datasource.jdbc.url",
                System.getProperty(URL),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres");
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database, as the environment of a service. */
    public static Map<String, String> createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
        }
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(name),
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                "postgres");
    }

    private static String url(String database) {
        return System.getProperty(URL).replaceAll("[^/]+$", database);
    }

    /** A connection of the test's own to the service's database, in auto-commit mode. */
    public static Connection connect() throws SQLException {
        return connect("postgres");
    }

    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }
}
