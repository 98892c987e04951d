package org.onrecord.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys, the references by them, and what must be unique. */
@QuarkusTest
class KeysTest {

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/ke/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'ke-%')");
            Event.delete("slug like 'ke-%'");
            Person.delete("slug like 'ke-%'");
        });
    }

    @Test
    void rejectsANewNodeWithAFormerKeyOfAnother() {
        ok(person("{slug: \"ke-old\", name: \"Ann\", wikidataId: \"Q99000001\"}"));
        JsonPath ann = GraphQL.data("{ person(slug: \"ke-old\") { id version } }");
        ok("mutation { updatePerson(input: {id: \"" + ann.getString("person.id")
                + "\", version: 0, slug: \"ke-new\", wikidataId: \"Q99000002\"}) { changed } }");
        ok("mutation { createEvent(input: {slug: \"ke-event-old\", name: \"Event\", type: OTHER}) { event { id } } }");
        JsonPath event = GraphQL.data("{ event(slug: \"ke-event-old\") { id version } }");
        ok("mutation { updateEvent(input: {id: \"" + event.getString("event.id")
                + "\", version: 0, slug: \"ke-event-new\"}) { changed } }");

        JsonPath rejected = post(person("{slug: \"ke-old\", name: \"Another\"}"));
        assertThat(rejected.getString("errors[0].message")).contains("ke-new");
        assertThat(rejected.getString("errors[0].extensions.field")).isEqualTo("input.slug");
        rejected = post("mutation { createEvent(input: {slug: \"ke-event-old\", name: \"Another\", type: OTHER}) {"
                + " event { id } } }");
        assertThat(rejected.getString("errors[0].message")).contains("ke-event-new");
        assertThat(GraphQL.data("{ people(filter: {slug: {startsWith: \"ke-\"}}) { nodes { name } } }")
                        .getList("people.nodes.name"))
                .containsExactly("Ann");
    }

    @Test
    void keepsANameOnceForEachLanguage() {
        String names = "[{name: \"Anna\", inLanguage: \"de\"}, {name: \"Anna\"}, {name: \"Anna\", inLanguage: \"en\"},"
                + " {name: \"Anna\", inLanguage: \"de\"}, {name: \"Anna\"}]";
        ok(person("{slug: \"ke-ann\", name: \"Ann\", alternateNames: " + names + "}"));
        assertThat(GraphQL.data("{ person(slug: \"ke-ann\") { alternateNames { nodes { name inLanguage } } } }")
                        .getList("person.alternateNames.nodes.inLanguage"))
                .containsExactlyInAnyOrder("de", null, "en");
    }

    @Test
    void mergesNamesInSeveralLanguages() {
        ok(person("{slug: \"ke-a\", name: \"Ann\", alternateNames: [{name: \"Anna\", inLanguage: \"de\"}]}"));
        ok(person("{slug: \"ke-b\", name: \"Ann\", alternateNames: [{name: \"Anna\", inLanguage: \"de\"},"
                + " {name: \"Anna\", inLanguage: \"en\"}]}"));
        JsonPath two = GraphQL.data("{ a: person(slug: \"ke-a\") { id } b: person(slug: \"ke-b\") { id } }");
        JsonPath merged = GraphQL.postAs(
                        TestIssuer.token("admin"),
                        "mutation { mergePeople(input: {into: {id: \"" + two.getString("a.id")
                                + "\", version: 0}, from: {id: \"" + two.getString("b.id")
                                + "\", version: 0}}) { person { alternateNames { nodes { inLanguage } } } } }",
                        Map.of())
                .jsonPath();
        assertThat(merged.getList("data.mergePeople.person.alternateNames.nodes.inLanguage"))
                .containsExactlyInAnyOrder("de", "en");
    }

    @Test
    void refersToWhatIsNestedLater() {
        ok(article("a", """
                mentions: [{rel: ABOUT, person: {slug: "ke-ann"}}, {rel: ABOUT, person: {wikidataId: "Q99000003"}}],
                coverage: [{slug: "ke-part"}],
                appearances: [{exact: "No", quote: {text: "No", type: DIRECT, speechAct: DENIAL,
                  speaker: {person: {slug: "ke-ann", name: "Ann"}},
                  topics: [{event: {slug: "ke-whole", name: "Whole", type: OTHER, superEvent: {slug: "ke-top"},
                    participants: [{role: HOST, person: {slug: "ke-ben"}}],
                    links: [{relation: FOLLOWS, event: {event: {slug: "ke-part", name: "Part", type: OTHER,
                      superEvent: {event: {slug: "ke-top", name: "Top", type: OTHER}},
                      participants: [{role: HOST, person: {person: {
                        slug: "ke-ben", name: "Ben", wikidataId: "Q99000003"}}}]}}}]}}]}}]
                """));
        JsonPath article = GraphQL.data("{ article(url: \"https://example.org/ke/a\") {"
                        + " mentions { nodes { person { name } } }"
                        + " coverage { nodes { event { superEvent { slug } } } } } }")
                .setRootPath("data.article");
        assertThat(article.getList("mentions.nodes.person.name")).containsExactlyInAnyOrder("Ann", "Ben");
        assertThat(article.getList("coverage.nodes.event.superEvent.slug")).containsExactly("ke-top");
    }

    @Test
    void anUpdateRefersToWhatIsNestedLater() {
        ok("mutation { createEvent(input: {slug: \"ke-event\", name: \"Event\", type: OTHER,"
                + " superEvent: {slug: \"ke-top\"}, links: [{relation: FOLLOWS, event: {event: {slug: \"ke-top\","
                + " name: \"Top\", type: OTHER}}}]}) { event { id } } }");
        JsonPath event = GraphQL.data("{ event(slug: \"ke-event\") { id version superEvent { slug } } }");
        assertThat(event.getString("event.superEvent.slug")).isEqualTo("ke-top");
        JsonPath updated = ok("mutation { updateEvent(input: {id: \"" + event.getString("event.id") + "\", version: "
                + event.getInt("event.version") + ", participants: [{role: HOST, person: {slug: \"ke-cid\"}},"
                + " {role: JUDGE, person: {person: {slug: \"ke-cid\", name: \"Cid\"}}}]}) {"
                + " event { participants { totalCount } } } }");
        assertThat(updated.getInt("updateEvent.event.participants.totalCount")).isEqualTo(2);
    }

    @Test
    void rejectsAPersonThatIsNestedTwiceWithDifferentNames() {
        JsonPath rejected = post(article(
                "a",
                "mentions: ["
                        + "{rel: ABOUT, person: {person: {slug: \"ke-ann\", name: \"Ann\"}}},"
                        + "{rel: ABOUT, person: {person: {slug: \"ke-ann\", name: \"Anna\"}}}]"));
        assertThat(rejected.getString("errors[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
        assertThat(rejected.getString("errors[0].extensions.field")).isEqualTo("input.mentions[1].person.person.name");
        assertThat(rejected.getString("errors[0].message"))
                .contains("Ann", "Anna", "input.mentions[0].person.person.name");
        assertThat(NdjsonImport.result("{\"event\": {\"slug\": \"ke-event\", \"name\": \"Event\", \"type\": \"OTHER\","
                                + " \"superEvent\": {\"event\": {\"slug\": \"ke-event\", \"name\": \"Other\","
                                + " \"type\": \"OTHER\"}}}}")
                        .getString("errors[0].message"))
                .contains("event.superEvent.event.name", "Other");
        ok(article("a", """
                mentions: [{rel: ABOUT, person: {person: {slug: "ke-ann", name: "Ann"}}}],
                coverage: [{event: {slug: "ke-event", name: "Event", type: OTHER, participants: [{role: HOST,
                  person: {person: {slug: "ke-ann", name: "Ann", description: "A witness"}}}]}}]
                """));
    }

    @Test
    void rejectsCyclesOfEvents() {
        ok(event("ke-a", null));
        ok(event("ke-b", "ke-a"));
        ok(event("ke-c", "ke-b"));
        JsonPath rejected = update("ke-a", "ke-c");
        assertThat(rejected.getString("errors[0].extensions.code")).isEqualTo("BAD_USER_INPUT");
        assertThat(rejected.getString("errors[0].extensions.field")).isEqualTo("input.superEvent");
        assertThat(update("ke-c", "ke-a").<Object>get("errors")).isNull();

        String lines = importedEvent("ke-d", "ke-e") + importedEvent("ke-e", "ke-f") + importedEvent("ke-f", "ke-d");
        assertThat(NdjsonImport.result(lines).getInt("failed")).isEqualTo(3);
        assertThat(NdjsonImport.result(importedEvent("ke-a", "ke-c")).getList("errors.message"))
                .singleElement()
                .asString()
                .contains("event.superEvent");
    }

    @Test
    void rejectsCyclesOfArticles() {
        ok(article("a", "byline: \"A\""));
        ok(article("b", "isBasedOn: {url: \"https://example.org/ke/a\"}"));
        ok(article("c", "isBasedOn: {url: \"https://example.org/ke/b\"}"));
        JsonPath rejected = post(article("a", "isBasedOn: {url: \"https://example.org/ke/c\"}"));
        assertThat(rejected.getString("errors[0].extensions.field")).isEqualTo("input.isBasedOn");
        ok(article("c", "isBasedOn: {url: \"https://example.org/ke/a\"}"));
    }

    /** Each order is valid, because the event that contained another one moves into a third one. */
    @Test
    void linesThatBreakACycleComeInAnyOrder() {
        for (boolean inOneBatch : new boolean[] {true, false}) {
            for (boolean breaksFirst : new boolean[] {true, false}) {
                ok(event("ke-a", null));
                ok(event("ke-b", "ke-a"));
                ok(event("ke-c", null));
                String breaks = importedEvent("ke-b", "ke-c");
                // A failing line makes the import write the lines of its batch one by one.
                String failing = importedEvent("ke-b", "ke-nobody");
                String lines =
                        breaksFirst ? breaks + importedEvent("ke-a", "ke-b") : importedEvent("ke-a", "ke-b") + breaks;
                JsonPath result =
                        NdjsonImport.result(inOneBatch ? lines : lines + failing + importedEvent("ke-c", "ke-c"));
                assertThat(result.getInt("failed")).as(result.prettify()).isEqualTo(inOneBatch ? 0 : 2);
                JsonPath events = GraphQL.data("{ a: event(slug: \"ke-a\") { superEvent { slug } }"
                        + " b: event(slug: \"ke-b\") { superEvent { slug } } }");
                assertThat(events.getString("a.superEvent.slug")).isEqualTo("ke-b");
                assertThat(events.getString("b.superEvent.slug")).isEqualTo("ke-c");
                deleteNodes();
            }
        }
    }

    @Test
    void articlesThatBreakACycleComeInAnyOrder() {
        ok(article("a", "byline: \"A\""));
        ok(article("b", "isBasedOn: {url: \"https://example.org/ke/a\"}"));
        ok(article("c", "byline: \"C\""));
        JsonPath result = NdjsonImport.result(importedArticle("a", "b") + importedArticle("b", "c"));
        assertThat(result.getInt("failed")).as(result.prettify()).isZero();
        // A real cycle in one file: the line that closes it fails, whichever that is.
        result = NdjsonImport.result(importedArticle("c", "a") + importedArticle("c", "c"));
        assertThat(result.getInt("failed")).as(result.prettify()).isEqualTo(2);
        assertThat(result.getList("errors.message"))
                .allSatisfy(message -> assertThat(message.toString()).contains("article.isBasedOn"));
    }

    @Test
    void nestedEventsMoveInOneMutation() {
        ok(event("ke-a", null));
        ok(event("ke-b", "ke-a"));
        ok("mutation { createEvent(input: {slug: \"ke-d\", name: \"Event\", type: OTHER, superEvent: {event:"
                + " {slug: \"ke-a\", name: \"Event\", type: OTHER, superEvent: {event: {slug: \"ke-b\","
                + " name: \"Event\", type: OTHER, superEvent: {event: {slug: \"ke-c\", name: \"Event\","
                + " type: OTHER}}}}}}}) { event { id } } }");
        JsonPath rejected = post("mutation { createEvent(input: {slug: \"ke-e\", name: \"Event\", type: OTHER,"
                + " superEvent: {event: {slug: \"ke-c\", name: \"Event\", type: OTHER,"
                + " superEvent: {slug: \"ke-a\"}}}}) { event { id } } }");
        assertThat(rejected.getString("errors[0].extensions.field")).isEqualTo("input.superEvent.event.superEvent");
    }

    /** Two imports close a cycle together only if neither sees the reference of the other. */
    @Test
    void concurrentImportsDoNotCloseACycle() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 5; i++) {
                String a = "ke-a" + i;
                String b = "ke-b" + i;
                ok(event(a, null));
                ok(event(b, null));
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<JsonPath>> results = new ArrayList<>();
                for (String line : List.of(importedEvent(a, b), importedEvent(b, a))) {
                    results.add(writers.submit(() -> {
                        start.await();
                        return NdjsonImport.result(line);
                    }));
                }
                int failed = 0;
                for (Future<JsonPath> result : results) {
                    assertThat(result.get().getString("status")).isEqualTo("done");
                    failed += result.get().getInt("failed");
                }
                assertThat(failed).isEqualTo(1);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void twoWritersDoNotCloseACycle() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 10; i++) {
                String a = "ke-a" + i;
                String b = "ke-b" + i;
                ok(event(a, null));
                ok(event(b, null));
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<JsonPath>> answers = new ArrayList<>();
                for (String slug : List.of(a, b)) {
                    answers.add(writers.submit(() -> {
                        start.await();
                        return update(slug, slug.equals(a) ? b : a);
                    }));
                }
                int rejected = 0;
                for (Future<JsonPath> answer : answers) {
                    String code = answer.get().getString("errors[0].extensions.code");
                    assertThat(code).isIn(null, "BAD_USER_INPUT");
                    rejected += code == null ? 0 : 1;
                }
                assertThat(rejected).isEqualTo(1);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static String person(String input) {
        return "mutation { createPerson(input: " + input + ") { person { id } } }";
    }

    private static String event(String slug, String superEvent) {
        return "mutation { createEvent(input: {slug: \"" + slug + "\", name: \"Event\", type: OTHER"
                + (superEvent == null ? "" : ", superEvent: {slug: \"" + superEvent + "\"}") + "}) { event { id } } }";
    }

    private static String importedEvent(String slug, String superEvent) {
        return "{\"event\": {\"slug\": \"" + slug + "\", \"name\": \"Event\", \"type\": \"OTHER\","
                + " \"superEvent\": {\"slug\": \"" + superEvent + "\"}}}\n";
    }

    private static String importedArticle(String path, String basedOn) {
        return "{\"article\": {\"url\": \"https://example.org/ke/" + path + "\", \"headline\": \"Headline\","
                + " \"publisher\": \"Publisher\", \"inLanguage\": \"en\","
                + " \"datePublished\": \"2018-07-16T16:00:00Z\","
                + " \"isBasedOn\": {\"url\": \"https://example.org/ke/" + basedOn + "\"}}}\n";
    }

    private static String article(String path, String fields) {
        return "mutation { publishArticle(input: {url: \"https://example.org/ke/" + path
                + "\", headline: \"Headline\", publisher: \"Publisher\", inLanguage: \"en\","
                + " datePublished: \"2018-07-16T16:00:00Z\", " + fields + "}) { changed } }";
    }

    private static JsonPath update(String slug, String superEvent) {
        JsonPath event = GraphQL.data("{ event(slug: \"" + slug + "\") { id version } }");
        return post("mutation { updateEvent(input: {id: \"" + event.getString("event.id") + "\", version: "
                + event.getInt("event.version") + ", superEvent: {slug: \"" + superEvent + "\"}}) { changed } }");
    }

    private static JsonPath ok(String mutation) {
        return GraphQL.dataAs(TestIssuer.token("editor"), mutation, Map.of());
    }

    private static JsonPath post(String mutation) {
        return GraphQL.postAs(TestIssuer.token("editor"), mutation, Map.of()).jsonPath();
    }
}
