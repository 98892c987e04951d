package org.onrecord.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service refuses a database that a development version before 0.1.0 created with its 25 migrations. The test
 * restores a {@code pg_dump} of such a database, which contains the demo story.
 */
class UpgradeIT {

    private static final String DUMP = "/db/0.1.0-snapshot.sql.gz";

    private static Map<String, String> environment;
    private static Map<String, String> restored;

    @BeforeAll
    static void restoreTheDump() throws IOException, SQLException {
        environment = PostgresServer.createEmptyDatabase("upgrade");
        try (InputStream dump = new GZIPInputStream(UpgradeIT.class.getResourceAsStream(DUMP));
                // The server splits the statements: the driver does not know the bodies of SQL functions.
                Connection connection = DriverManager.getConnection(
                        environment.get("QUARKUS_DATASOURCE_JDBC_URL") + "?preferQueryMode=simple",
                        "postgres",
                        "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
        restored = content();
        assertThat(restored).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--migrate", "--import -"})
    void startsFailWithOneSentenceAndChangeNothing(String arguments) throws Exception {
        try (PackagedService service =
                PackagedService.launch(environment, arguments.isEmpty() ? new String[0] : arguments.split(" "))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.output())
                    .containsOnlyOnce(IncompatibleSchema.MESSAGE)
                    .doesNotContain("Exception")
                    .doesNotContain("checksum");
        }
        assertThat(content()).isEqualTo(restored);
    }

    @Test
    void aServiceThatDoesNotMigrateIsNotReadyAndSaysWhy() throws Exception {
        Map<String, String> withoutMigrations = new HashMap<>(environment);
        withoutMigrations.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        try (PackagedService service = PackagedService.start(withoutMigrations)) {
            Response ready = service.manage("/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.asString()).contains(IncompatibleSchema.MESSAGE);
            assertThat(service.manage("/q/health/live").statusCode()).isEqualTo(200);
        }
        assertThat(content()).isEqualTo(restored);
    }

    /** Reads a hash of the rows of each table, and of the definitions of all functions and relations. */
    private static Map<String, String> content() throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = PostgresServer.connect("upgrade")) {
            try (Statement tables = connection.createStatement();
                    ResultSet table = tables.executeQuery(
                            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")) {
                while (table.next()) {
                    content.put(
                            table.getString(1), hash(connection, "SELECT t::text FROM " + table.getString(1) + " t"));
                }
            }
            content.put("functions", hash(connection, """
                    SELECT pg_get_functiondef(oid) FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace AND prokind <> 'a'
                    """));
            content.put("relations", hash(connection, "SELECT oid || ' ' || relname FROM pg_class"));
        }
        return content;
    }

    private static String hash(Connection connection, String lines) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (" + lines + ") lines (line)")) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
