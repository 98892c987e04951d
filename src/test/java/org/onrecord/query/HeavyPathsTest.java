package org.onrecord.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.traversal.RandomGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Paths over nodes with so many connections that a search cannot read them all. */
@QuarkusTest
class HeavyPathsTest {

    private static final String PATH = """
            query ($from: NodeKey!, $to: NodeKey!, $max: Int) {
              path(from: $from, to: $to, max: $max) { length steps {
                kind label direction to { ... on Person { slug } ... on Event { slug } ... on Quote { text } } } } }
            """;

    /**
     * In two events, hall-1 and hall-2, 4,201 people participate in all 12 roles: two times 50,412 connections. Other
     * 130 people participate in hall-3, and the last of the 4,201 people. A quote of hall-speaker-1 is about hall-1,
     * and one of hall-speaker-2 about hall-2.
     */
    private static final String HALLS = """
            INSERT INTO person (id, slug, name)
            SELECT 10000000 + n, 'hall-person-' || n, 'Person ' || n FROM generate_series(1, 4331) n
            UNION ALL SELECT 10010000 + n, 'hall-speaker-' || n, 'Speaker ' || n FROM generate_series(1, 2) n;
            INSERT INTO event (id, slug, name, type)
            SELECT 10000000 + n, 'hall-' || n, 'Hall ' || n, 'SUMMIT' FROM generate_series(1, 3) n;
            INSERT INTO event_participant (id, event_id, person_id, role)
            SELECT 10000000 + row_number() OVER (), 10000000 + hall, 10000000 + n, role
            FROM generate_series(1, 3) hall, generate_series(1, 4331) n,
                 unnest('{DEFENDANT,PLAINTIFF,PROSECUTOR,JUDGE,WITNESS,HOST,
                         ATTENDEE,SPEAKER,CANDIDATE,SUBJECT,VICTIM,OTHER}'::text[]) role
            WHERE CASE hall WHEN 3 THEN n >= 4201 ELSE n <= 4201 END;
            INSERT INTO quote (id, text, type, speech_act, speaker_id)
            SELECT 10000000 + n, 'Hall ' || n || ' is full', 'DIRECT', 'STATEMENT', 10010000 + n
            FROM generate_series(1, 2) n;
            INSERT INTO quote_topic (id, quote_id, event_id)
            SELECT 10000000 + n, 10000000 + n, 10000000 + n FROM generate_series(1, 2) n;
            """;

    /** The paths between 200 pairs of nodes, with a limit of connections. From 1 % of it, a node is heavy. */
    private static final String RANDOM_PAIRS = """
            WITH node AS (
                SELECT type, id, row_number() OVER (ORDER BY md5(type || key), id) AS one,
                       row_number() OVER (ORDER BY md5(key || type), id) AS other
                FROM (SELECT 'Person' AS type, id, slug AS key FROM person UNION ALL SELECT 'Event', id, slug FROM event
                      UNION ALL SELECT 'Quote', id, text FROM quote UNION ALL SELECT 'Article', id, url FROM article) n
                WHERE id < 10000000)
            SELECT concat(a.type, a.id, ' to ', b.type, b.id, ': ', (
                SELECT json_agg(p) FROM path(a.type, a.id, b.type, b.id, length, 1 + length * 3, %d) p))
            FROM node a JOIN node b ON b.other = a.one %% (SELECT count(*) FROM node) + 1, generate_series(2, 6) length
            WHERE a.one <= 40 ORDER BY a.one, length
            """;

    @BeforeAll
    static void fillTheHalls() throws SQLException {
        RandomGraph.persistOnce();
        withoutTriggers(HALLS);
        // Plans for the rows before would be slow: operators do this after a bulk load.
        withoutTriggers("ANALYZE person, event, event_participant, quote, quote_topic");
    }

    @AfterAll
    static void clearTheHalls() throws SQLException {
        StringBuilder deletes = new StringBuilder();
        for (String table : List.of("quote_topic", "quote", "event_participant", "event", "person")) {
            deletes.append("DELETE FROM " + table + " WHERE id > 10000000;");
        }
        withoutTriggers(deletes.toString());
    }

