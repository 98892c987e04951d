package org.onrecord.mutation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes of single nodes, with optimistic locking. */
@QuarkusTest
class UpdateTest {

    private static final String CREATE = """
            mutation { createPerson(input: {slug: "up-ann", name: "Ann", description: "A witness",
                wikidataId: "Q999999999", alternateNames: [{name: "Anna"}]}) { person { id version } } }
            """;
    private static final String UPDATE = """
            mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { changed person {
              version name description wikidataId alternateNames { nodes { name } } } } }
            """;

    @AfterEach
    void deleteNodes() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/up/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'up-%')");
            Event.delete("slug like 'up-%'");
            Person.delete("slug like 'up-%'");
        });
    }

    @Test
    void keepsOmittedFieldsAndRemovesNullFields() {
        String id = createPerson();
        JsonPath person = data(UPDATE, Map.of("id", id, "version", 0, "name", "Ann B."), "updatePerson");
        assertThat(person.getString("person.name")).isEqualTo("Ann B.");
        assertThat(person.getString("person.description")).isEqualTo("A witness");
        assertThat(person.getInt("person.version")).isEqualTo(1);

        Map<String, Object> removal = new HashMap<>(Map.of("id", id, "version", 1));
        removal.put("description", null);
        removal.put("alternateNames", List.of());
        person = data(UPDATE, removal, "updatePerson");
        assertThat(person.<Object>get("person.description")).isNull();
        assertThat(person.getString("person.wikidataId")).isEqualTo("Q999999999");
        assertThat(person.getList("person.alternateNames.nodes")).isEmpty();
    }

    @Test
    void findsAnEventByItsAlternateNames() {
        String id = editor("""
                mutation { createEvent(input: {slug: "up-vote", name: "Vote of no confidence", type: OTHER,
                    alternateNames: [{name: "Zwyrtala affair"}, {name: "Zwyrtala-Affäre", inLanguage: "de"},
                      {name: "Zwyrtala affair"}]}) { event { id } } }
                """, Map.of()).jsonPath().getString("data.createEvent.event.id");
        String search = """
                { search(text: "ZWYRTALA AFFÄRE", types: [EVENT]) { totalCount nodes: edges {
                  node { ... on Event { slug } } snippets { field text } } } }
                """;
        JsonPath found = GraphQL.data(search);
        assertThat(found.getInt("search.totalCount")).isEqualTo(1);
        assertThat(found.getString("search.nodes[0].node.slug")).isEqualTo("up-vote");
        assertThat(found.getString("search.nodes[0].snippets[0].field")).isEqualTo("alternateNames");
        JsonPath event = data(
                """
                mutation($input: UpdateEventInput!) { updateEvent(input: $input) { event {
                  version alternateNames(orderBy: [{field: NAME}]) { nodes { name event { slug } } } } } }
                """,
                Map.of("id", id, "version", 0, "alternateNames", List.of(Map.of("name", "The Zwyrtala vote"))),
                "updateEvent");
        assertThat(event.getInt("event.version")).isEqualTo(1);
        assertThat(event.getList("event.alternateNames.nodes.name")).containsExactly("The Zwyrtala vote");
        assertThat(GraphQL.data(search).getInt("search.totalCount")).isZero();
    }

    @Test
    void rejectsNullForARequiredField() {
        Map<String, Object> removal = new HashMap<>(Map.of("id", createPerson(), "version", 0));
        removal.put("name", null);
        assertRejected(editor(UPDATE, removal), "BAD_USER_INPUT", "input.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:image/png;base64,AA",
                "//example.org/x.png",
                "https://",
                "https://example.org/a b.png",
                "https://example.org/a\u0001.png",
                "https://example.org/\u0085",
                "https://exa\u0007mple.org/a.png",
                "https://example.org/\u202Egnp.a",
                "https://example\u2066.org/",
                ""
            })
    void rejectsAnImageThatIsNoUrl(String image) {
        assertRejected(
                editor(UPDATE, Map.of("id", createPerson(), "version", 0, "image", image)),
                "BAD_USER_INPUT",
                "input.image");
    }

    @Test
    void findsAnArticleByItsImageLicenceAndSection() {
        data(
                "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { article { id } } }",
                Map.of(
                        "url", "https://example.org/up/image",
                        "headline", "H",
                        "publisher", "P",
                        "section", "Politics <b>",
                        "image", "HTTPS://Example.org/a.png?x=1#y",
                        "license", "https://creativecommons.org/licenses/by/4.0/",
                        "inLanguage", "en",
                        "datePublished", "2020-05-01T12:00:00Z"),
                "publishArticle");
        JsonPath articles = GraphQL.data("""
                        { articles(filter: {section: {eq: "Politics <b>"}, image: {contains: "Example.org"},
                            license: {startsWith: "https://creativecommons.org/"}}) { nodes { url image section } } }
                        """).setRootPath("data.articles");
        assertThat(articles.getList("nodes.url")).containsExactly("https://example.org/up/image");
        assertThat(articles.getList("nodes.image")).containsExactly("HTTPS://Example.org/a.png?x=1#y");
    }

    @Test
    void rejectsNullForTheLanguageOfAQuote() {
        JsonPath article = data(
                "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { article { appearances {"
                        + " nodes { quote { id version } } } } } }",
                Map.of(
                        "url", "https://example.org/up/language",
                        "headline", "H",
                        "publisher", "P",
                        "inLanguage", "en",
                        "datePublished", "2020-05-01T12:00:00Z",
                        "appearances",
                                List.of(Map.of(
                                        "exact",
                                        "We will pay",
                                        "quote",
                                        Map.of(
                                                "text",
                                                "We will pay",
                                                "type",
                                                "DIRECT",
                                                "speechAct",
                                                "STATEMENT",
                                                "speaker",
                                                Map.of("person", Map.of("slug", "up-ann", "name", "Ann")))))),
                "publishArticle");
        Map<String, Object> removal = new HashMap<>(article.getMap("article.appearances.nodes[0].quote"));
        removal.put("inLanguage", null);
        assertRejected(
                editor("mutation($input: UpdateQuoteInput!) { updateQuote(input: $input) { changed } }", removal),
                "BAD_USER_INPUT",
                "input.inLanguage");
    }

    @Test
    void increasesTheVersionOnlyIfTheNodeOrAPartChanges() {
        String id = createPerson();
        JsonPath person = data(
                UPDATE,
                Map.of(
                        "id",
                        id,
                        "version",
                        0,
                        "alternateNames",
                        List.of(Map.of("name", "Anna"), Map.of("name", "Ania"))),
                "updatePerson");
        assertThat(person.getBoolean("changed")).isTrue();
        assertThat(person.getInt("person.version")).isEqualTo(1);
        person = data(UPDATE, Map.of("id", id, "version", 1, "name", "Ann"), "updatePerson");
        assertThat(person.getBoolean("changed")).isFalse();
        assertThat(person.getInt("person.version")).isEqualTo(1);
    }

    @Test
    void rejectsAStaleVersionAndReportsTheCurrentOne() {
        String id = createPerson();
        data(UPDATE, Map.of("id", id, "version", 0, "name", "Ann B."), "updatePerson");
        Response stale = editor(UPDATE, Map.of("id", id, "version", 0, "name", "Ann C."));
        assertThat(stale.jsonPath().getList("errors.extensions.code")).containsExactly("CONFLICT");
        assertThat(stale.jsonPath().getInt("errors[0].extensions.currentVersion"))
                .isEqualTo(1);
        assertThat(GraphQL.data("{ person(slug: \"up-ann\") { name } }").getString("person.name"))
                .isEqualTo("Ann B.");
    }

    @Test
    void acceptsOneOfSeveralConcurrentChangesOfAVersion() throws Exception {
        String id = createPerson();
        CyclicBarrier start = new CyclicBarrier(8);
        ExecutorService editors = Executors.newFixedThreadPool(8);
        List<Future<Response>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "Ann " + i;
            all.add(editors.submit(() -> {
                start.await();
                return editor(UPDATE, Map.of("id", id, "version", 0, "name", name));
            }));
        }
        List<Object> outcomes = new ArrayList<>();
        for (Future<Response> one : all) {
            outcomes.add(one.get().jsonPath().get("errors[0].extensions.code"));
        }
        editors.shutdown();
        assertThat(outcomes).filteredOn(code -> code == null).hasSize(1);
        assertThat(outcomes).filteredOn("CONFLICT"::equals).hasSize(7);
    }

    @Test
    void rejectsASlugInUse() {
        createPerson();
        assertRejected(editor(CREATE, Map.of()), "BAD_USER_INPUT", "input.slug");
    }

    @Test
    void linksAndUnlinksEventsOnceFromBothEnds() {
        for (String slug : List.of("up-charge", "up-act")) {
            assertThat(editor(
                                    "mutation { createEvent(input: {slug: \"" + slug
                                            + "\", name: \"E\", type: OTHER}) { event { id } } }",
                                    Map.of())
                            .jsonPath()
                            .<Object>get("errors"))
                    .isNull();
        }
        String link = """
                mutation { %s(input: {from: {slug: "up-charge"}, relation: CHARGES, to: {slug: "up-act"}}) {
                  changed to { linkedEvents { nodes { slug } } } } }
                """;
        for (boolean changed : new boolean[] {true, false}) {
            JsonPath linked = editor(link.formatted("linkEvents"), Map.of()).jsonPath();
            assertThat(linked.getBoolean("data.linkEvents.changed")).isEqualTo(changed);
            assertThat(linked.getList("data.linkEvents.to.linkedEvents.nodes.slug"))
                    .containsExactly("up-charge");
        }
        for (boolean changed : new boolean[] {true, false}) {
            JsonPath linked = editor(link.formatted("unlinkEvents"), Map.of()).jsonPath();
            assertThat(linked.getBoolean("data.unlinkEvents.changed")).isEqualTo(changed);
            assertThat(linked.getList("data.unlinkEvents.to.linkedEvents.nodes"))
                    .isEmpty();
        }
    }

    @Test
    void deletionRequiresTheRoleAdmin() {
        String id = createPerson();
        String delete = "mutation($input: DeletePersonInput!) { deletePerson(input: $input) { deletedId } }";
        Map<String, Object> input = Map.of("input", Map.of("id", id, "version", 0));
        assertThat(GraphQL.postAs(TestIssuer.token("editor"), delete, input).statusCode())
                .isEqualTo(403);
        assertThat(GraphQL.postAs(TestIssuer.token("admin"), delete, input)
                        .jsonPath()
                        .getString("data.deletePerson.deletedId"))
                .isEqualTo(id);
        assertThat(GraphQL.data("{ person(slug: \"up-ann\") { name } }").<Object>get("person"))
                .isNull();
    }

    @Test
    void keepsPeopleWithQuotesAndDeletesTheQuotesOfADeletedArticle() {
        createPerson();
        for (int i : new int[] {1, 2}) {
            Response response = editor("""
                    mutation { publishArticle(input: {url: "https://example.org/up/%1$d", headline: "H",
                      publisher: "P", inLanguage: "en", datePublished: "2018-07-16T12:00:00Z",
                      body: "Both. Only %1$d.", appearances: [
                        {exact: "Both.", quote: {text: "Both", type: DIRECT, speechAct: OTHER,
                          speaker: {slug: "up-ann"}}},
                        {exact: "Only %1$d.", quote: {text: "Only %1$d", type: DIRECT, speechAct: OTHER,
                          speaker: {slug: "up-ann"}}}]}) { changed } }
                    """.formatted(i), Map.of());
            assertThat(response.jsonPath().<Object>get("errors")).isNull();
        }
        JsonPath graph = GraphQL.data("{ person(slug: \"up-ann\") { id version quotes { nodes { text } } }"
                + " article(url: \"https://example.org/up/1\") { id version } }");
        Response rejected = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: DeletePersonInput!) { deletePerson(input: $input) { deletedId } }",
                Map.of("input", Map.of("id", graph.getString("person.id"), "version", graph.getInt("person.version"))));
        assertRejected(rejected, "BAD_USER_INPUT", "input.id");
        Response deleted = GraphQL.postAs(
                TestIssuer.token("admin"),
                "mutation($input: DeleteArticleInput!) { deleteArticle(input: $input) { deletedId } }",
                Map.of(
                        "input",
                        Map.of("id", graph.getString("article.id"), "version", graph.getInt("article.version"))));
        assertThat(deleted.jsonPath().<Object>get("errors")).isNull();
        assertThat(GraphQL.data("{ person(slug: \"up-ann\") { quotes { nodes { text } } } }")
                        .getList("person.quotes.nodes.text"))
                .containsExactlyInAnyOrder("Both", "Only 2");
    }

    private static String createPerson() {
        Response response = editor(CREATE, Map.of());
        assertThat(response.jsonPath().<Object>get("errors")).isNull();
        return response.jsonPath().getString("data.createPerson.person.id");
    }

    private static JsonPath data(String mutation, Map<String, Object> input, String field) {
        Response response = editor(mutation, input);
        assertThat(response.jsonPath().<Object>get("errors")).isNull();
        return response.jsonPath().setRootPath("data." + field);
    }

    private static Response editor(String mutation, Map<String, Object> input) {
        return GraphQL.postAs(TestIssuer.token("editor"), mutation, Map.of("input", input));
    }

    private static void assertRejected(Response response, String code, String field) {
        assertThat(response.jsonPath().getList("errors.extensions.code")).containsExactly(code);
        assertThat(response.jsonPath().getString("errors[0].extensions.field")).isEqualTo(field);
    }
}
