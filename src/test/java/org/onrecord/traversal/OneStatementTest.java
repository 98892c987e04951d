package org.onrecord.traversal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class OneStatementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ people { totalCount } }",
                "{ people { nodes { quotes { nodes { topics { nodes { event { coverage { nodes { article { headline }"
                        + " } } } } } } } } } }",
                "{ a: people(first: 1) { nodes { name } } b: events { totalCount } c: quotes { pageInfo { hasNextPage"
                        + " endCursor } } }",
                "{ __typename __schema { queryType { name } } articles { edges { cursor node { id } } } version }",
                "{ node(id: \"UGVyc29uOjE=\") { id ... on Person { name quotes { totalCount } } } }"
            })
    void aQueryOfAnyDepthIsOneStatement(String query) {
        GraphQL.data(query); // The first use of a connection runs additional statements.

        List<String> statements = SqlStatements.during(() -> GraphQL.data(query));

        assertThat(statements).hasSize(1);
    }

    /** The driver sends Sync of PostgreSQL's protocol, which has five bytes, together with the statement. */
    @DisabledOnIntegrationTest("the recording needs the service in the process of the test")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ person(slug: \"nobody\") { name } }",
                "{ quotes(filter: {spokenAt: {gt: \"2999-01-01\"}}) { nodes { text } } }",
                "{ articles(filter: {datePublished: {in: [\"2999-01-01T00:00:00Z\"]}}) { nodes { url } } }",
                "{ articles(filter: {datePublished: {gt: \"2999-01-01T00:00:00Z\"}}) { nodes { url } } }"
            })
    void aStatementIsOneMessage(String query, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("writes.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
            recording.start();
            for (int i = 0; i < 10; i++) {
                // A known document would run on an event loop, whose driver always sends one message.
                GraphQL.data(query + " # " + i);
            }
            recording.stop();
            recording.dump(file);
        }

        List<Long> messages = RecordingFile.readAllEvents(file).stream()
                .filter(write -> write.getThread().getJavaName().startsWith("executor-thread"))
                .map(write -> write.getLong("bytesWritten"))
                .toList();
        assertThat(messages).hasSizeGreaterThanOrEqualTo(10).doesNotContain(5L);
    }
}