    @Test
    void findsTheFirstPathsBetweenTwoHeavyNodes() {
        List<String> paths = paths("eventSlug", "hall-1", "eventSlug", "hall-2", 3);

        String toPerson = "PARTICIPATION ATTENDEE INCOMING hall-person-1, PARTICIPATION ";
        assertThat(paths)
                .containsExactly(
                        toPerson + "ATTENDEE OUTGOING hall-2",
                        toPerson + "CANDIDATE OUTGOING hall-2",
                        toPerson + "DEFENDANT OUTGOING hall-2");
    }

    @Test
    void findsAPathOverTwoHeavyNodes() {
        List<String> paths = paths("personSlug", "hall-speaker-1", "personSlug", "hall-speaker-2", 1);

        assertThat(paths)
                .containsExactly("SPEAKER STATEMENT INCOMING Hall 1 is full, TOPIC null OUTGOING hall-1,"
                        + " PARTICIPATION ATTENDEE INCOMING hall-person-1, PARTICIPATION ATTENDEE OUTGOING hall-2,"
                        + " TOPIC null INCOMING Hall 2 is full, SPEAKER STATEMENT OUTGOING hall-speaker-2");
    }

    @Test
    void findsTheOneNodeThatTwoHeavyNodesHaveInCommon() {
        assertThat(paths("eventSlug", "hall-1", "eventSlug", "hall-3", 1))
                .containsExactly("PARTICIPATION ATTENDEE INCOMING hall-person-4201,"
                        + " PARTICIPATION ATTENDEE OUTGOING hall-3");
        assertThat(paths("eventSlug", "hall-3", "eventSlug", "hall-2", 20))
                .hasSize(20)
                .allMatch(path -> path.contains(" hall-person-4201, "));
    }

    @Test
    void findsTheSamePathsWhicheverNodesAreHeavy() throws SQLException {
        List<String> withoutHeavyNodes = rows(RANDOM_PAIRS.formatted(1_000_000_000));
        assertThat(withoutHeavyNodes).hasSize(200).anyMatch(row -> row.matches(".*\"length\":[3-6].*"));
        for (int maxRows : List.of(20_000, 10_000)) {
            assertThat(rows(RANDOM_PAIRS.formatted(maxRows))).isEqualTo(withoutHeavyNodes);
        }
    }

    @Test
    void rejectsASearchThatReadsTooManyConnections() {
        assertThatThrownBy(() -> rows("SELECT * FROM path('Event', 10000001, 'Person', 10010002, 6, 3, 20)"))
                .hasMessageContaining("The path is not found within 20 connections.");
    }

    @Test
    void aPathBetweenHeavyNodesIsOneStatement() {
        paths("eventSlug", "hall-1", "eventSlug", "hall-2", 1);
        assertThat(SqlStatements.during(() -> paths("eventSlug", "hall-1", "eventSlug", "hall-2", 1)))
                .hasSize(1);
    }

    /** The steps of each path: the kind, label and direction, and the node that the step leads to. */
    private static List<String> paths(String fromKey, String from, String toKey, String to, int max) {
        return GraphQL.data(PATH, Map.of("from", Map.of(fromKey, from), "to", Map.of(toKey, to), "max", max))
                .<Map<String, List<Map<String, Object>>>>getList("path")
                .stream()
                .map(path -> path.get("steps").stream()
                        .map(step -> step.get("kind") + " " + step.get("label") + " " + step.get("direction") + " "
                                + ((Map<?, ?>) step.get("to"))
                                        .values()
                                        .iterator()
                                        .next())
                        .collect(Collectors.joining(", ")))
                .toList();
    }

    /** The first 600 people are connected to hall-1, and hall-3 to 64 people of more. None of them is a neighbour. */
    @Test
    void knowsNoNodeBetweenManyNodesAndAPersonFarAway() throws SQLException {
        assertThat(rows("""
                        SELECT from_nodes IS NULL AND rows_read > 600 FROM nodes_between(
                            ARRAY(SELECT node_number('Person', 10000000 + n) FROM generate_series(1, 600) n)
                                || node_number('Event', 10000003),
                            ARRAY[node_number('Person', 10010002)], 3, 1000000)
                        """)).containsExactly("t");
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    /** Audit records and foreign keys of 100,000 rows would take several seconds. */
    private static void withoutTriggers(String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica; " + sql);
        }
    }
}
