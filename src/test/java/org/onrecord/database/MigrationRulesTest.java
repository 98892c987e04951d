package org.onrecord.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Migrations do not make the service wait, however large the graph is. */
class MigrationRulesTest {

    /** The migrations before it were written before the rules. k8s/README.md says what they cost. */
    private static final int FIRST = 19;

    /** Tables with few rows, which are written anew in a moment. */
    private static final List<String> SMALL = List.of("former_person_key", "former_event_key");

    @ParameterizedTest
    @ValueSource(strings = {"src/main/resources/db/migration", "src/test/resources/db/large"})
    void scriptsFollowTheRules(String folder) throws IOException {
        StringBuilder earlier = new StringBuilder();
        for (Path script : scripts(Path.of(folder))) {
            String text = Files.readString(script);
            assertThat(MigrationRules.violations(text, isTransactional(script), earlier.toString()))
                    .as(script.toString())
                    .allMatch(violation -> SMALL.stream()
                            .anyMatch(table -> violation.startsWith("alter table " + table + " add column id ")));
            earlier.append(text);
        }
    }

    /** A prepared statement whose result changes fails: "cached plan must not change result type". */
    @Test
    void statementsOfTheServiceNameTheirColumns() throws IOException {
        try (Stream<Path> classes = Files.walk(Path.of("src", "main", "java", "org"))) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern("SELECT \\* FROM [a-z]");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            CREATE INDEX quote_x ON quote (x) | locks out writers
            SET lock_timeout = 0; CREATE INDEX CONCURRENTLY quote_x ON quote (x) | INVALID
            DROP INDEX CONCURRENTLY IF EXISTS quote_x; CREATE INDEX CONCURRENTLY quote_x ON quote (x) | lock_timeout
            CREATE INDEX CONCURRENTLY quote_x ON quote (x); CREATE VIEW v AS SELECT 1 | script of its own
            CREATE INDEX CONCURRENTLY quote_x ON quote (x) | executeInTransaction=false
            CREATE INDEX CONCURRENTLY IF NOT EXISTS quote_x ON quote (x) | keeps an INVALID
            CREATE INDEX CONCURRENTLY ON quote (x) | needs a name
            DROP INDEX quote_x | CONCURRENTLY
            UPDATE quote SET x = 1 | update_in_batches
            DELETE FROM quote | update_in_batches
            CALL update_in_batches('quote', 'x = 1', 'x IS NULL') | executeInTransaction=false
            CALL rewrite_statements('x') | executeInTransaction=false
            DO $$ BEGIN UPDATE quote SET x = 1; END $$ | hides
            LOCK TABLE quote | lock_tables
            ALTER TABLE quote ADD COLUMN x text | begin with CALL lock_tables('quote')
            CALL lock_tables('event'); ALTER TABLE quote ADD COLUMN x text | begin with CALL lock_tables('quote')
            CALL lock_tables('quote'); ALTER TABLE quote ADD COLUMN x uuid DEFAULT gen_random_uuid() | rewrites
            CALL lock_tables('quote'); ALTER TABLE quote ADD x text | ADD COLUMN
            CALL lock_tables('quote'); ALTER TABLE quote ADD COLUMN x int GENERATED ALWAYS AS (1) STORED | rewrites
            CALL lock_tables('quote'); ALTER TABLE quote ADD COLUMN x int CHECK (x > 0) | reads all rows
            CALL lock_tables('quote'); ALTER TABLE quote ADD COLUMN x bigint REFERENCES event | reads all rows
            CALL lock_tables('quote'); ALTER TABLE quote ADD CONSTRAINT c CHECK (x > 0) | NOT VALID
            CALL lock_tables('quote'); ALTER TABLE quote ADD FOREIGN KEY (x) REFERENCES event | NOT VALID
            CALL lock_tables('quote'); ALTER TABLE quote ADD CONSTRAINT c UNIQUE (x) | USING INDEX
            CALL lock_tables('quote'); ALTER TABLE quote ALTER COLUMN x TYPE bigint | may rewrite
            CALL lock_tables('quote'); ALTER TABLE quote ALTER COLUMN x SET NOT NULL | reads all rows
            CALL lock_tables('quote'); ALTER TABLE quote ADD CONSTRAINT c CHECK (x > 0) NOT VALID; \
            ALTER TABLE quote VALIDATE CONSTRAINT c | a later script
            CREATE TRIGGER t AFTER INSERT ON quote FOR EACH ROW EXECUTE FUNCTION f() | begin with CALL lock_tables
            CALL record_changes('quote', 'Quote', 'Quote', 'id') | begin with CALL lock_tables
            DROP TABLE quote | begin with CALL lock_tables
            REINDEX TABLE quote | locks the table
            """)
    void noticesAScriptThatBreaksARule(String script, String reason) {
        assertThat(MigrationRules.violations(script, true, "")).anyMatch(violation -> violation.contains(reason));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "CREATE TABLE t (id bigint); CREATE INDEX ON t (id); ALTER TABLE t ADD CHECK (id > 0)",
                "CALL lock_tables('quote'); ALTER TABLE quote ADD COLUMN x int DEFAULT 0 NOT NULL",
                "CALL lock_tables('quote'); ALTER TABLE quote ADD CONSTRAINT c UNIQUE USING INDEX quote_x",
                "CALL lock_tables('quote'); ALTER TABLE quote ALTER COLUMN y SET NOT NULL",
                "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN UPDATE quote SET x = 1; END $f$",
                "COMMENT ON TABLE quote IS 'UPDATE; DELETE FROM quote' -- ; DROP INDEX x"
            })
    void acceptsOthers(String script) {
        String earlier = "ALTER TABLE quote ADD CONSTRAINT c CHECK (y IS NOT NULL) NOT VALID";
        assertThat(MigrationRules.violations(script, true, earlier)).isEmpty();
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> version(file) >= FIRST)
                    .sorted(Comparator.comparing(MigrationRulesTest::version))
                    .toList();
            assertThat(scripts).isNotEmpty();
            return scripts;
        }
    }

    private static boolean isTransactional(Path script) throws IOException {
        Path configuration = Path.of(script + ".conf");
        return !Files.exists(configuration) || !Files.readString(configuration).contains("executeInTransaction=false");
    }

    /** 0 for a file that is no versioned migration. */
    private static int version(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("V") ? Integer.parseInt(name.replaceAll("V([0-9]+)__.*", "$1")) : 0;
    }
}
