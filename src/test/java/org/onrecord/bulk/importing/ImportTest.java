package org.onrecord.bulk.importing;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /import}. Each test writes nodes with keys of its own, which begin with {@code import-}. */
@QuarkusTest
class ImportTest {

    /** Other tests use the same database. */
    @AfterAll
    static void deleteNodes() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM article WHERE url LIKE 'https://example.org/import/%'");
            statement.execute(
                    "DELETE FROM quote WHERE speaker_id IN (SELECT id FROM person WHERE slug LIKE 'import-%')");
            statement.execute("DELETE FROM event WHERE slug LIKE 'import-%'");
            statement.execute("DELETE FROM person WHERE slug LIKE 'import-%'");
        }
    }

    @Test
    void resolvesReferencesToLaterLines() {
        List<String> lines = List.of(
                article("order-2", "order", "We were never there", "order-charge")
                        .replace(
                                "\"inLanguage\"",
                                "\"isBasedOn\": {\"url\": \"%s\"}, \"inLanguage\"".formatted(url("order-1"))),
                article("order-1", "order", "We were never there", "order-act"),
                "{\"event\": {\"slug\": \"import-order-charge\", \"name\": \"Charge\", \"type\": \"INDICTMENT\","
                        + " \"superEvent\": {\"slug\": \"import-order-trial\"},"
                        + " \"participants\": [{\"role\": \"DEFENDANT\", \"person\": {\"slug\": \"import-order\"}}],"
                        + " \"links\": [{\"relation\": \"CHARGES\", \"event\": {\"slug\": \"import-order-act\"}}]}}",
                "{\"event\": {\"slug\": \"import-order-act\", \"name\": \"Act\", \"type\": \"ATTACK\","
                        + " \"links\": [{\"relation\": \"FOLLOWS\", \"event\": {\"slug\": \"import-order-charge\"}}]}}",
                "{\"event\": {\"slug\": \"import-order-trial\", \"name\": \"Trial\", \"type\": \"TRIAL\"}}",
                person("order"));

        JsonPath result = run(lines);
        assertThat(result.getList("errors")).isEmpty();
        assertThat(result.getString("status")).isEqualTo("done");
        assertThat(result.getInt("written")).isEqualTo(6);
        assertThat(result.getInt("nodes.created")).isEqualTo(7); // The two articles have one quote in common.

        JsonPath data = GraphQL.data("""
                { person(slug: "import-order") { denials { nodes { text
                    appearances { nodes { exact start end article { url isBasedOn { url } } } }
                    topics { totalCount nodes { event { linkedEvents { nodes { name } } } } } } }
                    participations { nodes { event { superEvent { name } } } } } }
                """);
        assertThat(data.getList("person.denials.nodes")).hasSize(1);
        assertThat(data.getList("person.denials.nodes[0].appearances.nodes")).hasSize(2);
        assertThat(data.getInt("person.denials.nodes[0].topics.totalCount")).isEqualTo(2);
        assertThat(data.getString("person.participations.nodes[0].event.superEvent.name"))
                .isEqualTo("Trial");

        JsonPath again = run(lines);
        assertThat(again.getInt("written")).isEqualTo(6);
        assertThat(again.getInt("nodes.created")).isZero();
        assertThat(again.getInt("nodes.updated")).isZero();
    }

    @Test
    void reportsInvalidLinesAndWritesTheOthers() {
        JsonPath result = run(List.of(
                person("wrong"),
                "{\"person\": {\"slug\": \"import-wrong-2\", \"nmae\": \"Misspelt\"}}",
                "no JSON",
                "{\"person\": {\"slug\": \"Import Wrong\", \"name\": \"\"}}",
                "{\"event\": {\"slug\": \"import-wrong-event\", \"name\": \"E\", \"type\": \"PARTY\"}}",
                article("wrong-1", "wrong", "We said this", null).replace("“We said this,”", "“We said that,”"),
                article("wrong-2", "nobody", "We said this", null),
                "",
                "{}",
                article("wrong-3", "wrong", "We said \\u0000 this", null),
                "[1, 2]",
                article("wrong-4", "wrong", "We said this", null)));

        assertThat(result.getString("status")).isEqualTo("done");
        assertThat(result.getInt("lines")).isEqualTo(12);
        assertThat(result.getInt("written")).isEqualTo(2);
        assertThat(result.getInt("failed")).isEqualTo(9);
        assertThat(result.getInt("waiting")).isZero();
        assertThat(result.getInt("resumeFrom")).isEqualTo(13);
        assertMessage(result, 2, "`nmae`");
        assertMessage(result, 3, "JSON object");
        assertMessage(result, 4, "`person.slug`");
        assertMessage(result, 4, "`person.name`");
        assertMessage(result, 5, "`event.type`");
        assertMessage(result, 6, "`article.appearances[0]`", "We said this");
        assertMessage(
                result, 7, "`article.appearances[0].quote.speaker.slug` refers to an unknown person", "import-nobody");
        assertMessage(result, 9, "exactly one of `person`, `event` and `article`");
        assertMessage(result, 10, "U+0000");
        assertMessage(result, 11, "object");
        assertThat(result.getString("errors.message")).doesNotContain("org.onrecord", "Exception", "java.");
        assertThat(GraphQL.data("{ article(url: \"%s\") { headline } }".formatted(url("wrong-4")))
                        .getString("article.headline"))
                .isEqualTo("Headline");
    }

    @Test
    void rejectsALineThatIsNotExactlyOneObject() {
        String cut = person("one-7");
        JsonPath result = run(List.of(
                person("one-1"),
                "[" + person("one-2") + "," + person("one-3") + "]",
                person("one-4") + person("one-5"),
                person("one-6") + " and more",
                cut.substring(0, cut.length() - 1),
                person("one-8").replace("{\"slug\"", "{\"slug\": \"import-one-9\", \"slug\""),
                "{\"person\": null}",
                person("one-10").replace("}}", "}, \"event\": null}"),
                person("one-11") + "\r" + person("one-12"),
                "7",
                "\"text\"",
                "null",
                person("one-13") + ",",
                " \t" + person("one-14") + " \r"));

        assertThat(result.getString("status")).isEqualTo("done");
        assertThat(result.getInt("written")).isEqualTo(2);
        assertThat(result.getInt("failed")).isEqualTo(12);
        assertMessage(result, 2, "JSON array", "jq -c '.[]'");
        assertMessage(result, 3, "one JSON object", "ends at character");
        assertMessage(result, 4, "one JSON object");
        assertMessage(result, 5, "not valid JSON");
        assertMessage(result, 6, "`person.slug` appears more than once");
        assertMessage(result, 7, "`person` must not be null");
        assertMessage(result, 8, "exactly one of `person`, `event` and `article`");
        assertMessage(result, 9, "not with CR alone");
        assertMessage(result, 13, "one JSON object");
        assertThat(GraphQL.data("{ people(filter: {slug: {startsWith: \"import-one-\"}}, orderBy: {field: SLUG}) {"
                                + " nodes { slug } } }")
                        .getList("people.nodes.slug"))
                .containsExactly("import-one-1", "import-one-14");
    }

    @Test
    void rejectsAFileThatIsOneJsonArray() {
        JsonPath lines = run(List.of("[", person("array-1") + ",", person("array-2"), "]"));
        assertThat(lines.getInt("written")).isZero();
        assertThat(lines.getInt("failed")).isEqualTo(4);
        assertMessage(lines, 1, "jq -c '.[]'");
        assertMessage(lines, 3, "a part of a JSON array");

        JsonPath oneLongLine = run(List.of("[" + person("array-3") + " ".repeat(11 << 20) + "]"));
        assertThat(oneLongLine.getInt("failed")).isEqualTo(1);
        assertMessage(oneLongLine, 1, "jq -c '.[]'");
    }

    @Test
    void readsTheValuesOfALineAsThoseOfAMutation() {
        String article = article("values", "values", "We said this", null);
        String second = article.replace("/values", "/values-2");
        JsonPath result = run(List.of(
                person("values"),
                article.replace("\"Headline\"", "12345"),
                article.replace("\"Headline\"", "true"),
                article.replace("\"exact\"", "\"start\": 4294967316, \"end\": 4294967330, \"exact\""),
                article.replace("\"exact\"", "\"start\": 12.9, \"end\": 25.2, \"exact\""),
                article.replace("\"exact\"", "\"start\": \"12\", \"end\": 25, \"exact\""),
                article.replace("Headline", "Half \\ud83d of a pair"),
                article.replace("2018-07-16T16", "0000-07-16T16"),
                article.replace("2018-07-16T16", "+12018-07-16T16"),
                article.replace("2018-07-16T16:00:00Z", "2018-07-16"),
                article.replace("\"type\"", "\"spokenAt\": \"10000-01-01\", \"type\""),
                article.replace("\"topics\": []", "\"topics\": [null]"),
                article.replace("\"appearances\": [", "\"mentions\": [null], \"appearances\": ["),
                person("values").replace("}}", ", \"sameAs\": [null]}}"),
                person("values").replace("}}", ", \"alternateNames\": [null, {\"name\": \"V\"}]}}"),
                article.replace("\"DENIAL\"", "\"denial\""),
                article.replace("\"type\"", "\"confidence\": \"0.5\", \"type\""),
                article.replace("\"headline\": \"Headline\",", ""),
                second.replace("\"exact\"", "\"start\": 12.0, \"end\": 25, \"exact\"")
                        .replace("\"topics\": []", "\"topics\": null, \"confidence\": 1"),
                person("values").replace("}}", ", \"sameAs\": \"https://example.org/one\"}}")));

        assertMessage(result, 2, "`article.headline`", "`String`", "12345");
        assertMessage(result, 3, "`article.headline`");
        assertMessage(result, 4, "`article.appearances[0].start`", "`Int`", "4294967316");
        assertMessage(result, 5, "`article.appearances[0].start`", "12.9");
        assertMessage(result, 6, "`article.appearances[0].start`");
        assertMessage(result, 7, "`article.headline`", "surrogate");
        assertMessage(result, 8, "`article.datePublished`", "0000");
        assertMessage(result, 9, "`article.datePublished`");
        assertMessage(result, 10, "`article.datePublished`");
        assertMessage(result, 11, "`article.appearances[0].quote.spokenAt`");
        assertMessage(result, 12, "`article.appearances[0].quote.topics[0]` must not be null");
        assertMessage(result, 13, "`article.mentions[0]` must not be null");
        assertMessage(result, 14, "`person.sameAs[0]` must not be null");
        assertMessage(result, 15, "`person.alternateNames[0]` must not be null");
        assertMessage(result, 16, "`article.appearances[0].quote.speechAct`", "SpeechAct", "denial");
        assertMessage(result, 17, "`article.appearances[0].quote.confidence`");
        assertMessage(result, 18, "`article.headline`");
        assertThat(result.getInt("failed")).as(result.prettify()).isEqualTo(17);
        assertThat(GraphQL.data("{ person(slug: \"import-values\") { sameAs quotes { nodes { confidence } } } }")
                        .getList("person.sameAs"))
                .containsExactly("https://example.org/one"); // GraphQL makes a list of a single value.
    }

    @Test
    void continuesAfterAnyInvalidLine() {
        JsonPath result = run(List.of(
                person("any-1"),
                "{\"event\": " + "{\"superEvent\": {\"event\": ".repeat(3000) + "{}" + "}}".repeat(3000) + "}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"person\": " + "[".repeat(60) + "]".repeat(60) + "}",
                person("a" + "-a".repeat(6000)),
                person("any-2")
                        .replace(
                                "}}",
                                ", \"alternateNames\": [{\"name\": \"A\", \"inLanguage\": \"en" + "-a".repeat(6000)
                                        + "\"}]}}"),
                person("any-3").replace("}}", ", \"wikidataId\": \"Q1" + "0".repeat(20_000) + "\"}}"),
                "{\"person\": {\"slug\": 1e999999999}}",
                "{\"person\": {\"slug\": 1e99999999999}}",
                "{\"person\": {\"slug\": " + "9".repeat(100_000) + "}}",
                person("any-4")));
        assertThat(result.getString("status")).as(result.prettify()).isEqualTo("done");
        assertThat(result.getInt("written")).isEqualTo(2);
        assertThat(result.getInt("failed")).isEqualTo(10);
        assertMessage(result, 10, "The exponent of a number is too large.");
        assertMessage(result, 6, "`person.slug`");
        assertMessage(result, 7, "`person.alternateNames[0].inLanguage`");
        assertMessage(result, 8, "`person.wikidataId`");
    }

    @Test
    void writesSmallerBatchesIfTheDatabaseHasFewLocks() throws SQLException {
        List<String> lines =
                IntStream.range(0, 500).mapToObj(i -> person("locks-" + i)).toList();
        try (Connection connection = PostgresServer.connect();
                Statement locks = connection.createStatement()) {
            int taken = 0;
            assertThat(run(List.of(person("locks"))).getInt("written")).isEqualTo(1);
            try {
                for (int i = 0; i < 1000; i++, taken += 100) {
                    locks.execute("SELECT pg_advisory_lock(n) FROM generate_series(%d, %d) n"
                            .formatted(taken + 1, taken + 100));
                }
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("53200");
            }
            // A batch of 250 lines needs more locks than these.
            locks.execute("SELECT pg_advisory_unlock(n) FROM generate_series(1, 150) n");
            JsonPath result = run(lines);
            assertThat(result.getString("status")).as(result.prettify()).isEqualTo("done");
            assertThat(result.getInt("written")).isEqualTo(500);
            assertThat(result.getList("errors")).isEmpty();
        }
    }

    @Test
    void startsAtAGivenLine() {
        List<String> lines = List.of(person("resume-1"), person("resume-2"), person("resume-3"));
        JsonPath result = result(send(bytes(lines), "application/x-ndjson", "?from=3", "admin"));
        assertThat(result.getInt("written")).isEqualTo(1);
        assertThat(result.getInt("resumeFrom")).isEqualTo(4);
        assertThat(GraphQL.data("{ person(slug: \"import-resume-3\") { name } none: person(slug: \"import-resume-2\") {"
                                + " name } }")
                        .<Map<String, ?>>get())
                .containsEntry("none", null)
                .doesNotContainEntry("person", null);
    }

    @Test
    void reportsTheLineToResumeFrom() throws IOException {
        // Line 2 waits for a person, so the import resumes there.
        try (Streamed streamed = new Streamed()) {
            streamed.send(bytes(List.of(person("waits"))));
            for (int i = 0; i < 600; i++) {
                streamed.send(
                        bytes(List.of(article("waits-" + i, i == 0 ? "late" : "waits", "We said this " + i, null))));
            }
            JsonPath progress = streamed.next();
            while (progress.getInt("waiting") == 0) {
                progress = streamed.next();
            }
            assertThat(progress.getString("status")).isEqualTo("progress");
            assertThat(progress.getLong("resumeFrom")).isEqualTo(2);
            streamed.send(bytes(List.of(person("late"))));
            streamed.end();
            progress = streamed.last();
            assertThat(progress.getString("status")).isEqualTo("done");
            assertThat(progress.getInt("written")).isEqualTo(602);
            assertThat(progress.getLong("resumeFrom")).isEqualTo(603);
        }
    }

    @Test
    void writesTheLinesBeforeAClosedConnection() throws Exception {
        try (Streamed streamed = new Streamed()) {
            streamed.send(bytes(List.of(person("gone-1"), person("gone-2"))));
            streamed.send("{\"person\": {\"slug\": \"import-gone-3\", \"na".getBytes(StandardCharsets.UTF_8));
            streamed.next();
        }
        String query = "{ people(filter: {slug: {startsWith: \"import-gone\"}}) { totalCount } }";
        for (int i = 0; i < 100 && GraphQL.data(query).getInt("people.totalCount") < 2; i++) {
            Thread.sleep(100);
        }
        assertThat(GraphQL.data(query).getInt("people.totalCount")).isEqualTo(2);
        assertThat(run(List.of(person("gone-3"))).getInt("written")).isEqualTo(1); // Others can import.
    }

    @Test
    void limitsTheNumberOfConcurrentImports() throws IOException {
        try (Streamed one = new Streamed();
                Streamed other = new Streamed()) {
            one.next(); // The import runs.
            other.next();
            assertRejected(
                    send(bytes(List.of(person("third"))), "application/x-ndjson", "", "admin"),
                    503,
                    "SERVICE_UNAVAILABLE");
            one.end();
            other.end();
            assertThat(one.next().getString("status")).isEqualTo("done");
            assertThat(other.next().getString("status")).isEqualTo("done");
        }
        assertThat(run(List.of(person("third"))).getInt("written")).isEqualTo(1);
    }

    @Test
    void writesLinesThatReferToEachOtherInACircle() {
        int many = 700; // More than a batch.
        List<String> lines = IntStream.range(0, many)
                .mapToObj(i -> """
                        {"event": {"slug": "import-circle-%d", "name": "E", "type": "OTHER",
                          "links": [{"relation": "FOLLOWS", "event": {"slug": "import-circle-%d"}}]}}
                        """.formatted(i, (i + 1) % many).replace("\n", ""))
                .toList();
        JsonPath result = run(lines);
        assertThat(result.getList("errors")).isEmpty();
        assertThat(result.getInt("written")).isEqualTo(many);
        assertThat(GraphQL.data("{ event(slug: \"import-circle-0\") { links { totalCount } } }")
                        .getInt("event.links.totalCount"))
                .isEqualTo(2);
    }

    @Test
    void appliesSeveralLinesForANodeInOrder() {
        JsonPath result = run(List.of(
                person("twice").replace("\"Twice\"", "\"First\"").replace("}}", ", \"description\": \"kept\"}}"),
                person("twice"),
                article("twice", "twice", "We said this first", null),
                article("twice", "twice", "We said this last", null)));
        assertThat(result.getList("errors")).isEmpty();
        JsonPath data = GraphQL.data(
                "{ person(slug: \"import-twice\") { name description quotes { nodes { text appearances { totalCount } }"
                        + " } } }");
        assertThat(data.getString("person.name")).isEqualTo("Twice");
        assertThat(data.getString("person.description")).isEqualTo("kept");
        assertThat(GraphQL.data("{ article(url: \"%s\") { appearances { nodes { quote { text } } } } }"
                                .formatted(url("twice")))
                        .getList("article.appearances.nodes.quote.text"))
                .containsExactly("We said this last");
    }

    @Test
    void appliesSeveralLinesForANodeInOrderAlsoIfTheFirstOneWaits() {
        String nested = article("waited-2", "waited-late", "We said this", null)
                .replace(
                        "\"appearances\"",
                        "\"mentions\": [{\"rel\": \"ABOUT\", \"person\": {\"person\":"
                                + " {\"slug\": \"import-waited\", \"name\": \"First\"}}}], \"appearances\"");
        String event = "{\"event\": {\"slug\": \"import-waited\", \"name\": \"%s\", \"type\": \"OTHER\"%s}}";
        List<String> lines = new ArrayList<>(List.of(
                article("waited-1", "waited-late", "We said this first", null),
                nested,
                event.formatted("First", ", \"superEvent\": {\"slug\": \"import-waited-late\"}"),
                person("waited-soon"),
                article("waited-1", "waited-soon", "We said this last", null),
                person("waited").replace("\"Waited\"", "\"Last\""),
                event.formatted("Last", "")));
        IntStream.range(0, 700).forEach(i -> lines.add(person("waited-" + i))); // More than a batch.
        lines.add(person("waited-late"));
        lines.add(event.formatted("Late", "").replace("import-waited", "import-waited-late"));
        JsonPath result = run(lines);
        assertThat(result.getList("errors")).isEmpty();
        assertThat(result.getInt("written")).isEqualTo(lines.size());
        JsonPath data = GraphQL.data("{ person(slug: \"import-waited\") { name } event(slug: \"import-waited\") { name"
                + " superEvent { name } } article(url: \"%s\") { appearances { nodes { quote { text } } } } }"
                        .formatted(url("waited-1")));
        assertThat(data.getList("article.appearances.nodes.quote.text")).containsExactly("We said this last");
        assertThat(data.getString("person.name")).isEqualTo("Last");
        assertThat(data.getString("event.name")).isEqualTo("Last");
        assertThat(data.getString("event.superEvent.name")).isEqualTo("Late");
    }

    /** Otherwise one line that waits would make each line wait that nests one of its people, and so on. */
    @Test
    void linesThatNestAPersonOfALineThatWaitsDoNotWait() throws SQLException {
        String mentions = "\"mentions\": [{\"rel\": \"ABOUT\", \"person\": {\"person\":"
                + " {\"slug\": \"import-nested\", \"name\": \"Nested\"}}}], \"appearances\"";
        List<String> lines = new ArrayList<>(List.of(
                person("nested-known"),
                article("nested-1", "nested-late", "We wait", null).replace("\"appearances\"", mentions),
                article("nested-2", "nested-known", "We do not wait", null).replace("\"appearances\"", mentions)));
        IntStream.range(0, 700).forEach(i -> lines.add(person("nested-" + i))); // More than a batch.
        lines.add(person("nested-late"));
        assertThat(run(lines).getList("errors")).isEmpty();
        try (Connection connection = PostgresServer.connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        SELECT count(DISTINCT transaction) FROM audit_record
                        WHERE after ->> 'url' LIKE '%/nested-2' OR after ->> 'slug' = 'import-nested-known'
                        """)) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    /** The first line waits for the last one, which writes the same person and is in another batch. */
    @Test
    void writesALineThatAnEarlierLineOfTheSameNodeWaitsFor() {
        String article = "{\"article\": {\"url\": \"%s\", \"headline\": \"H\", \"publisher\": \"P\", \"inLanguage\":"
                + " \"en\", \"datePublished\": \"2018-07-16T16:00:00Z\"%s}}";
        String based = ", \"isBasedOn\": {\"url\": \"%s\"}".formatted(url("mutual-4"));
        String person = ", \"mentions\": [{\"rel\": \"ABOUT\", \"person\": {\"person\":"
                + " {\"slug\": \"import-mutual\", \"name\": \"Mutual\"}}}]";
        String body = ", \"body\": \"" + "We said this. ".repeat(300_000) + "\"";
        JsonPath result = run(List.of(
                article.formatted(url("mutual-1"), based + person),
                article.formatted(url("mutual-2"), based + body),
                article.formatted(url("mutual-3"), based + body),
                article.formatted(url("mutual-4"), person)));
        assertThat(result.getList("errors")).isEmpty();
        assertThat(result.getInt("written")).isEqualTo(4);
    }

    @Test
    void keepsSpecialCharacters() {
        String hostile = "Tab\\there \\\\N and \\\\. {\\\"curly\\\"} 'quotes' \\r\\n \uD83D\uDE00 \u202e done";
        JsonPath result = run(List.of(
                person("letters")
                        .replace(
                                "}}",
                                ", \"description\": \"" + hostile
                                        + "\", \"sameAs\": [\"https://example.org/a\\\\b\\\"c,{d}\"]}}"),
                article("letters", "letters", hostile, null)));
        assertThat(result.getList("errors")).isEmpty();
        JsonPath data = GraphQL.data(
                "{ person(slug: \"import-letters\") { description sameAs quotes { nodes { text appearances { nodes {"
                        + " exact } } } } } }");
        String text = new JsonPath("{\"text\": \"" + hostile + "\"}").getString("text");
        assertThat(data.getString("person.description")).isEqualTo(text);
        assertThat(data.getList("person.sameAs")).containsExactly("https://example.org/a\\b\"c,{d}");
        assertThat(data.getString("person.quotes.nodes[0].text")).isEqualTo(text);
        assertThat(data.getString("person.quotes.nodes[0].appearances.nodes[0].exact"))
                .isEqualTo(text + ",");
    }

    @Test
    void acceptsAByteOrderMarkAndACompressedBody() throws IOException {
        byte[] zipped = gzip("\uFEFF" + person("zip").replace(": {", ":\t{") + "\r\n");
        Response response = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(zipped)
                .post("/import");
        assertThat(result(response).getInt("written")).isEqualTo(1);
    }

    @Test
    void acceptsSeveralGzipMembers() throws IOException {
        try (Streamed streamed = new Streamed("gzip")) {
            streamed.send(gzip(person("zip-1") + "\n"));
            streamed.next(); // The first member has been read.
            streamed.send(gzip(person("zip-2") + "\n"));
            streamed.end();
            assertThat(streamed.last().getInt("written")).isEqualTo(2);
        }
    }

    @Test
    void answersAndClosesTheConnectionAfterABodyThatWasNotReadToTheEnd() throws IOException {
        try (Streamed streamed = new Streamed("gzip")) {
            byte[] noGzip = new byte[1 << 16];
            for (int i = 0; i < 100; i++) {
                streamed.send(noGzip);
            }
            streamed.end();
            assertThat(streamed.last().getString("status")).isEqualTo("brokeOff");
            streamed.response.transferTo(Writer.nullWriter()); // It ends: the body had no length.
        }
    }

    @Test
    void acceptsHttp2() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI address = URI.create("http://localhost:" + RestAssured.port);
        // The client upgrades to HTTP/2 on a GET request and keeps the connection.
        client.send(HttpRequest.newBuilder(address.resolve("/q/health/live")).build(), BodyHandlers.discarding());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add(person("http-2-" + i).replace("\"}}", "\", \"description\": \"" + "x".repeat(1000) + "\"}}"));
        }
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address.resolve("/import"))
                            .header("Authorization", "Bearer " + TestIssuer.token("admin"))
                            .header("Content-Type", "application/x-ndjson")
                            .POST(BodyPublishers.ofByteArray(bytes(lines)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            String last = response.body().lines().reduce((before, line) -> line).orElseThrow();
            assertThat(new JsonPath(last).getString("status")).as(last).isEqualTo("done");
            assertThat(new JsonPath(last).getInt("written")).isEqualTo(200);
        }
    }

    @Test
    void reportsALineThatIsNotUtf8() {
        byte[] latin1 = person("latin-1").replace("Latin-1", "Fran\u00e7ois").getBytes(StandardCharsets.ISO_8859_1);
        JsonPath result = result(send(latin1, "application/x-ndjson", "", "admin"));
        assertMessage(result, 1, "UTF-8");
    }

    @Test
    void requiresTheRoleAdminAndNdjsonByPost() {
        byte[] line = bytes(List.of(person("closed")));
        assertRejected(send(line, "application/x-ndjson", "", null), 401, "UNAUTHENTICATED");
        assertRejected(send(line, "application/x-ndjson", "", "editor"), 403, "FORBIDDEN");
        for (String type : List.of("text/plain", "application/octet-stream", "application/json")) {
            assertRejected(send(line, type, "", "admin"), 415, "UNSUPPORTED_MEDIA_TYPE");
        }
        assertRejected(send(line, "application/x-ndjson", "?from=0", "admin"), 400, "BAD_USER_INPUT");
        Response get =
                given().auth().preemptive().oauth2(TestIssuer.token("admin")).get("/import");
        assertRejected(get, 405, "METHOD_NOT_ALLOWED");
        assertThat(get.header("Allow")).isEqualTo("POST, OPTIONS");
        assertThat(GraphQL.data("{ person(slug: \"import-closed\") { name } }").<Object>get("person"))
                .isNull();
    }

    @Test
    void recordsTheActor() {
        run(List.of(person("audit")));
        Response history = GraphQL.postAs(
                TestIssuer.token("editor"),
                "{ person(slug: \"import-audit\") { history { actor action } } }",
                Map.of());
        assertThat(history.jsonPath().getString("data.person.history[0].actor")).isEqualTo("reporter@example.org");
        assertThat(history.jsonPath().getString("data.person.history[0].action"))
                .isEqualTo("CREATED");
    }

    @Test
    void storesEachNodeOnceInConcurrentImports() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(person("same-" + i % 20));
            lines.add(article("same-" + i, "same-" + i % 20, "We all said this " + i % 30, null));
        }
        List<JsonPath> results =
                IntStream.range(0, 2).parallel().mapToObj(i -> run(lines)).toList();
        results.forEach(result -> {
            assertThat(result.getList("errors")).isEmpty();
            assertThat(result.getString("status")).isEqualTo("done");
        });
        JsonPath data = GraphQL.data("""
                { articles(filter: {url: {startsWith: "https://example.org/import/same-"}}) { totalCount }
                  quotes(filter: {text: {startsWith: "We all said this"}}) { totalCount } }
                """);
        assertThat(data.getInt("articles.totalCount")).isEqualTo(300);
        assertThat(data.getInt("quotes.totalCount")).isEqualTo(60);
    }

    private static String url(String name) {
        return "https://example.org/import/" + name;
    }

    private static String person(String name) {
        return "{\"person\": {\"slug\": \"import-%s\", \"name\": \"%s\"}}"
                .formatted(name, Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    private static String article(String name, String speaker, String words, String topic) {
        return """
                {"article": {"url": "%1$s", "headline": "Headline", "publisher": "P", "inLanguage": "en",
                  "datePublished": "2018-07-16T16:00:00Z", "body": "They said: “%2$s,” and left.",
                  "appearances": [{"exact": "%2$s,", "quote": {"text": "%2$s", "type": "DIRECT",
                    "speechAct": "DENIAL", "speaker": {"slug": "import-%3$s"}, "topics": [%4$s]}}]}}
                """.formatted(url(name), words, speaker, topic == null ? "" : "{\"slug\": \"import-" + topic + "\"}")
                .replace("\n", "");
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static JsonPath run(List<String> lines) {
        return result(send(bytes(lines), "application/x-ndjson", "", "admin"));
    }

    private static Response send(byte[] body, String contentType, String query, String role) {
        var request = given();
        return (role == null ? request : request.auth().preemptive().oauth2(TestIssuer.token(role)))
                .header("Content-Type", contentType)
                .body(body)
                .post("/import" + query);
    }

    private static JsonPath result(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/x-ndjson");
        List<String> lines = response.asString().lines().toList();
        return new JsonPath(lines.get(lines.size() - 1));
    }

    /** An import whose body is sent in parts while the response is read. */
    private static final class Streamed implements AutoCloseable {

        private final Socket socket = new Socket("localhost", RestAssured.port);
        private final OutputStream out = socket.getOutputStream();
        private final BufferedReader response =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Streamed() throws IOException {
            this("identity");
        }

        Streamed(String encoding) throws IOException {
            socket.setSoTimeout(60_000);
            out.write(("POST /import HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                            + " application/x-ndjson\r\nContent-Encoding: "
                            + encoding + "\r\nAuthorization: Bearer " + TestIssuer.token("admin")
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        void send(byte[] bytes) throws IOException {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** Returns the next line of the response. */
        JsonPath next() throws IOException {
            String line = response.readLine();
            while (!line.startsWith("{")) { // Headers and chunk sizes.
                line = response.readLine();
            }
            return new JsonPath(line);
        }

        /** Returns the last line of the response. */
        JsonPath last() throws IOException {
            JsonPath line = next();
            while (line.getString("status").equals("progress")) {
                line = next();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void assertMessage(JsonPath result, int line, String... parts) {
        List<String> messages = result.getList("errors.findAll { it.line == " + line + " }.message");
        assertThat(String.join(" ", messages))
                .as("line %d of %s", line, result.prettify())
                .contains(parts);
    }

    private static void assertRejected(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo(code);
    }
}
