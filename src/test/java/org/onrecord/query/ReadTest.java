package org.onrecord.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
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
import org.onrecord.model.QuoteAppearance;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ReadTest {

    private static final String URL = "https://example.org/read-test/";

    private static final String READ = GraphQL.operation("Read");

    private static final String PUBLISH =
            "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed"
                    + " created { __typename id } article { appearances(first: 100) { totalCount } } } }";

    private final List<String> createdIds = new ArrayList<>();

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            List<Long> quotes = QuoteAppearance.<QuoteAppearance>list("article.url like ?1", URL + "%").stream()
                    .map(appearance -> appearance.quote.id)
                    .toList();
            Article.delete("url like ?1", URL + "%");
            Quote.delete("id in ?1", quotes);
            Event.delete("slug like 'rt-%'");
            Person.delete("slug like 'rt-%'");
            createdIds.forEach(slug -> Person.delete("slug", slug));
        });
    }

    @Test
    void publishesEachWrittenArticleAsItWasRead() throws IOException {
        int quotes = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources/reading/written/articles.ndjson"))) {
            JsonPath article = new JsonPath(line);
            Map<String, Object> input = input(article.getString("headline"), article.getString("body"));
            input.put("url", URL + article.getString("id"));
            input.put("inLanguage", article.get("inLanguage"));
            input.put("publisher", article.get("publisher"));
            input.put("byline", article.get("byline"));
            input.put("datePublished", article.getString("datePublished") + "T12:00:00Z");
            Map<String, Object> draft = read(input).getMap("read");
            withoutReasons(draft);
            remember(draft);
            Response published = publish(draft);
            assertThat(published.jsonPath().<Object>get("errors"))
                    .as(article.getString("id") + ": " + published.asString())
                    .isNull();
            int places = published.jsonPath().getInt("data.publishArticle.article.appearances.totalCount");
            assertThat(places).as(article.getString("id")).isEqualTo(((List<?>) draft.get("appearances")).size());
            quotes += places;
        }
        assertThat(quotes).isGreaterThan(150);
    }

    @Test
    void readsAnArticleWithItsReasonsByOneStatement() {
        person("rt-ann", "Ann Rtberg");
        event("rt-fire", "Fire of Rtville", "");
        String body = "RTVILLE (Wire) — The mayor spoke about the fire of Rtville on Monday.\n\n"
                + "“We did all we could,” Ann Rtberg said on Tuesday. Rtberg denied that she had known of the fire of"
                + " Rtville.";
        Map<String, Object> input = input("Rtberg speaks", body);
        input.put("datePublished", "2024-09-18T12:00:00Z");
        List<JsonPath> answers = new ArrayList<>();
        List<String> statements =
                SqlStatements.during(() -> answers.add(read(input).setRootPath("data.read")));
        assertThat(statements).hasSize(1);
        JsonPath read = answers.get(0);
        assertThat(read(input).setRootPath("data.read").getMap("")).isEqualTo(read.getMap(""));

        assertThat(read.getString("datePublished")).isEqualTo("2024-09-18T12:00:00.000Z");
        assertThat(read.getString("inLanguage")).isEqualTo("en");
        assertThat(read.getList("mentions.person.slug")).containsExactly("rt-ann");
        assertThat(read.getList("mentions.rel")).containsExactly("ABOUT");
        assertThat(read.getList("mentions.reason.link")).containsExactly("NAME");
        assertThat(read.getList("coverage.slug")).containsExactly("rt-fire");
        assertThat(read.getString("coverage[0].reason.words")).isEqualTo("fire of Rtville");
        assertThat(read.getInt("coverage[0].reason.start")).isEqualTo(body.indexOf("fire of Rtville"));

        assertThat(read.getList("appearances.exact"))
                .containsExactly("We did all we could,", "she had known of the fire of Rtville");
        assertThat(read.getList("appearances.quote.type")).containsExactly("DIRECT", "INDIRECT");
        assertThat(read.getList("appearances.quote.speechAct")).containsExactly("STATEMENT", "DENIAL");
        assertThat(read.getList("appearances.quote.cue")).containsExactly("said", "denied");
        assertThat(read.getList("appearances.quote.speaker.slug")).containsExactly("rt-ann", "rt-ann");
        assertThat(read.getString("appearances[0].quote.spokenAt")).isEqualTo("2024-09-17");
        assertThat(read.getDouble("appearances[0].quote.confidence")).isBetween(0.5, 1.0);
        assertThat(read.getString("appearances[0].reason.frame")).isEqualTo("Q, S V");
        assertThat(read.getString("appearances[1].reason.cue")).isEqualTo("deny");
        assertThat(read.getString("appearances[1].reason.name")).isEqualTo("full name");
        assertThat(read.getString("appearances[1].reason.source")).isEqualTo("Rtberg");
        assertThat(read.getString("appearances[1].quote.topics[0].slug")).isEqualTo("rt-fire");
        assertThat(read.getInt("appearances[1].quote.topics[0].reason.start"))
                .isEqualTo(body.lastIndexOf("fire of Rtville"));
    }

    @Test
    void linksPeopleByNameAlternateNameFormerSlugAndInitials() {
        person("rt-name", "Zoltan Rtnagy");
        person("rt-alternate", "Boris Rtvolkov", "Борис Ртвольф");
        person("rt-other", "Somebody Else", "Petra Rtlang");
        person("rt-initials", "Walter B. Rtstone");
        sql("INSERT INTO former_person_key (person_id, slug) SELECT id, 'carla-rtmeier' FROM person"
                + " WHERE slug = 'rt-other'");
        assertThat(linkOf("Zoltan Rtnagy")).isEqualTo("rt-name NAME");
        assertThat(linkOf("Zoltán Rtnágy")).isEqualTo("rt-name NAME");
        assertThat(linkOf("Petra Rtlang")).isEqualTo("rt-other ALTERNATE_NAME");
        assertThat(linkOf("Carla Rtmeier")).isEqualTo("rt-other SLUG");
        assertThat(linkOf("Walter Rtstone")).isEqualTo("rt-initials WITHOUT_INITIALS");
    }

    @Test
    void proposesUnknownPeopleOnlyWithAFullName() {
        JsonPath read = read("Mary Rtunknown", "“It rains,” Mary Rtunknown said. “It snows,” Mr. Rtsnow said.");
        assertThat(read.getList("mentions.person.person.name")).containsExactly("Mary Rtunknown");
        assertThat(read.getList("mentions.person.person.slug")).containsExactly("mary-rtunknown");
        assertThat(read.getList("mentions.rel")).containsExactly("ABOUT");
        assertThat(read.getString("appearances[0].quote.speaker.slug")).isEqualTo("mary-rtunknown");
        assertThat(read.getString("appearances[0].quote.attributionText")).isNull();
        assertThat(read.getString("appearances[1].quote.speaker")).isNull();
        assertThat(read.getString("appearances[1].quote.attributionText")).contains("Rtsnow");
        assertThat(read.getList("reason.unclearPeople.name")).containsExactly("Rtsnow");
    }

    @Test
    void linksALastNameOnlyIfOnePersonFits() {
        person("rt-ann", "Ann Rtberg");
        String body = "“It rains,” Mr. Rtberg said.";
        assertThat(read(null, body).getString("appearances[0].quote.speaker.slug"))
                .isEqualTo("rt-ann");
        assertThat(read(null, body).getString("appearances[0].reason.link")).isEqualTo("LAST_NAME");

        person("rt-bob", "Bob Rtberg");
        JsonPath unclear = read(null, body);
        assertThat(unclear.getString("appearances[0].quote.speaker")).isNull();
        assertThat(unclear.getString("appearances[0].quote.attributionText")).contains("Rtberg");
        assertThat(unclear.getList("appearances[0].reason.candidates.slug")).containsExactly("rt-ann", "rt-bob");
        assertThat(unclear.getList("mentions")).isEmpty();

        JsonPath followed = read(null, "Mary Rtberg came. “It rains,” Rtberg said.");
        assertThat(followed.getList("mentions.person.person.slug")).containsExactly("mary-rtberg");
        assertThat(followed.getString("appearances[0].quote.speaker.slug")).isEqualTo("mary-rtberg");

        JsonPath full = read(null, "“It rains,” Bob Rtberg said. “It snows,” Rtberg said.");
        assertThat(full.getList("appearances.quote.speaker.slug")).containsExactly("rt-bob", "rt-bob");
    }

    @Test
    void linksNoLastNameThatTwoPeopleOfTheArticleHave() {
        person("rt-ann", "Ann Rtberg");
        JsonPath read = read(
                null,
                "Ann Rtberg met her brother. “It rains,” Robert Rtberg said. “It snows,” Rtberg said. “It hails,”"
                        + " Ann Rtberg said.");
        assertThat(read.getList("appearances.quote.speaker.slug")).containsExactly("robert-rtberg", "rt-ann");
        assertThat(read.getString("appearances[1].quote.speaker")).isNull();
        assertThat(read.getString("appearances[1].quote.attributionText")).isEqualTo("Rtberg");
        assertThat(read.getList("appearances[1].reason.candidates.slug")).containsExactly("rt-ann", "robert-rtberg");
        assertThat(read.getList("appearances[1].reason.candidates.id").get(1)).isNull();
    }

    @Test
    void linksNoFullNameThatTwoPeopleHave() {
        person("rt-ann", "Ann Rtberg");
        person("rt-ann-2", "Ann Elisabeth Smith", "Ann Rtberg");
        JsonPath read = read(null, "“It rains,” Ann Rtberg said.");
        assertThat(read.getString("appearances[0].quote.speaker")).isNull();
        assertThat(read.getString("appearances[0].quote.attributionText")).isEqualTo("Ann Rtberg");
        assertThat(read.getList("appearances[0].reason.candidates.slug")).containsExactly("rt-ann", "rt-ann-2");
        assertThat(read.getList("reason.unclearPeople.name")).containsExactly("Ann Rtberg");
    }

    @Test
    void linksNobodyInParticularIfSeveralPeopleSpeak() {
        person("rt-berg", "Ann Rtberg");
        person("rt-quill", "Bob Rtquill");
        JsonPath read = read(
                null,
                "Ann Rtberg and Senator Bob Rtquill said that it rained. “It snows,” Rtquill and Rtberg said."
                        + " “It thaws,” said Ann Rtberg, the wife of Bob Rtquill.");
        assertThat(read.getList("appearances.quote.speaker")).containsExactly(null, null, Map.of("slug", "rt-berg"));
        assertThat(read.getList("appearances.quote.attributionText"))
                .containsExactly("Ann Rtberg and Senator Bob Rtquill", "Rtquill and Rtberg", null);
        assertThat(read.getList("appearances[0].reason.candidates.slug")).containsExactly("rt-berg", "rt-quill");
    }

    @Test
    void linksTheSpeakerAndNotAPersonWhomTheSourceNamesToo() {
        person("rt-berg", "Ann Rtberg");
        person("rt-quill", "Bob Rtquill");
        person("rt-bob", "Bob Rtberg");
        Map<String, String> speakers = Map.of(
                "Ann Rtberg's lawyer, Bob Rtquill, said that it rained.", "rt-quill",
                "“It snows,” Ann Rtberg's lawyer Bob Rtquill said.", "rt-quill",
                "A spokesman for Ann Rtberg, Bob Rtquill, said it hailed.", "rt-quill",
                "Ann Rtberg's husband, Bob Rtberg, denied that it thawed.", "rt-bob");
        speakers.forEach((body, speaker) -> assertThat(read(null, body).getList("appearances.quote.speaker.slug"))
                .as(body)
                .containsExactly(speaker));
    }

    @Test
    void linksNoOrganisation() {
        JsonPath read = read(null, "“We regret nothing,” the Kremlin said.");
        assertThat(read.getString("appearances[0].quote.speaker")).isNull();
        assertThat(read.getString("appearances[0].quote.attributionText")).isEqualTo("the Kremlin");
        assertThat(read.getList("mentions")).isEmpty();
    }

    @Test
    void linksEventsOnlyByTheWordsOfTheirNames() {
        event("rt-a", "Rtville inquiry", "Rtville affair");
        event("rt-b", "Rtexit", null, "1:18-rt-00215");
        event("rt-c", "The Rtville inquiry of 2020", "");
        JsonPath read = read(
                "The Rtville affair",
                "Ann Smith rejected the RTVILLE inquiry.\n\nBob Jones said that rtexit, in case 1:18-rt-00215, was a"
                        + " mistake. The Rtville inquiries go on.");
        assertThat(read.getList("coverage.slug")).containsExactly("rt-a", "rt-b");
        assertThat(read.getList("coverage.reason.link")).containsExactly("NAME", "IDENTIFIER");
        String topics = "appearances.find { it.quote.speaker.slug == 'bob-jones' }.quote.topics";
        assertThat(read.getList(topics + ".slug")).containsExactly("rt-b");
        assertThat(read(null, "Nothing of the sort").getList("coverage")).isEmpty();
        JsonPath headline = read("The Rtville affair", "Nothing of the sort");
        assertThat(headline.getString("coverage[0].reason.link")).isEqualTo("ALTERNATE_NAME");
        assertThat(headline.getString("coverage[0].reason.start")).isNull();
    }

    @Test
    void listsQuotationsWithoutASource() {
        JsonPath read = read(null, "It was a long day in the town.\n\n“Nobody will ever know what happened there.”");
        assertThat(read.getList("appearances")).isEmpty();
        assertThat(read.getList("reason.unattributed.exact"))
                .containsExactly("Nobody will ever know what happened there.");
    }

    @Test
    void rejectsAnInvalidInput() {
        Response blank = GraphQL.post(READ, Map.of("input", Map.of("body", " ")), null);
        assertThat(blank.jsonPath().getList("errors.extensions.code")).containsExactly("BAD_USER_INPUT");
        assertThat(blank.jsonPath().getList("errors.extensions.field")).containsExactly("input.body");
        assertThat(blank.jsonPath().getMap("data")).containsEntry("read", null);
    }

    @Test
    void limitsTheCharactersOfAnOperation() {
        String body = "It rains. ".repeat(10_000);
        String query = "query($input: ReadInput!) { a: read(input: $input) { coverage { slug } }"
                + " b: read(input: $input) { coverage { slug } } c: read(input: $input) { coverage { slug } } }";
        Response response = GraphQL.post(query, Map.of("input", Map.of("body", body)), null);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly("COST_LIMIT_EXCEEDED");
        assertThat(response.jsonPath().getString("errors[0].message"))
                .isEqualTo(
                        "The articles of the operation's `read` fields have 300000 characters together, and 262144 are"
                                + " allowed. Send them in several requests.");
    }

    @Test
    void limitsTheCharactersOfAnArticle() {
        Response response = given().contentType("text/plain")
                .body("It rains. ".repeat(30_000))
                .post("/read");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly("COST_LIMIT_EXCEEDED");
        assertThat(response.jsonPath().getString("errors[0].message"))
                .isEqualTo(
                        "The article has 300000 characters, and 262144 can be read at once. Read it in parts, or store"
                                + " it with `/import?read=true`.");
    }

    private String linkOf(String name) {
        JsonPath read = read(null, "“It rains,” " + name + " said.");
        String place = "appearances[0].";
        return read.getString(place + "quote.speaker.slug") + " " + read.getString(place + "reason.link");
    }

    private static JsonPath read(String headline, String body) {
        return read(input(headline, body)).setRootPath("data.read");
    }

    private static JsonPath read(Map<String, Object> input) {
        return GraphQL.data(READ, Map.of("input", input));
    }

    private static Map<String, Object> input(String headline, String body) {
        Map<String, Object> input = new HashMap<>();
        input.put("headline", headline);
        input.put("body", body);
        return input;
    }

    /** Removes the fields that {@code PublishArticleInput} does not have. */
    private static void withoutReasons(Object value) {
        if (value instanceof Map<?, ?> object) {
            object.remove("reason");
            object.values().forEach(ReadTest::withoutReasons);
        } else if (value instanceof List<?> list) {
            list.forEach(ReadTest::withoutReasons);
        }
    }

    private void remember(Map<String, Object> draft) {
        new JsonPath(new io.vertx.core.json.JsonObject(draft).encode())
                .getList("mentions.person.person.findAll { it != null }.slug", String.class)
                .forEach(createdIds::add);
    }

    private static Response publish(Map<String, Object> draft) {
        return GraphQL.postAs(TestIssuer.token("editor"), PUBLISH, Map.of("input", draft));
    }

    private static void person(String slug, String name, String... alternateNames) {
        List<Map<String, String>> names = new ArrayList<>();
        for (String alternate : alternateNames) {
            names.add(Map.of("name", alternate));
        }
        create("Person", Map.of("slug", slug, "name", name, "alternateNames", names));
    }

    private static void event(String slug, String name, String alternateName) {
        event(slug, name, alternateName, null);
    }

    private static void event(String slug, String name, String alternateName, String identifier) {
        Map<String, Object> input = new HashMap<>(Map.of("slug", slug, "name", name, "type", "OTHER"));
        input.put("identifier", identifier);
        input.put(
                "alternateNames",
                alternateName == null || alternateName.isEmpty()
                        ? Collections.emptyList()
                        : List.of(Map.of("name", alternateName)));
        create("Event", input);
    }

    private static void create(String type, Map<String, Object> input) {
        GraphQL.dataAs(
                TestIssuer.token("editor"),
                "mutation($input: Create" + type + "Input!) { create" + type + "(input: $input) { __typename } }",
                Map.of("input", input));
    }

    private static void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() ->
                        Person.getEntityManager().createNativeQuery(statement).executeUpdate());
    }
}
