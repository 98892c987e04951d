package org.onrecord.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The audit records are complete, and nobody changes them. */
@QuarkusTest
class AuditRecordTest {

    /** The tables that are not recorded, because they contain nothing of the graph. */
    private static final Set<String> NOT_RECORDED = Set.of(
            "audit_record",
            "flyway_schema_history",
            "graph_version",
            "persisted_query",
            "text_language",
            "text_version");

    /** TRUNCATE records each row with all columns, so one statement shows the recorded columns of all tables. */
    @Test
    void everyColumnOfEveryTableIsRecorded() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    INSERT INTO former_person_key (person_id, slug) SELECT id, 'former' FROM person LIMIT 1;
                    INSERT INTO former_event_key (event_id, slug) SELECT id, 'former' FROM event LIMIT 1;
                    INSERT INTO former_quote_key (id, quote_id) SELECT 0, id FROM quote LIMIT 1;
                    INSERT INTO event_name (event_id, name) SELECT id, 'Another name' FROM event LIMIT 1;
                    INSERT INTO rejected_quote (article_id, exact) SELECT id, 'No' FROM article LIMIT 1
                    """);
            Map<String, Set<String>> columns = columns(statement, """
                    SELECT c.relname, a.attname
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                      AND NOT a.attisdropped AND a.attgenerated = ''
                      -- Each record has the time itself. Words and statements follow from texts.
                      AND a.attname NOT IN ('created_at', 'updated_at', 'words', 'statement')
                    """);
            assertThat(columns.keySet()).containsAll(NOT_RECORDED);
            columns.keySet().removeAll(NOT_RECORDED);
            statement.execute("TRUNCATE " + String.join(", ", columns.keySet()));
            Map<String, Set<String>> recorded = columns(statement, """
                    SELECT node_type, jsonb_object_keys(before) FROM audit_record
                    WHERE transaction = pg_current_xact_id() AND action = 'DELETED'
                    """);
            connection.rollback();

            Map<String, Set<String>> expected = columns.entrySet().stream()
                    .collect(Collectors.toMap(table -> nodeType(table.getKey()), Map.Entry::getValue));
            assertThat(recorded)
                    .as("The columns of each table. A migration that adds a column calls record_changes again.")
                    .containsExactlyInAnyOrderEntriesOf(expected);
        }
    }

    private static Map<String, Set<String>> columns(Statement statement, String query) throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new TreeSet<>())
                        .add(rows.getString(2));
            }
        }
        return columns;
    }

    /** PersonName for person_name. */
    private static String nodeType(String table) {
        return Arrays.stream(table.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_record SET actor = 'nobody'",
                "UPDATE audit_record SET actor = 'nobody' WHERE false",
                "DELETE FROM audit_record",
                "TRUNCATE audit_record",
                "MERGE INTO audit_record r USING (VALUES (0)) v (id) ON r.id = v.id WHEN MATCHED THEN DELETE"
            })
    void recordsDoNotChangeEvenForASuperuser(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .hasMessageContaining("audit records cannot be changed or deleted");
        }
    }
}
