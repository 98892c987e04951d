package org.onrecord.mutation;

import java.util.Map;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Merges of people and events, renames, and corrections of articles. */
@QuarkusTest
class MergeTest {

    private static final String BODY = "“No,” Ann said. “Never again,” she said on Monday.";

    /** Both people say "No" in an article each, and another sentence. Both events have links, topics and coverage. */
    private static final String ARTICLE = """
            mutation { publishArticle(input: {url: "https://example.org/me/%1$d", headline: "H", publisher: "P",
              inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: "%2$s",
              mentions: [{rel: %4$s, person: {slug: "me-ann-%1$d"}}], coverage: [{slug: "me-act-%1$d"}],
              appearances: [
                {exact: "No,", quote: {text: "No", type: DIRECT, speechAct: DENIAL, spokenAt: "2018-07-%3$d", cue: %5$s,
                  occasion: %6$s, speaker: {slug: "me-ann-%1$d"}, topics: [{slug: "me-act-%1$d"}]}},
                {exact: "Never again,", quote: {text: "Never again %1$d", type: DIRECT, speechAct: DENIAL,
                  occasion: {slug: "me-act-%1$d"},
                  speaker: {slug: "me-ann-%1$d"}}}]}) { article { id version } } }
            """;

    private static final String PERSON = """
            mutation { createPerson(input: {slug: "me-ann-%1$d", name: "Ann %1$d", wikidataId: "Q90000000%1$d"}) {
              person { id } } }
            """;

    private static final String EVENT = """
            mutation { createEvent(input: {slug: "me-act-%1$d", name: "Act %1$d", type: OTHER,
              alternateNames: [{name: "The act"}],
              participants: [
                {person: {slug: "me-ann-%1$d"}, role: WITNESS}, {person: {slug: "me-ann-1"}, role: HOST}],
              links: [{relation: FOLLOWS, event: {event: {slug: "me-before", name: "Before", type: OTHER}}}]}) {
                event { id } } }
            """;

