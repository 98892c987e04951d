package org.onrecord.live;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onrecord.live.Newsroom.awaitSubscriptions;
import static org.onrecord.live.Newsroom.publish;

/** What subscribers are told. */
@QuarkusTest
class LiveTest {

    @AfterEach
    void noSubscriptionIsLeft() {
        awaitSubscriptions(0);
    }

    @Test
    void aPublishedArticleComesWithWhateverIsSelectedOfIt() {
        try (Socket socket = Socket.connect()) {
            socket.subscribe("1", """
                    subscription { articlePublished {
                      __typename headline version
                      appearances(first: 1) { totalCount nodes { exact start quote { text
                        speaker { name denials(filter: {text: {eq: "We know nothing of it"}}) { totalCount } } } } } } }
                    """);
            awaitSubscriptions(1);

            publish("selected", "We know nothing of it");

            JsonPath article = socket.event("1");
            assertThat(article.getString("articlePublished.headline")).isEqualTo("Headline of selected");
            assertThat(article.getString("articlePublished.__typename")).isEqualTo("Article");
            assertThat(article.getString("articlePublished.appearances.nodes[0].exact"))
                    .isEqualTo("We know nothing of it");
            assertThat(article.getString("articlePublished.appearances.nodes[0].quote.speaker.name"))
                    .isEqualTo("Vladimir Putin");
            assertThat(article.getInt("articlePublished.appearances.nodes[0].quote.speaker.denials.totalCount"))
                    .isEqualTo(1);
        }
    }
}
