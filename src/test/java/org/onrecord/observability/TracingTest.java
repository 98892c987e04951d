package org.onrecord.observability;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.graphql.api.Context;
import io.smallrye.graphql.cdi.event.BeforeExecute;
import org.junit.jupiter.api.Test;

import org.onrecord.TestProfiles;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(TestProfiles.Observed.class)
class TracingTest {

    private static final AtomicInteger EVENTS = new AtomicInteger();

    @Inject
    InMemorySpanExporter exporter;

    @Test
    void tracesTheStepsOfANewDocument() {
        String query = "query Traced { people(first: 7) { nodes { name } } }";

        assertThat(ask(query))
                .extracting(SpanData::getName)
                .containsExactly("GraphQL parse", "GraphQL validate", "plan", "SELECT", "POST /graphql");

        assertThat(ask(query)).extracting(SpanData::getName).containsExactly("SELECT", "POST /graphql");
    }

    @Test
    void parsesAndValidatesAnInvalidDocumentOnce() {
        assertThat(ask("query Traced { people { nme } }"))
                .extracting(SpanData::getName)
                .containsExactly("GraphQL parse", "GraphQL validate", "POST /graphql");
    }

    @Test
    void parsesAndValidatesTheInvalidDocumentOfAGetRequestOnce() {
        assertThat(spans(given().queryParam("query", "query Traced { people { nane } }"), "GET"))
                .extracting(SpanData::getName)
                .containsExactly("GraphQL parse", "GraphQL validate", "GET /graphql");
    }

    @Test
    void parsesTheDocumentOfAGetRequestOnce() {
        String query = "query Traced { person(slug: \"mutation\") { name } }";

        assertThat(spans(given().queryParam("query", query), "GET"))
                .extracting(SpanData::getName)
                .containsExactly("GraphQL parse", "GraphQL validate", "plan", "SELECT", "GET /graphql");
    }

    @Test
    void firesNoEventsOfSmallRye() {
        ask("{ people { totalCount } }");

        assertThat(EVENTS).hasValue(0);
    }

    @Singleton
    static class EventObserver {

        void count(@Observes @BeforeExecute Context event) {
            EVENTS.incrementAndGet();
        }
    }

    @Test
    void theRequestSpanHasItsIdAndOperation() {
        SpanData request = span(ask("query Traced { people { totalCount } }"), "POST /graphql");

        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getAttributes().asMap())
                .containsEntry(AttributeKey.stringArrayKey("http.response.header.x-request-id"), List.of("traced"))
                .containsEntry(AttributeKey.stringKey("graphql.operation.name"), "Traced")
                .containsEntry(AttributeKey.stringKey("graphql.operation.type"), "query");
    }

    @Test
    void tracesTheStatementWithoutValues() {
        SpanData sql =
                span(ask("{ people(filter: {name: {eq: \"aSecret\"}}, first: 77) { nodes { slug } } }"), "SELECT");

        assertThat(sql.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(sql.getAttributes().get(AttributeKey.stringKey("db.system.name")))
                .isEqualTo("postgresql");
        assertThat(sql.getAttributes().get(AttributeKey.stringKey("db.query.text")))
                .contains("FROM person", "?")
                .doesNotContain("aSecret", "77");
    }

    @Test
    void tracesNoDocumentAndNoVariables() {
        assertThat(spans(
                        given().queryParam(
                                        "query",
                                        "query($x: String) { people(filter: {name: {eq: $x}}) { totalCount } }")
                                .queryParam("variables", "{\"x\": \"aSecret\"}"),
                        "GET"))
                .hasSizeGreaterThan(1)
                .noneMatch(span -> span.toString().contains("aSecret"));
    }

    @Test
    void marksAFailedStep() {
        assertThat(span(ask("{ nothing }"), "GraphQL validate").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
        assertThat(span(ask("{ person { name } }"), "plan").getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    private List<SpanData> ask(String query) {
        return spans(
                given().contentType(ContentType.JSON)
                        .header("X-Request-Id", "traced")
                        .body(Map.of("query", query)),
                "POST");
    }

    /** The spans of a request that continues a trace of the client. */
    private List<SpanData> spans(RequestSpecification request, String method) {
        String trace = UUID.randomUUID().toString().replace("-", "");
        request.header("traceparent", "00-" + trace + "-00000000000000a1-01").request(method, "/graphql");
        List<SpanData> spans;
        do { // The span of the request may end after the client has the response.
            spans = exporter.getFinishedSpanItems().stream()
                    .filter(span -> span.getTraceId().equals(trace))
                    .toList();
        } while (spans.stream().noneMatch(span -> span.getKind() == SpanKind.SERVER));
        return spans;
    }

    private static SpanData span(List<SpanData> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Produces
    @Singleton
    static InMemorySpanExporter exporter() {
        return InMemorySpanExporter.create();
    }
}
