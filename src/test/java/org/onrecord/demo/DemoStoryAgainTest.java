package org.onrecord.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class DemoStoryAgainTest {

    @Inject
    DemoStory demoStory;

    @Test
    void secondStartRunsOneStatementAndChangesNoRow() throws SQLException {
        List<String> before = rowVersions();
        assertThat(SqlStatements.during(() -> demoStory.publish(new StartupEvent())))
                .hasSize(1);
        assertThat(rowVersions()).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(150);
    }

    /** Each row of each table with the transaction that wrote it last. */
    private static List<String> rowVersions() throws SQLException {
        List<String> versions = new ArrayList<>();
        try (Connection connection = PostgresServer.connect()) {
            for (String table : List.of(
                    "person",
                    "person_name",
                    "event",
                    "event_name",
                    "event_participant",
                    "event_link",
                    "article",
                    "article_mention",
                    "article_coverage",
                    "quote",
                    "quote_topic",
                    "quote_appearance")) {
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT '" + table + "', id, xmin FROM " + table + " ORDER BY id");
                while (rows.next()) {
                    versions.add(rows.getString(1) + " " + rows.getLong(2) + " " + rows.getString(3));
                }
            }
        }
        return versions;
    }
}
