package org.onrecord.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;
import org.onrecord.docs.MarkdownPage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onrecord.PostgresServer.execute;

/** What migrations use so that the service can read and write meanwhile. */
class MigrationProceduresTest {

    @Test
    void aMigrationThatWaitsForALockGivesWayToReaders() throws Exception {
        PostgresServer.createDatabase("lock_tables");
        try (Connection reader = PostgresServer.connect("lock_tables");
                Connection other = PostgresServer.connect("lock_tables")) {
            reader.setAutoCommit(false);
            value(reader, "SELECT count(*) FROM quote"); // Holds its lock until the transaction ends.
            CompletableFuture<Void> migration = CompletableFuture.runAsync(() -> {
                try (Connection connection = PostgresServer.connect("lock_tables")) {
                    connection.setAutoCommit(false);
                    execute(connection, "CALL lock_tables('person', 'quote')");
                    execute(connection, "ALTER TABLE quote ADD COLUMN added text");
                    connection.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            awaitALockThatIsNotGranted(other);
            // PostgreSQL lets no reader overtake the migration, which gives up after half a second.
            execute(other, "SET statement_timeout = '1500ms'");
            for (int i = 0; i < 20; i++) {
                value(other, "SELECT count(*) FROM quote");
                value(other, "SELECT count(*) FROM person");
            }
            assertThat(migration).isNotDone();
            reader.rollback();
            migration.get(1, TimeUnit.MINUTES);
            assertThat(value(other, "SELECT count(added) FROM quote")).isEqualTo("0");
        }
    }

    @Test
    void updatesInBatchesThatAreCommitted() throws Exception {
        PostgresServer.createDatabase("update_in_batches");
        try (Connection connection = PostgresServer.connect("update_in_batches")) {
            execute(
                    connection,
                    "INSERT INTO person (id, slug, name) SELECT n * 7, 'p-' || n, 'P' FROM generate_series(1, 95) n");
            String call = "CALL update_in_batches('person', 'description = name, wikidata_id = ''Q'' || id',"
                    + " 'description IS NULL', 10)";
            // The 31st person cannot be updated, so the fourth batch fails.
            execute(connection, "UPDATE person SET wikidata_id = 'Q' || 217 WHERE id = 7");
            execute(connection, "UPDATE person SET description = '' WHERE id = 7");
            assertThatThrownBy(() -> execute(connection, call)).hasMessageContaining("person_wikidata_id_key");
            assertThat(value(connection, "SELECT count(*) FROM person WHERE description = 'P'"))
                    .isEqualTo("29");

            execute(connection, "UPDATE person SET wikidata_id = NULL WHERE id = 7");
            execute(connection, call);
            assertThat(value(connection, "SELECT count(*), count(DISTINCT xmin::text) FROM person"))
                    .isEqualTo("95 11");
            assertThat(value(connection, "SELECT count(*) FROM person WHERE description IS NULL"))
                    .isEqualTo("0");
        }
    }

    @Test
    void nodesTakeTheTimesOfTheirAuditRecords() throws Exception {
        PostgresServer.createDatabase("recorded_times");
        try (Connection connection = PostgresServer.connect("recorded_times")) {
            execute(connection, "INSERT INTO person (id, slug, name) VALUES (1, 'a', 'A'), (2, 'b', 'B')");
            execute(connection, "UPDATE person SET name = 'C' WHERE id = 1");
            execute(connection, "INSERT INTO person_name (id, version, person_id, name) VALUES (1, 0, 1, 'D')");
            // As before V40: the rows have another time than the records, and person 2 has no record.
            execute(connection, "ALTER TABLE audit_record DISABLE TRIGGER audit_records_do_not_change");
            execute(connection, "DELETE FROM audit_record WHERE owner_key = 2");
            execute(connection, """
                    UPDATE audit_record SET changed_at = CASE
                        WHEN action = 'CREATED' AND node_type = 'Person' THEN timestamptz '2020-01-01Z'
                        WHEN node_type = 'PersonName' THEN timestamptz '2022-03-03Z'
                        ELSE timestamptz '2021-02-02Z' END
                    """);
            execute(connection, "UPDATE person SET created_at = '2026-01-01Z', updated_at = '2026-01-02Z'");
            execute(connection, "CALL take_recorded_times('person', 'Person')");
            execute(connection, "CALL take_recorded_times('person', 'Person')");
            assertThat(value(connection, """
                    SELECT string_agg(id || to_char(created_at AT TIME ZONE 'UTC', ' YYYY-MM-DD')
                        || to_char(updated_at AT TIME ZONE 'UTC', ' YYYY-MM-DD'), ', ' ORDER BY id) FROM person
                    """)).isEqualTo("1 2020-01-01 2022-03-03, 2 2026-01-01 2026-01-02");
        }
    }

    @Test
    void aConcurrentIndexThatFailedIsBuiltWhenTheMigrationRunsAgain() throws Exception {
        PostgresServer.createDatabase("failed_index");
        FluentConfiguration flyway = PostgresServer.flyway("failed_index")
                .locations("classpath:db/migration", "filesystem:src/test/resources/db/failing");
        String index = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('person_description_key')";
        try (Connection connection = PostgresServer.connect("failed_index")) {
            execute(connection, "INSERT INTO person (slug, name, description) VALUES ('a', 'A', 'x'), ('b', 'B', 'x')");
            assertThatThrownBy(() -> flyway.load().migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("could not create unique index");
            assertThat(value(connection, index)).isEqualTo("f");

            execute(connection, "UPDATE person SET description = 'y' WHERE slug = 'b'");
            flyway.load().migrate();
            assertThat(value(connection, index)).isEqualTo("t");
        }
    }

    @Test
    void theServiceWritesToANewTableWhileLaterMigrationsRun() throws Exception {
        PostgresServer.createRoles();
        PostgresServer.createDatabase("granted");
        PostgresServer.flyway("granted")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        PostgresServer.flyway("granted")
                .locations("classpath:db/migration", "filesystem:src/test/resources/db/granted")
                .load()
                .migrate();
        try (Connection connection = PostgresServer.connect("granted")) {
            assertThat(value(connection, "SELECT count(*) FROM granted")).isEqualTo("1");
        }
    }

    @Test
    void theStepsOfTheOperatorsPageRebuildIndexesOfTexts() throws Exception {
        PostgresServer.createDatabase("onrecord");
        String block = MarkdownPage.operators().blocks().stream()
                .filter(it -> it.text().contains("store_text_versions"))
                .findFirst()
                .orElseThrow()
                .text();
        try (Connection connection = PostgresServer.connect("onrecord")) {
            execute(connection, "INSERT INTO person (id, slug, name) VALUES (1, 'a', 'A')");
            // As if another version of PostgreSQL had created the generated columns and the indexes.
            String function = value(connection, "SELECT pg_get_functiondef('search_words'::regproc)");
            execute(
                    connection,
                    "CREATE OR REPLACE FUNCTION search_words(config regconfig, weight \"char\", text text)"
                            + " RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 'other'::tsvector");
            execute(
                    connection,
                    "INSERT INTO quote (text, in_language, type, speech_act, speaker_id)"
                            + " VALUES ('I denied it', 'en', 'DIRECT', 'DENIAL', 1)");
            execute(connection, function);
            String found = "SELECT count(*) FROM quote WHERE words @@ 'denied'";
            assertThat(value(connection, found)).isEqualTo("0");
            String file = "SELECT pg_relation_filenode('quote_words')";
            String index = value(connection, file);
            String records = value(connection, "SELECT count(*) FROM audit_record");
            assertThat(value(connection, "SELECT count(*) FROM outdated_texts()"))
                    .isEqualTo("0");
            execute(connection, "UPDATE text_version SET version = 'other' WHERE name LIKE '%english'");
            execute(
                    connection,
                    "UPDATE pg_collation SET collversion = '1' WHERE collname IN ('und-x-icu', 'by_language')");
            assertThat(value(connection, "SELECT count(*) FROM outdated_texts()"))
                    .isEqualTo("3");

            for (String step : block.split(";\n")) {
                execute(connection, step);
            }
            assertThat(value(connection, "SELECT count(*) FROM outdated_texts()"))
                    .isEqualTo("0");
            assertThat(value(connection, found)).isEqualTo("1");
            assertThat(value(connection, file)).isNotEqualTo(index);
            assertThat(value(connection, "SELECT count(*) FROM audit_record")).isEqualTo(records);
        }
    }

    private static void awaitALockThatIsNotGranted(Connection connection) throws SQLException, InterruptedException {
        for (int i = 0;
                value(connection, "SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .equals("0");
                i++) {
            assertThat(i).isLessThan(6000);
            Thread.sleep(10);
        }
    }

    /** The columns of one row, separated by spaces. */
    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            StringBuilder columns = new StringBuilder(row.getString(1));
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                columns.append(' ').append(row.getString(i));
            }
            return columns.toString();
        }
    }
}
