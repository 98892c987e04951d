package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.error.ApiException;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.NodeInput;
import org.onrecord.mutation.input.PersonInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class PublisherTest {

    private static final String PEOPLE = """
            [{"slug": "publisher-ann", "name": "Ann",
              "alternateNames": [{"name": "Анна", "inLanguage": "ru"}, {"name": "Anna"}]}]
            """;
    private static final String EVENTS = """
            [{"slug": "publisher-charge", "name": "Charge", "type": "INDICTMENT",
              "superEvent": {"slug": "publisher-act"},
              "participants": [{"person": {"slug": "publisher-ann"}, "role": "DEFENDANT"}],
              "links": [{"relation": "CHARGES", "event": {"slug": "publisher-act"}}]},
             {"slug": "publisher-act", "name": "Act", "type": "CYBERATTACK", "startDate": "2016-03-01"}]
            """;
    private static final String ARTICLE = """
            {"url": "https://example.org/publisher/1", "headline": "Headline", "publisher": "Publisher",
             "inLanguage": "en", "datePublished": "2018-07-16T18:00:00+02:00",
             "body": "😀 Ann said: “I was not there.” Really.",
             "mentions": [{"person": {"slug": "publisher-ann"}, "rel": "ABOUT"}],
             "coverage": [{"slug": "publisher-act"}],
             "appearances": [{"exact": "I was not there.", "quote": {"text": "I was not there", "type": "DIRECT",
               "speechAct": "DENIAL", "speaker": {"slug": "publisher-ann"}, "spokenAt": "2018-07-16",
               "topics": [{"slug": "publisher-act"}]}}]}
            """;
    private static final String QUERY = """
            { person(slug: "publisher-ann") { name alternateNames { nodes { name } } mentions { totalCount }
                denials { nodes { text spokenAtPrecision
                  topics { nodes { event { slug linkedEvents { nodes { slug } } } } }
                  appearances { nodes { exact start prefix article { datePublished } } } } } }
              event(slug: "publisher-act") { subEvents { nodes { slug participants { nodes { role } } } } } }
            """;

    @Inject
    Publisher publisher;

    @Inject
    Jsonb jsonb;

    @AfterEach
    void deleteStory() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/publisher/%'");
            Quote.delete("speaker.id in (select id from Person where slug = ?1)", "publisher-ann");
            Event.delete("slug like 'publisher-%'");
            Person.delete("slug", "publisher-ann");
        });
    }

    @Test
    void publishesInputsThatReferToEachOtherInAnyOrder() {
        publish(PEOPLE, EVENTS, ARTICLE);
        JsonPath data = GraphQL.data(QUERY);
        assertThat(data.getList("person.alternateNames.nodes.name")).containsExactly("Анна", "Anna");
        assertThat(data.getInt("person.mentions.totalCount")).isEqualTo(1);
        assertThat(data.getString("person.denials.nodes[0].spokenAtPrecision")).isEqualTo("DAY");
        assertThat(data.getString("person.denials.nodes[0].topics.nodes[0].event.linkedEvents.nodes[0].slug"))
                .isEqualTo("publisher-charge");
        assertThat(data.getInt("person.denials.nodes[0].appearances.nodes[0].start"))
                .isEqualTo(13);
        assertThat(data.getString("person.denials.nodes[0].appearances.nodes[0].article.datePublished"))
                .isEqualTo("2018-07-16T16:00:00.000Z");
        assertThat(data.getString("event.subEvents.nodes[0].participants.nodes[0].role"))
                .isEqualTo("DEFENDANT");
    }

    @Test
    void updatesStoredNodesAndDeletesRemovedParts() {
        publish(PEOPLE, EVENTS, ARTICLE);
        publish(
                PEOPLE.replace("\"Ann\"", "\"Ann B.\"").replace(", {\"name\": \"Anna\"}", ""),
                EVENTS.replace(
                        "\"links\": [{\"relation\": \"CHARGES\", \"event\": {\"slug\": \"publisher-act\"}}]",
                        "\"links\": []"),
                ARTICLE.replace("Really.", "Really, she said."));
        JsonPath data = GraphQL.data(QUERY);
        assertThat(data.getString("person.name")).isEqualTo("Ann B.");
        assertThat(data.getList("person.alternateNames.nodes.name")).containsExactly("Анна");
        assertThat(data.getList("person.denials.nodes")).hasSize(1);
        assertThat(data.getList("person.denials.nodes[0].appearances.nodes")).hasSize(1);
        assertThat(data.getList("person.denials.nodes[0].topics.nodes[0].event.linkedEvents.nodes"))
                .isEmpty();
    }

    @Test
    void addsAnAppearanceForTheSameWordsInAnotherArticle() {
        publish(
                PEOPLE,
                EVENTS,
                ARTICLE,
                ARTICLE.replace("publisher/1", "publisher/2").replace("I was not there.", "i was NOT  there!"));
        JsonPath data = GraphQL.data(QUERY);
        assertThat(data.getList("person.denials.nodes")).hasSize(1);
        assertThat(data.getList("person.denials.nodes[0].appearances.nodes.exact"))
                .containsExactly("I was not there.", "i was NOT  there!");
    }

    @Test
    void writesNothingIfTheWordsOfAQuoteAreNotInTheBody() {
        assertThatThrownBy(() -> publish(PEOPLE, EVENTS, ARTICLE.replace("“I was", "“I never was")))
                .hasMessageContaining("I was not there.")
                .hasMessageContaining("do not occur in the body");
        assertThat(GraphQL.data(QUERY).<Object>get("person")).isNull();
    }

    @Test
    void rejectsAReferenceToAnUnknownEvent() {
        assertThatThrownBy(() -> publish(
                        PEOPLE,
                        EVENTS.replace(
                                "\"event\": {\"slug\": \"publisher-act\"}",
                                "\"event\": {\"slug\": \"publisher-nothing\"}")))
                .hasMessageContaining("unknown event: \"publisher-nothing\"");
    }

    @Test
    void namesTheFieldOfAnInvalidValue() {
        assertThatThrownBy(() -> publish(PEOPLE.replace("publisher-ann", "Publisher Ann"), "[]"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("person.slug");
    }

    private void publish(String people, String events, String... articles) {
        List<NodeInput> inputs = new ArrayList<>();
        for (PersonInput person : jsonb.fromJson(people, PersonInput[].class)) {
            inputs.add(NodeInput.of(person));
        }
        for (EventInput event : jsonb.fromJson(events, EventInput[].class)) {
            inputs.add(NodeInput.of(event));
        }
        for (ArticleInput article : jsonb.fromJson("[" + String.join(",", articles) + "]", ArticleInput[].class)) {
            inputs.add(NodeInput.of(article));
        }
        publisher.publishAll(inputs);
    }
}
