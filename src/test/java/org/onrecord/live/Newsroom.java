package org.onrecord.live;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

import org.onrecord.access.TestIssuer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Publishes over HTTP what the tests are to be told of. */
final class Newsroom {

    private static final Pattern SUBSCRIPTIONS =
            Pattern.compile("^graphql_subscriptions(?:\\{.*\\})? (\\S+)$", Pattern.MULTILINE);

    private Newsroom() {}

    /** Publishes an article with one quote of Putin's, at the service under test. */
    static Response publish(String name, String quote) {
        return publish(RestAssured.port, name, quote);
    }

    static Response publish(int port, String name, String quote) {
        String exact = "“" + quote + "”";
        Response response = given().port(port)
                .auth()
                .preemptive()
                .oauth2(TestIssuer.token("editor"))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "query",
                        "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed article { id } } }",
                        "variables",
                        Map.of(
                                "input",
                                Map.of(
                                        "url",
                                        "https://example.org/live/" + name,
                                        "headline",
                                        "Headline of " + name,
                                        "publisher",
                                        "Example News",
                                        "inLanguage",
                                        "en",
                                        "datePublished",
                                        "2018-07-20T09:00:00Z",
                                        "body",
                                        "He said it again: " + exact,
                                        "appearances",
                                        new Object[] {
                                            Map.of(
                                                    "exact",
                                                    quote,
                                                    "quote",
                                                    Map.of(
                                                            "text",
                                                            quote,
                                                            "type",
                                                            "DIRECT",
                                                            "speechAct",
                                                            "DENIAL",
                                                            "speaker",
                                                            Map.of(
                                                                    "person",
                                                                    Map.of(
                                                                            "slug",
                                                                            "vladimir-putin",
                                                                            "name",
                                                                            "Vladimir Putin"))))
                                        }))))
                .post("/graphql");
        assertThat(response.jsonPath().<Object>get("errors"))
                .as(response.asString())
                .isNull();
        return response;
    }

    /** Waits until so many subscriptions run in a process: the protocol does not say when one has begun. */
    static void awaitSubscriptions(int port, int count) {
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        double found;
        do {
            Matcher metric =
                    SUBSCRIPTIONS.matcher(given().port(port).get("/q/metrics").asString());
            found = metric.find() ? Double.parseDouble(metric.group(1)) : -1;
            if (found == count) {
                return;
            }
        } while (System.nanoTime() < patience);
        throw new AssertionError("Expected " + count + " subscriptions, found " + found);
    }

    static void awaitSubscriptions(int count) {
        awaitSubscriptions(RestAssured.port, count);
    }
}
