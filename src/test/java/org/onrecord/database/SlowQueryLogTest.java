package org.onrecord.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.TestProfiles;
import org.onrecord.database.SlowQueryLog.SlowQuery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class SlowQueryLogTest {

    private static final Logger LOG = Logger.getLogger("org.onrecord.database.SlowQueryLog");

    @Inject
    SlowQueryLog slowQueries;

    private final Recorder recorder = new Recorder();

    @BeforeEach
    void addHandler() {
        LOG.addHandler(recorder);
    }

    @AfterEach
    void removeHandler() {
        LOG.removeHandler(recorder);
    }

    @Test
    void logsTheRequestThePlanAndPostgresqlsPlan() throws InterruptedException {
        ExtLogRecord line = ask(GraphQL.operation("DenialsAndIndictments"), Map.of());

        assertThat(line.getMdc("requestId")).isEqualTo("slow-one");
        assertThat(line.getMdc("operation")).isEqualTo("DenialsAndIndictments");
        assertThat(line.getMdc("documentHash")).matches("[0-9a-f]{64}");
        assertThat(line.getMdc("durationMillis")).matches("\\d+");
        assertThat(line.getFormattedMessage())
                .contains("Slow query DenialsAndIndictments took ", line.getMdc("documentHash"))
                .contains("person: look up Person by slug", "SELECT", "FROM (VALUES (?")
                .containsPattern("Index Scan using person_slug_key on person .*\n *Index Cond: \\(slug = ");
    }

    @Test
    void logsNoValuesButThoseOfEnums() throws InterruptedException {
        ExtLogRecord line = ask("""
                query Hidden($name: String!, $date: Date) {
                  quotes(first: 87, filter: {
                      text: {contains: "aSecret"}, speechAct: {eq: PROMISE}, confidence: {gt: 0.8765},
                      speaker: {name: {in: [$name, "anotherSecret"]}}, spokenAt: {lt: $date}}) {
                    nodes { aName: text topics(first: 86) { totalCount } } } }
                """, Map.of("name", "theirSecret", "date", "1987-06-05"));

        assertThat(line.getFormattedMessage())
                .contains("aName", "Generic plan of PostgreSQL:", "Filter: ((confidence > $")
                // A name of the schema, on which the plan depends.
                .contains("speech_act = 'PROMISE'")
                .doesNotContainIgnoringCase("secret")
                .doesNotContain("0.8765", "LIMIT 8", "1987");
    }

    /** PostgreSQL divides constants when it plans a statement, and not when it prepares the statement. */
    @Test
    void aPlanThatFailsDoesNotPreventLaterOnes() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThat(explain("SELECT 1 / 0")).contains("not available");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(explain("SELECT 1")).contains("Result  (cost=");
        }
    }

    private String explain(String sql) throws InterruptedException {
        slowQueries.record(
                Duration.ofSeconds(1), () -> new SlowQuery("Slow", "{ version }", List.of("a plan"), sql, sql, 0));
        return recorder.records.poll(30, TimeUnit.SECONDS).getFormattedMessage();
    }

    @Test
    void logsNoQueryThatTheDatabaseDoesNotAnswer() throws Exception {
        int status = PostgresServer.whileUnavailable(
                () -> GraphQL.post("{ people { totalCount } }", Map.of(), null).statusCode());

        assertThat(status).isEqualTo(503);
        assertThat(recorder.records.poll(1, TimeUnit.SECONDS)).isNull();
    }

    private ExtLogRecord ask(String query, Map<String, ?> variables) throws InterruptedException {
        given().contentType(ContentType.JSON)
                .header("X-Request-Id", "slow-one")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
        return recorder.records.poll(30, TimeUnit.SECONDS);
    }

    private static final class Recorder extends Handler {

        private final BlockingQueue<ExtLogRecord> records = new LinkedBlockingQueue<>();

        @Override
        public void publish(LogRecord event) {
            ExtLogRecord line = ExtLogRecord.wrap(event);
            line.copyMdc();
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
