package org.onrecord.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;
import org.onrecord.traversal.schema.TraversalSchema;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ReadEndpointTest {

    private static final String PAGE = page();

    @Inject
    @TraversalSchema
    GraphQLSchema schema;

    private static String page() {
        try {
            return Files.readString(Path.of("src/test/resources/pages-to-read/summit.html"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification body(String contentType, byte[] body) {
        return given().config(config().encoderConfig(
                                encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(contentType)
                .body(body);
    }

    private static Response post(String contentType, String body) {
        return body(contentType, body.getBytes(StandardCharsets.UTF_8)).post("/read");
    }

    @Test
    void readsAWebPage() {
        JsonPath draft = body("text/html", PAGE.getBytes(StandardCharsets.UTF_8))
                .queryParam("url", "https://harbourpost.example/amp/1")
                .post("/read")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();

        assertThat(draft.getString("url")).isEqualTo("https://harbourpost.example/news/minister-denies");
        assertThat(draft.getString("headline")).isEqualTo("Minister denies secret talks");
        assertThat(draft.getString("publisher")).isEqualTo("The Harbour Post");
        assertThat(draft.getString("byline")).isEqualTo("Ida Moss, Jon Pell");
        assertThat(draft.getString("inLanguage")).isEqualTo("en-GB");
        assertThat(OffsetDateTime.parse(draft.getString("datePublished"))).isEqualTo("2024-09-18T07:30:00Z");
        String body = draft.getString("body");
        assertThat(body)
                .contains("“I have never met\u00a0them,” Petra Quell said. “Nobody in my office has.” she added")
                .contains("known of the offer.\n\nThe company")
                .contains("5 < 6 & 😀")
                .doesNotContain("Not said in the article", "another story", "I am a script", "Copyright", "Home", "  ");
        assertThat(draft.getList("appearances.exact"))
                .contains("I have never met\u00a0them,")
                .allSatisfy(exact -> assertThat(body).contains((String) exact));
        for (Map<String, Object> appearance : draft.<Map<String, Object>>getList("appearances")) {
            int start = body.offsetByCodePoints(0, (Integer) appearance.get("start"));
            int end = body.offsetByCodePoints(0, (Integer) appearance.get("end"));
            assertThat(body.substring(start, end)).isEqualTo(appearance.get("exact"));
        }
        assertThat(draft.getList("appearances.quote.speechAct")).contains("DENIAL");
    }

    @Test
    void answersWhatTheQueryReadAnswers() {
        JsonPath draft = post("text/html", PAGE).jsonPath();
        Map<String, Object> input = Map.of(
                "headline", draft.getString("headline"),
                "body", draft.getString("body"),
                "inLanguage", draft.getString("inLanguage"),
                "datePublished", draft.getString("datePublished"),
                "publisher", draft.getString("publisher"),
                "byline", draft.getString("byline"));

        JsonPath read = GraphQL.post(GraphQL.operation("Read"), Map.of("input", input), null)
                .jsonPath();

        assertThat(read.getMap("data.read")).isEqualTo(draft.getMap(""));
    }

    @Test
    void readsEachArticleByOneStatement() {
        assertThat(SqlStatements.during(() -> post("text/html", PAGE).then().statusCode(200)))
                .hasSize(1);
    }

    /** The document of the endpoint selects everything that {@code read} finds. */
    @Test
    void theAnswerHasAllFields() {
        String document = GraphQL.operation("Read");
        Set<String> missing = new TreeSet<>();
        collect((GraphQLObjectType) schema.getType("ArticleDraft"), document, missing, new TreeSet<>());
        assertThat(missing).isEmpty();
    }

    private static void collect(GraphQLObjectType type, String document, Set<String> missing, Set<String> seen) {
        if (!seen.add(type.getName())) {
            return;
        }
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (!document.matches("(?s).*\\b" + field.getName() + "\\b.*")) {
                missing.add(type.getName() + "." + field.getName());
            }
            if (GraphQLTypeUtil.unwrapAllAs(field.getType()) instanceof GraphQLObjectType object) {
                collect(object, document, missing, seen);
            }
        }
    }

    @Test
    void readsPlainTextWithParametersOfTheUrl() {
        JsonPath draft = body(
                        "text/plain; charset=ISO-8859-1",
                        "\"Ich habe nichts getan\", sagte Jörg Weiß.".getBytes(StandardCharsets.ISO_8859_1))
                .queryParam("headline", "Weiß bestreitet alles")
                .queryParam("inLanguage", "de")
                .post("/read")
                .jsonPath();

        assertThat(draft.getString("body")).endsWith("sagte Jörg Weiß.");
        assertThat(draft.getString("headline")).isEqualTo("Weiß bestreitet alles");
        assertThat(draft.getList("appearances")).isNotEmpty();
    }

    @Test
    void answersEachLineOfNdjson() {
        String lines = "{\"body\": \"“No,” Ann Reed said.\"}\n\n{\"headline\": \"No body\"}\nnot JSON\n"
                + "{\"body\": \"Ann Reed denied the charge.\", \"inLanguage\": \"en\"}";

        Response response = post("application/x-ndjson", lines);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/x-ndjson");
        List<JsonPath> answers = response.asString().lines().map(JsonPath::from).toList();
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0).getList("appearances.exact")).containsExactly("No,");
        assertThat(answers.get(1).getInt("line")).isEqualTo(3);
        assertThat(answers.get(1).getString("errors[0].message")).contains("body");
        assertThat(answers.get(2).getInt("line")).isEqualTo(4);
        assertThat(answers.get(3).getList("appearances.quote.speechAct")).containsExactly("DENIAL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            application/json    | {}                              | 415 | UNSUPPORTED_MEDIA_TYPE
            text/plain; charset=x-unknown | text                  | 415 | UNSUPPORTED_MEDIA_TYPE
            text/html           | <script>1</script>              | 400 | BAD_USER_INPUT
            text/html           | ''                              | 400 | BAD_USER_INPUT
            text/plain          | ' '                             | 400 | BAD_USER_INPUT
            """)
    void refusesWhatIsNoArticle(String contentType, String body, int status, String code) {
        Response response = post(contentType, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo(code);
    }

    @Test
    void refusesOtherMethodsAndBodiesThatAreTooLong() {
        assertThat(given().delete("/read").then().extract().header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        Response response = post("text/html", "<p>" + "a".repeat(1 << 20));
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("BODY_LIMIT_EXCEEDED");
        for (String type : List.of("text/plain", "text/html")) {
            Response text = post(type, "<p>" + "a word. ".repeat(40_000) + "</p>");
            assertThat(text.jsonPath().getString("errors[0].extensions.code")).isEqualTo("COST_LIMIT_EXCEEDED");
        }
    }

    @Test
    void pagesWaitUntilOthersAreParsed() {
        String page = "<p>“We did not know of it,” Ann Reed said, and <b>nobody</b> else did.</p>".repeat(300);
        List<CompletableFuture<Integer>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> post("text/html", page).statusCode()))
                .limit(8)
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
    }

    /** Pages that would exhaust the stack or the time of a careless parser. */
    @Test
    void readsStrangePages() {
        String paragraph = "<p>“We did not know of it,” Ann Reed said, and “nobody else did,” she added later.</p>";
        for (String page : List.of(
                "<div>".repeat(100_000) + paragraph,
                "<b>".repeat(50_000) + paragraph,
                paragraph.repeat(2_000),
                "<table><tr><td>" + paragraph.repeat(100) + "</table>",
                "<script type=application/ld+json>" + "[".repeat(100_000) + "</script>" + paragraph,
                "<meta property=og:title content=\"" + "x".repeat(100) + "\">" + "<a href=x>".repeat(10_000)
                        + paragraph,
                paragraph.replace("did", "\u202Edid\u200B"))) {
            JsonPath answer = post("text/html", page).jsonPath();
            assertThat(answer.<Object>get("errors")).as(page.substring(0, 40)).isNull();
            assertThat(answer.getList("appearances")).as(page.substring(0, 40)).isNotEmpty();
        }
    }

    @Test
    void takesTheTextOfTheDescriptionWhereThePageHasOnlyItsBeginning() {
        String text = "“I was not there,” Ann Reed said. ".repeat(10).strip();
        String page = "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"articleBody\": \"" + text
                + "\"}</script><p>“I was not there,” Ann Reed said …</p><p>Subscribe to read on.</p>";

        assertThat(post("text/html", page).jsonPath().getString("body")).isEqualTo(text);
    }
}
