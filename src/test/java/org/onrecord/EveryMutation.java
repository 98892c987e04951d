package org.onrecord;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/** Sends each mutation once to a packaged service. */
final class EveryMutation {

    static final String PUBLISH = "mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { changed"
            + " created { __typename id } updated { id } unchanged { id }"
            + " article { id version appearances { nodes { start end quote { id version text } } } } } }";

    private final PackagedService service;
    private final String token;

    EveryMutation(PackagedService service, String token) {
        this.service = service;
        this.token = token;
    }

    /** The variables of {@link #PUBLISH}, for an article that uses each part of the input. */
    static Map<String, Object> article(String name) {
        String quote = "We did not do " + name;
        return Map.of("input", JsonPath.from("""
                {"url": "https://example.org/whole-api/%1$s", "headline": "Denial", "publisher": "Example News",
                 "byline": "A. Reporter", "datePublished": "2018-07-20T09:00:00Z",
                 "dateModified": "2018-07-21T09:00:00Z", "inLanguage": "en", "abstract": "A denial.",
                 "body": "On Friday he denied it. “%2$s,” he said.",
                 "mentions": [{"rel": "ABOUT", "person": {"slug": "vladimir-putin"}}],
                 "coverage": [{"slug": "helsinki-summit-2018"}],
                 "appearances": [{"exact": "%2$s", "prefix": "“", "quote": {
                   "text": "%2$s", "type": "DIRECT", "speechAct": "DENIAL", "spokenAt": "2018-07-20",
                   "spokenAtPrecision": "DAY", "speaker": {"person": {"slug": "whole-api-%1$s", "name": "Speaker %1$s",
                     "alternateNames": [{"name": "Sprecher %1$s", "inLanguage": "de"}]}},
                   "occasion": {"slug": "helsinki-summit-2018"},
                   "topics": [{"event": {"slug": "whole-api-%1$s", "name": "Event %1$s", "type": "OTHER",
                     "startDate": "2018-07-01", "participants": [{"role": "HOST", "person": {"slug": "donald-trump"}}],
                     "links": [{"relation": "FOLLOWS", "event": {"slug": "helsinki-summit-2018"}}]}}]}}]}
                """.formatted(name, quote)).getMap(""));
    }

    void run() {
        JsonPath article = data(PUBLISH, article("it")).setRootPath("data.publishArticle.article");
        assertThat(data(PUBLISH, article("it")).getBoolean("publishArticle.changed"))
                .isFalse();
        String articleId = article.getString("id");
        String quoteId = article.getString("appearances.nodes[0].quote.id");

        data("mutation { createPerson(input: {slug: \"whole-api-twin\", name: \"Twin\"}) { person { id } } }");
        data("mutation { createEvent(input: {slug: \"whole-api-twin\", name: \"Twin\", type: OTHER}) {"
                + " event { id } } }");
        for (String change : List.of("linkEvents", "unlinkEvents")) {
            data("mutation { " + change + "(input: {from: {slug: \"whole-api-twin\"}, relation: FOLLOWS,"
                    + " to: {slug: \"whole-api-it\"}}) { changed } }");
        }
        update("Person", id("person", "whole-api-it"), "description: \"A speaker.\"");
        update("Event", id("event", "whole-api-it"), "location: \"Helsinki\"");
        update("Article", articleId, "byline: null");
        update("Quote", quoteId, "speechAct: REJECTION");
        data("mutation { correctArticle(input: {id: \"" + articleId + "\", version: " + version(articleId)
                + ", body: \"On Monday he denied it. “We did not do it,” he said.\"})"
                + " { article { body } dropped } }");
        assertThat(data("{ article(id: \"" + articleId + "\") { history { action actor after } } }")
                        .getList("article.history.action"))
                .contains("CREATED", "UPDATED");
        confirmsAndRejectsWhatIsRead();
        rejectsAnOutdatedVersion();
        rejectsAnInvalidArticle();

        merge("mergePeople", "person");
        merge("mergeEvents", "event");
        delete("Quote", quoteId);
        delete("Article", articleId);
        delete("Person", id("person", "whole-api-it"));
        delete("Event", id("event", "whole-api-it"));
    }

    private void confirmsAndRejectsWhatIsRead() {
        List<String> quotes = data("mutation { publishArticle(read: true, input: {"
                        + "url: \"https://example.org/whole-api/read\", headline: \"Read\", publisher: \"Example\","
                        + " inLanguage: \"en\", datePublished: \"2018-07-20T09:00:00Z\", body: \"“It rains,” Vladimir"
                        + " Putin said. Donald Trump denied that it had rained.\"})"
                        + " { article { appearances { nodes { quote { id } } } } } }")
                .getList("publishArticle.article.appearances.nodes.quote.id");
        assertThat(quotes).hasSize(2);
        data("mutation { confirmQuote(input: " + reference(quotes.get(0)) + ") { changed quote { confidence } } }");
        data("mutation { rejectQuote(input: " + reference(quotes.get(1)) + ") { articles { id } quote { id } } }");
    }

    private void rejectsAnOutdatedVersion() {
        String update = "mutation { updatePerson(input: {id: \"" + id("person", "whole-api-it")
                + "\", version: 4711, name: \"X\"}) { changed } }";
        assertThat(service.query(token, update, Map.of()).jsonPath().getList("errors.extensions.code"))
                .containsExactly("CONFLICT");
    }

    private void rejectsAnInvalidArticle() {
        Map<String, ?> variables = Map.of("input", Map.of("url", "not an address"));
        assertThat(service.query(token, PUBLISH, variables).jsonPath().getList("errors.extensions.code"))
                .isNotEmpty();
    }

    private void update(String type, String id, String change) {
        data("mutation { update" + type + "(input: {id: \"" + id + "\", version: " + version(id) + ", " + change
                + "}) { changed } }");
    }

    private void merge(String mutation, String field) {
        data("mutation { " + mutation + "(input: {from: " + reference(id(field, "whole-api-twin")) + ", into: "
                + reference(id(field, "whole-api-it")) + "}) { " + field + " { slug } } }");
    }

    private void delete(String type, String id) {
        data("mutation { delete" + type + "(input: " + reference(id) + ") { deletedId } }");
    }

    private String reference(String id) {
        return "{id: \"" + id + "\", version: " + version(id) + "}";
    }

    private String id(String field, String slug) {
        return data("{ " + field + "(slug: \"" + slug + "\") { id } }").getString(field + ".id");
    }

    private int version(String id) {
        String fields = Stream.of("Person", "Event", "Article", "Quote")
                .map(type -> " ... on " + type + " { version }")
                .reduce("", String::concat);
        return data("{ node(id: \"" + id + "\") {" + fields + " } }").getInt("node.version");
    }

    private JsonPath data(String query) {
        return service.data(token, query);
    }

    private JsonPath data(String query, Map<String, ?> variables) {
        return service.data(token, query, variables);
    }
}
