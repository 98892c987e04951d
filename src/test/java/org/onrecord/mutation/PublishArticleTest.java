package org.onrecord.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class PublishArticleTest {

    private static final String ANN = "{person: {slug: \"pa-ann\", name: \"Ann\", description: \"A witness\"}}";
    private static final String ACT = "{event: {slug: \"pa-act\", name: \"Act\", type: CYBERATTACK}}";
    private static final String QUOTE = "{text: \"I was not there\", type: DIRECT, speechAct: DENIAL, speaker: " + ANN
            + ", spokenAt: \"2018-07-16\", topics: [" + ACT + "]}";
    private static final String APPEARANCES = "[{exact: \"I was not there.\", quote: " + QUOTE + "}]";
    private static final String BODY = "😀 Ann said: “I was not there.” Really.";
    private static final String MUTATION = """
            mutation($appearances: Boolean = true) {
              publishArticle(input: {url: "https://example.org/pa/1", headline: "Headline", publisher: "Publisher",
                inLanguage: "en", datePublished: "2018-07-16T18:00:00+02:00",
                body: "%s", appearances: %s}) {
              changed created { __typename ... on Person { slug } } updated { id __typename } unchanged { __typename }
              differences { field id reported stored }
              article { datePublished appearances(first: 5) @include(if: $appearances) { totalCount nodes {
                start quote { text speaker { name } topics { nodes { event { slug } } } } } } } } }
            """;

    @AfterEach
    void deletePublishedNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/pa/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'pa-%')");
            Event.delete("slug like 'pa-%'");
            Person.delete("slug like 'pa-%'");
        });
    }

    @Test
    void publishesAnArticleWithItsNestedInputs() {
        JsonPath payload = publish(BODY, APPEARANCES);
        assertThat(payload.getBoolean("changed")).isTrue();
        assertThat(payload.getList("created.__typename"))
                .containsExactlyInAnyOrder("Article", "Person", "Event", "Quote");
        assertThat(payload.getList("created.findAll { it.__typename == 'Person' }.slug"))
                .containsExactly("pa-ann");
        assertThat(payload.getList("updated")).isEmpty();
        assertThat(payload.getString("article.datePublished")).isEqualTo("2018-07-16T16:00:00.000Z");
        assertThat(payload.getInt("article.appearances.nodes[0].start")).isEqualTo(13);
        assertThat(payload.getString("article.appearances.nodes[0].quote.speaker.name"))
                .isEqualTo("Ann");
        assertThat(payload.getString("article.appearances.nodes[0].quote.topics.nodes[0].event.slug"))
                .isEqualTo("pa-act");
    }

    @Test
    void reportsThatTheSameInputChangesNothing() {
        publish(BODY, APPEARANCES);
        JsonPath payload = publish(BODY, APPEARANCES);
        assertThat(payload.getBoolean("changed")).isFalse();
        assertThat(payload.getList("created")).isEmpty();
        assertThat(payload.getList("updated")).isEmpty();
        assertThat(payload.getList("unchanged.__typename"))
                .containsExactlyInAnyOrder("Article", "Person", "Event", "Quote");
    }

    @Test
    void readsTheSelectionOfThePayloadWithOneStatement() {
        publish(BODY, APPEARANCES);
        List<String> statements = SqlStatements.during(() -> publish(BODY, APPEARANCES));
        assertThat(statements)
                .filteredOn(sql -> sql.contains("unnest") && sql.contains("ids"))
                .hasSize(1);
    }

    @Test
    void keepsTheLongerWordingAndTheFirstDay() {
        publish(BODY, APPEARANCES);
        JsonPath payload = publish(
                "Ann: I “was” not  there! Really.",
                APPEARANCES
                        .replace("\"I was not there.\"", "\"I “was” not  there!\"")
                        .replace("\"I was not there\"", "\"I “was” not  there!\"")
                        .replace("2018-07-16", "2018-07-15"));
        assertThat(payload.getList("created")).isEmpty();
        assertThat(payload.getList("updated.__typename")).containsExactlyInAnyOrder("Article", "Quote");
        JsonPath quote = GraphQL.data("{ person(slug: \"pa-ann\") { quotes { nodes { text spokenAt } } } }");
        assertThat(quote.getList("person.quotes.nodes.text")).containsExactly("I “was” not  there!");
        assertThat(quote.getList("person.quotes.nodes.spokenAt")).containsExactly("2018-07-16");
        assertThat(payload.getList("differences.reported")).containsExactly("2018-07-15");
    }

    @Test
    void namesTheValuesThatAStoredQuoteDidNotTake() {
        publish(BODY, APPEARANCES.replace("speechAct: DENIAL", "speechAct: DENIAL, cue: \"denied\""));
        String later = APPEARANCES
                .replace("speechAct: DENIAL", "speechAct: STATEMENT, cue: \"said\", speakerRole: \"witness\"")
                .replace("DIRECT", "MIXED")
                .replace("2018-07-16", "2018-07-17");
        JsonPath payload = publish(BODY, later);
        assertThat(payload.getList("differences.field"))
                .containsExactlyInAnyOrder(
                        "input.appearances[0].quote.type",
                        "input.appearances[0].quote.speechAct",
                        "input.appearances[0].quote.cue",
                        "input.appearances[0].quote.spokenAt");
        String act = "differences.find { it.field.endsWith('speechAct') }";
        assertThat(payload.getString(act + ".reported")).isEqualTo("STATEMENT");
        assertThat(payload.getString(act + ".stored")).isEqualTo("DENIAL");
        assertThat(payload.getString("differences.find { it.field.endsWith('spokenAt') }.stored"))
                .isEqualTo("2018-07-16");

        String id = payload.getString(act + ".id");
        int version = GraphQL.data("query($id: ID!) { node(id: $id) { ... on Quote { version } } }", Map.of("id", id))
                .getInt("node.version");
        Response update = GraphQL.postAs(
                TestIssuer.token("editor"),
                "mutation($in: UpdateQuoteInput!) { updateQuote(input: $in) { changed } }",
                Map.of(
                        "in",
                        Map.of(
                                "id", id,
                                "version", version,
                                "speechAct", "STATEMENT",
                                "cue", "said",
                                "type", "MIXED",
                                "spokenAt", "2018-07-17")));
        assertThat(update.jsonPath().<Object>get("errors"))
                .as(update.asString())
                .isNull();
        assertThat(publish(BODY, later).getList("differences")).isEmpty();
    }

    @Test
    void aValueThatTheStoredQuoteTakesOrContainsIsNoDifference() {
        publish(BODY, APPEARANCES);
        JsonPath payload =
                publish(BODY, APPEARANCES.replace("\"2018-07-16\"", "\"2018-07-01\", spokenAtPrecision: MONTH"));
        assertThat(payload.getList("differences")).isEmpty();
        assertThat(payload.getBoolean("changed")).isFalse();
    }

    @Test
    void keepsAppearancesWhosePositionChangesInANewBody() {
        publish(BODY, APPEARANCES);
        String query = "{ article(url: \"https://example.org/pa/1\") { appearances { nodes { id start } } } }";
        String before = GraphQL.data(query).getString("article.appearances.nodes[0].id");
        publish("First of all: " + BODY, APPEARANCES);
        JsonPath after = GraphQL.data(query);
        assertThat(after.getList("article.appearances.nodes.id")).containsExactly(before);
        assertThat(after.getList("article.appearances.nodes.start")).containsExactly(27);
    }

    @Test
    void checksAGivenPosition() {
        JsonPath payload = publish(BODY, APPEARANCES.replace("exact: \"I was not there.\"", "start: 13, end: 29"));
        assertThat(payload.getInt("article.appearances.nodes[0].start")).isEqualTo(13);
        assertRejected(
                BODY,
                APPEARANCES.replace("exact: ", "start: 12, end: 28, exact: "),
                "input.appearances[0]",
                "at [12, 28) the body has");
        assertRejected(
                BODY,
                APPEARANCES.replace("exact: \"I was not there.\"", "start: 13, end: 2900"),
                "input.appearances[0]",
                "but the body has 38 Unicode code points");
        assertRejected(
                BODY,
                APPEARANCES.replace("exact: \"I was not there.\"", "start: 13"),
                "input.appearances[0]",
                "give both or neither");
    }

    @Test
    void rejectsWordsThatOccurNeverOrTwice() {
        assertRejected(
                "Nothing.",
                APPEARANCES,
                "input.appearances[0]",
                "\"I was not there.\", which do not occur in the body");
        assertRejected(
                BODY + BODY,
                APPEARANCES,
                "input.appearances[0]",
                "\"I was not there.\", which occur 2 times in the body");
        assertThat(GraphQL.data("{ person(slug: \"pa-ann\") { name } }").<Object>get("person"))
                .isNull();
    }

    @Test
    void namesAllInvalidFields() {
        Response response = send(
                BODY,
                APPEARANCES
                        .replace("pa-ann", "Pa Ann")
                        .replace("text: \"I was not there\"", "text: \" \"")
                        .replace("slug: \"pa-act\",", "slug: \"pa-act\", wikidataId: \"7\","));
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsOnly("BAD_USER_INPUT");
        assertThat(response.jsonPath().getList("errors.extensions.field", String.class))
                .containsExactlyInAnyOrder(
                        "input.appearances[0].quote.speaker.person.slug",
                        "input.appearances[0].quote.text",
                        "input.appearances[0].quote.topics[0].event.wikidataId");
    }

    @Test
    void rejectsAReferenceWithTwoKeysOrAnUnknownKey() {
        assertRejected(
                BODY,
                APPEARANCES.replace("speaker: " + ANN, "speaker: {slug: \"pa-ann\", wikidataId: \"Q1\"}"),
                "input.appearances[0].quote.speaker",
                "exactly one of");
        assertRejected(
                BODY,
                APPEARANCES.replace("speaker: " + ANN, "speaker: {slug: \"pa-nobody\"}"),
                "input.appearances[0].quote.speaker.slug",
                "pa-nobody");
        assertRejected(
                BODY,
                APPEARANCES.replace("speaker: " + ANN, "speaker: {id: \"RXZlbnQ6MQ==\"}"),
                "input.appearances[0].quote.speaker.id",
                "unknown person");
    }

    @Test
    void rejectsTheNulCharacter() {
        Response response = send("A \\u0000 in the body. I was not there.", APPEARANCES);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly("BAD_USER_INPUT");
        assertThat(response.jsonPath().getString("errors[0].message")).contains("U+0000");
    }

    @Test
    void writesNothingIfTheSelectionIsInvalid() {
        Response response = GraphQL.postAs(
                TestIssuer.token("editor"),
                MUTATION.formatted(BODY, APPEARANCES).replace("first: 5", "first: 5000"),
                Map.of());
        assertThat(response.jsonPath().<Object>get("errors")).isNotNull();
        assertThat(GraphQL.data("{ article(url: \"https://example.org/pa/1\") { id } }")
                        .<Object>get("article"))
                .isNull();
    }

    @Test
    void runsTheCommandOfTheGuide() throws IOException {
        String guide = Files.readString(Path.of("src", "docs", "writing.md"));
        int start = guide.indexOf("-d @- <<'END'\n") + "-d @- <<'END'\n".length();
        String request = guide.substring(start, guide.indexOf("\nEND\n", start));
        try {
            for (boolean changed : new boolean[] {true, false}) {
                JsonPath payload = RestAssured.given()
                        .auth()
                        .preemptive()
                        .oauth2(TestIssuer.token("editor"))
                        .contentType(ContentType.JSON)
                        .body(request)
                        .post("/graphql")
                        .jsonPath();
                assertThat(payload.<Object>get("errors")).isNull();
                assertThat(payload.getBoolean("data.publishArticle.changed")).isEqualTo(changed);
            }
        } finally {
            QuarkusTransaction.requiringNew().run(() -> {
                Article.delete("url", "https://example.org/harbour-bridge");
                Quote.delete("text", "The bridge opens in June");
                Person.delete("slug", "jane-roe");
                Event.delete("slug", "harbour-bridge-opening");
            });
        }
    }

    private static void assertRejected(String body, String appearances, String field, String message) {
        JsonPath response = send(body, appearances).jsonPath();
        assertThat(response.getList("errors.extensions.code")).containsExactly("BAD_USER_INPUT");
        assertThat(response.getString("errors[0].extensions.field")).isEqualTo(field);
        assertThat(response.getString("errors[0].message")).contains(message);
    }

    private static JsonPath publish(String body, String appearances) {
        Response response = send(body, appearances);
        assertThat(response.jsonPath().<Object>get("errors")).isNull();
        return response.jsonPath().setRootPath("data.publishArticle");
    }

    private static Response send(String body, String appearances) {
        return GraphQL.postAs(TestIssuer.token("editor"), MUTATION.formatted(body, appearances), Map.of());
    }
}