    @BeforeEach
    void createDuplicates() {
        for (int i : new int[] {1, 2}) {
            ok(PERSON.formatted(i));
            ok(EVENT.formatted(i));
        }
        ok(ARTICLE.formatted(1, BODY, 16, "MENTIONS", null, null));
        ok(ARTICLE.formatted(2, BODY, 15, "ABOUT", "\"denied\"", "{slug: \"me-act-2\"}"));
    }

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/me/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'me-%')");
            Event.delete("slug like 'me-%'");
            Person.delete("slug like 'me-%'");
        });
    }

    @Test
    void mergedPersonHasTheLinksAndTheKeysOfBoth() {
        JsonPath merged =
                merge("mergePeople", "person", "me-ann-1", "me-ann-2", """
                person { slug alternateNames { nodes { name } } mentions { nodes { rel article { url } } }
                  participations { nodes { role event { slug } } }
                  quotes { nodes { text cue spokenAt appearances { totalCount } topics { totalCount } } } }
                """).setRootPath("data.mergePeople.person");
        assertThat(merged.getList("alternateNames.nodes.name")).containsExactly("Ann 2");
        assertThat(merged.getList("quotes.nodes.text"))
                .containsExactlyInAnyOrder("Never again 1", "Never again 2", "No");
        String no = "quotes.nodes.find { it.text == 'No' }";
        assertThat(merged.getInt(no + ".appearances.totalCount")).isEqualTo(2);
        assertThat(merged.getInt(no + ".topics.totalCount")).isEqualTo(2);
        assertThat(merged.getString(no + ".spokenAt")).isEqualTo("2018-07-16");
        assertThat(merged.getString(no + ".cue")).isEqualTo("denied");
        assertThat(merged.getList("mentions.nodes.rel")).containsExactlyInAnyOrder("MENTIONS", "ABOUT");
        assertThat(merged.getList("participations.nodes.role"))
                .containsExactlyInAnyOrder("WITNESS", "HOST", "WITNESS", "HOST");
        for (String key : new String[] {
            "slug: \"me-ann-1\"", "slug: \"me-ann-2\"", "wikidataId: \"Q900000001\"", "wikidataId: \"Q900000002\""
        }) {
            assertThat(GraphQL.data("{ person(" + key + ") { slug } }").getString("person.slug"))
                    .as(key)
                    .isEqualTo("me-ann-1");
        }
        assertThat(GraphQL.data("{ path(from: {personSlug: \"me-ann-2\"}, to: {personSlug: \"me-ann-1\"}) { length } }")
                        .getInt("path[0].length"))
                .isZero();
    }

    @Test
    void filtersFindTheMergedPersonByTheFormerKeys() {
        merge("mergePeople", "person", "me-ann-1", "me-ann-2", "person { slug }");
        for (String key : new String[] {
            "slug: { eq: \"me-ann-2\" }",
            "slug: { in: [\"me-ann-2\", \"nobody\"] }",
            "wikidataId: { eq: \"Q900000002\" }",
            "slug: { eq: \"me-ann-1\", in: [\"me-ann-2\"] }",
            "or: [{ slug: { eq: \"me-ann-2\" } }, { slug: { eq: \"nobody\" } }]"
        }) {
            assertThat(count("people(filter: { " + key + " })")).as(key).isEqualTo(1);
            assertThat(count("quotes(filter: { speaker: { " + key + " } })"))
                    .as(key)
                    .isEqualTo(3);
            assertThat(count("articles(filter: { appearances: { some: { quote: { speaker: { " + key + " } } } } })"))
                    .as(key)
                    .isEqualTo(2);
            assertThat(GraphQL.data("{ quotes(filter: { speaker: { " + key + " } }) { nodes { speaker { slug } } } }")
                            .getList("quotes.nodes.speaker.slug"))
                    .as(key)
                    .containsOnly("me-ann-1");
        }
        for (String key : new String[] {
            "slug: { eq: \"nobody\" }",
            "slug: { eq: \"me-ann-2\", ne: \"me-ann-1\" }",
            "not: { slug: { ne: \"nobody\" } }"
        }) {
            assertThat(count("people(filter: { " + key + " })")).as(key).isZero();
            assertThat(count("quotes(filter: { speaker: { " + key + " } })"))
                    .as(key)
                    .isZero();
        }
        String others = "slug: { startsWith: \"me-\", notIn: [\"me-ann-2\"] }";
        assertThat(count("people(filter: { " + others + " })"))
                .isEqualTo(count("people(filter: { slug: {" + " startsWith: \"me-\" } })") - 1);
    }

    private static int count(String list) {
        return GraphQL.data("{ list: " + list + " { totalCount } }").getInt("list.totalCount");
    }

    @Test
    void publishingWithAFormerSlugRefersToTheRemainingPerson() {
        merge("mergePeople", "person", "me-ann-1", "me-ann-2", "person { slug }");
        Response again = admin("""
                mutation { publishArticle(input: {url: "https://example.org/me/3", headline: "H", publisher: "P",
                  inLanguage: "en", datePublished: "2018-07-16T12:00:00Z", body: "No, no.", appearances: [{exact: "No,",
                    quote: {text: "No!", type: DIRECT, speechAct: DENIAL,
                      speaker: {person: {slug: "me-ann-2", name: "Ann the second"}}}}]}) {
                  created { __typename } } }
                """);
        assertThat(again.jsonPath().getList("data.publishArticle.created.__typename"))
                .containsExactly("Article");
        assertThat(GraphQL.data("{ person(slug: \"me-ann-1\") { name } }").getString("person.name"))
                .isEqualTo("Ann 1");
    }

    @Test
    void mergedEventIsNotAPartOfItsOwnParts() {
        ok("""
            mutation { createEvent(input: {slug: "me-week", name: "Week", type: OTHER,
              superEvent: {slug: "me-act-1"}}) { event { id } } }
            """);
        ok("""
            mutation { createEvent(input: {slug: "me-day", name: "Day", type: OTHER,
              superEvent: {slug: "me-week"}}) { event { id } } }
            """);
        JsonPath merged = merge("mergeEvents", "event", "me-act-1", "me-day", "event { slug superEvent { slug } }");
        assertThat(merged.getString("mergeEvents.event.slug")).isEqualTo("me-act-1");
        assertThat(merged.<Object>get("mergeEvents.event.superEvent")).isNull();
        assertThat(GraphQL.data("{ event(slug: \"me-week\") { superEvent { slug } } }")
                        .getString("event.superEvent.slug"))
                .isEqualTo("me-act-1");
    }

    @Test
    void mergedEventHasTheLinksOfBoth() {
        JsonPath merged =
                merge("mergeEvents", "event", "me-act-1", "me-act-2", """
                event { alternateNames(orderBy: [{field: NAME}]) { nodes { name } }
                  participants { nodes { role person { slug } } } linkedEvents { nodes { slug } } links { totalCount }
                  quotesAbout { totalCount } quotesAt { totalCount } coverage { totalCount } }
                """).setRootPath("data.mergeEvents.event");
        assertThat(merged.getList("alternateNames.nodes.name")).containsExactly("Act 2", "The act");
        assertThat(merged.getList("participants.nodes.role")).containsExactlyInAnyOrder("WITNESS", "HOST", "WITNESS");
        assertThat(merged.getList("linkedEvents.nodes.slug")).containsExactly("me-before");
        assertThat(merged.getInt("links.totalCount")).isEqualTo(1);
        assertThat(merged.getInt("quotesAbout.totalCount")).isEqualTo(2);
        assertThat(merged.getInt("quotesAt.totalCount")).isEqualTo(3);
        assertThat(merged.getInt("coverage.totalCount")).isEqualTo(2);
        assertThat(GraphQL.data("{ event(slug: \"me-act-2\") { slug } }").getString("event.slug"))
                .isEqualTo("me-act-1");
    }

    @Test
    void oldSlugFindsARenamedPerson() {
        JsonPath ann = GraphQL.data("{ person(slug: \"me-ann-1\") { id version } }");
        ok("mutation { updatePerson(input: {id: \"" + ann.getString("person.id") + "\", version: "
                + ann.getInt("person.version") + ", slug: \"me-anna\"}) { changed } }");
        assertThat(GraphQL.data("{ person(slug: \"me-ann-1\") { slug } }").getString("person.slug"))
                .isEqualTo("me-anna");
    }

    @Test
    void mergeRequiresTheRoleAdminAndTheCurrentVersions() {
        JsonPath two =
                GraphQL.data("{ one: person(slug: \"me-ann-1\") { id } two: person(slug: \"me-ann-2\") { id } }");
        String merge = "mutation { mergePeople(input: {into: {id: \"" + two.getString("one.id")
                + "\", version: 77}, from: {id: \"" + two.getString("two.id")
                + "\", version: 77}}) { person { id } } }";
        assertThat(GraphQL.postAs(TestIssuer.token("editor"), merge, Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(admin(merge).jsonPath().getString("errors[0].extensions.code"))
                .isEqualTo("CONFLICT");
    }

    @Test
    void correctionMovesQuotesAndRejectsOrDropsMissingOnes() {
        String query =
                "{ article(url: \"https://example.org/me/1\") { id version appearances { nodes { exact start } } } }";
        JsonPath article = GraphQL.data(query).setRootPath("data.article");
        String correct = "mutation { correctArticle(input: {id: \"" + article.getString("id") + "\", version: "
                + article.getInt("version") + ", body: \"Ann said: “No,” and left.\"%s}) {"
                + " dropped article { appearances { nodes { exact start } } } } }";
        Response rejected = admin(correct.formatted(""));
        assertThat(rejected.jsonPath().getString("errors[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
        assertThat(rejected.jsonPath().getList("errors[0].extensions.unmatched"))
                .containsExactly("Never again,");
        assertThat(GraphQL.data(query).getList("article.appearances.nodes")).hasSize(2);

        JsonPath corrected = admin(correct.formatted(", dropUnmatched: true")).jsonPath();
        assertThat(corrected.getList("data.correctArticle.dropped")).containsExactly("Never again,");
        assertThat(corrected.getList("data.correctArticle.article.appearances.nodes.start"))
                .containsExactly(11);
        assertThat(GraphQL.data("{ quotes(filter: {text: {eq: \"Never again 1\"}}) { totalCount } }")
                        .getInt("quotes.totalCount"))
                .isZero();
    }

    private static JsonPath merge(String mutation, String lookup, String into, String from, String selection) {
        JsonPath two = GraphQL.data("{ into: " + lookup + "(slug: \"" + into + "\") { id version } from: " + lookup
                + "(slug: \"" + from + "\") { id version } }");
        return ok("mutation { " + mutation + "(input: {into: {id: \"" + two.getString("into.id") + "\", version: "
                + two.getInt("into.version") + "}, from: {id: \"" + two.getString("from.id") + "\", version: "
                + two.getInt("from.version") + "}}) { " + selection + " } }");
    }

    private static JsonPath ok(String mutation) {
        return GraphQL.dataAs(TestIssuer.token("admin"), mutation, Map.of());
    }

    private static Response admin(String mutation) {
        return GraphQL.postAs(TestIssuer.token("admin"), mutation, Map.of());
    }
}
