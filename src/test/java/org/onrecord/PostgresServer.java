package org.onrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.onrecord.database.MigrationConnections;

/**
 * The PostgreSQL server of the tests. The first test that needs the server starts it, and it runs until the JVM ends.
 * Each start of Quarkus gets a database of its own, which is a copy of a migrated template.
 */
@QuarkusTestResource(PostgresServer.class)
public class PostgresServer implements QuarkusTestResourceLifecycleManager {

    /** What the server logs. */
    public static final Path LOG = Path.of("target", "postgres.log");

    private static final String TEMPLATE = "template_onrecord";

    // Quarkus loads this class several times, by different class loaders. They share system properties.
    private static final String PORT = "onrecord.test.postgres.port";
    private static final String DATABASE = "onrecord.test.postgres.database";

    @Override
    public Map<String, String> start() {
        try {
            String previous = System.getProperty(DATABASE, "test0");
            String name = "test" + (Integer.parseInt(previous.substring("test".length())) + 1);
            create(name, TEMPLATE);
            System.setProperty(DATABASE, name);
            return Map.of(
                    "quarkus.datasource.jdbc.url", url(name),
                    "quarkus.datasource.username", "postgres",
                    "quarkus.datasource.password", "postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // Other tests may still need the server. It stops with the JVM.
    }

    /** Creates a migrated database. Returns it as the environment of a packaged service. */
    public static Map<String, String> createDatabase(String name) throws SQLException {
        create(name, TEMPLATE);
        return environment(name);
    }

    /** Creates a database without tables. Returns it as the environment of a packaged service. */
    public static Map<String, String> createEmptyDatabase(String name) throws SQLException {
        create(name, "template1");
        return environment(name);
    }

    /**
     * The settings of an installation with roles, as the environment of a packaged service.
     *
     * @param owner of the job that migrates
     * @param service of the service and of imports
     */
    public record Roles(Map<String, String> owner, Map<String, String> service) {}

    /**
     * Creates a database without tables that belongs to a role without special privileges, and the roles with which the
     * service reads and writes, as an operator does.
     */
    public static Roles createEmptyDatabaseWithRoles(String name) throws SQLException {
        create(name, "template1");
        createRoles();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " OWNER TO onrecord");
        }
        Map<String, String> owner = new HashMap<>(environment(name));
        owner.put("QUARKUS_DATASOURCE_USERNAME", "onrecord");
        Map<String, String> service = new HashMap<>(environment(name));
        service.put("QUARKUS_DATASOURCE_USERNAME", "onrecord_writer");
        service.put("QUARKUS_DATASOURCE_READS_USERNAME", "onrecord_reader");
        service.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        return new Roles(owner, service);
    }

    /** Creates the roles of an installation: the owner of its database, and those of the service. */
    public static void createRoles() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : List.of("onrecord", "onrecord_writer", "onrecord_reader")) {
                statement.execute("DO $$ BEGIN CREATE ROLE " + role + " LOGIN;"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            }
        }
    }

    /** The database of the service under test, as the environment of a packaged service. */
    public static Map<String, String> environment() throws SQLException {
        return environment(database());
    }

    private static Map<String, String> environment(String database) throws SQLException {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url(database),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres");
    }

    private static void create(String name, String template) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        }
    }

    /** Deletes a database, and ends the connections to it. */
    public static void dropDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    /** The name of the database of the service under test. */
    public static String database() {
        return System.getProperty(DATABASE);
    }

    /** A connection to the database of the service under test, in auto-commit mode. */
    public static Connection connect() throws SQLException {
        return connect(database());
    }

    public static Connection connect(String database) throws SQLException {
        return connect(database, "postgres");
    }

    public static Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(url(database), role, "postgres");
    }

    /** Executes statements in the database of the service under test, each in a transaction of its own. */
    public static void execute(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            for (String sql : statements) {
                execute(connection, sql);
            }
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs an action while the database of the service under test accepts no connections, as if the server were down.
     */
    public static <T> T whileUnavailable(Supplier<T> action) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database() + " ALLOW_CONNECTIONS false");
            try {
                endConnections();
                return action.get();
            } finally {
                statement.execute("ALTER DATABASE " + database() + " ALLOW_CONNECTIONS true");
            }
        }
    }

    /** Makes another database the one of the service under test, and gives the other name to the former one. */
    public static void exchangeDatabase(String other) throws SQLException {
        String aside = database() + "_aside";
        whileUnavailable(() -> {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE " + database() + " RENAME TO " + aside);
                statement.execute("ALTER DATABASE " + other + " RENAME TO " + database());
                statement.execute("ALTER DATABASE " + aside + " ALLOW_CONNECTIONS true");
                statement.execute("ALTER DATABASE " + aside + " RENAME TO " + other);
                return null;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Ends all connections to the database of the service under test. */
    public static void endConnections() throws SQLException {
        try (Connection connection = connect("postgres")) {
            connection
                    .createStatement()
                    .execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '"
                            + database() + "'");
        }
    }

    private static String url(String database) throws SQLException {
        if (System.getProperty(PORT) == null) {
            startServer();
        }
        return url(Integer.getInteger(PORT), database);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    private static void startServer() throws SQLException {
        int port;
        try {
            port = EmbeddedPostgres.builder()
                    // Sorts texts by code points, as the tests do.
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .start()
                    .getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(PORT, String.valueOf(port));
        create(TEMPLATE, "template1");
        try (Connection connection = connect(TEMPLATE);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
        flyway(TEMPLATE).load().migrate();
    }

    /** Flyway for a database, with the settings of the service. */
    public static FluentConfiguration flyway(String database) throws SQLException {
        FluentConfiguration flyway = Flyway.configure().dataSource(url(database), "postgres", "postgres");
        MigrationConnections.configure(flyway);
        return flyway;
    }
}
