package org.onrecord.docs;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.onrecord.GraphQL;
import org.onrecord.Management;
import org.onrecord.docs.Examples.Example;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

/**
 * The examples in the README and the guides run, and their answers are true. {@link org.onrecord.DevModeIT} runs the
 * rest.
 */
@QuarkusTest
class ExamplesTest {

    private static final Pattern METRIC = Pattern.compile("`((?:graphql|agroal)_\\w+)`");

    @TestHTTPResource("/")
    URL service;

    static Stream<Example> queries() {
        return MarkdownPage.all().stream().flatMap(page -> Examples.queries(page).stream());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void answersAsThePageShows(Example query) throws IOException {
        String response = GraphQL.postAs(TestIssuer.token("admin"), query.text(), Map.of())
                .asString();

        Examples.assertAnswers(query, response);
    }

    static Stream<Example> subscriptions() {
        return MarkdownPage.all().stream().flatMap(page -> Examples.subscriptions(page).stream());
    }

    @ParameterizedTest
    @MethodSource("subscriptions")
    void acceptsTheSubscription(Example subscription) {
        GraphQL.post(subscription.text(), Map.of(), null)
                .then()
                .body("errors.extensions.code", contains("BAD_REQUEST"));
    }

    /** Commands that need no access token, and no limits other than those of tests. */
    static Stream<Example> readingCommands() {
        return Stream.of("asking", "linked-data").flatMap(name -> Examples.commands(MarkdownPage.guide(name)).stream());
    }

    @ParameterizedTest
    @MethodSource("readingCommands")
    void runsTheCommand(Example command, @TempDir Path folder) throws Exception {
        Examples.assertRuns(command, service.toString().replaceFirst("/$", ""), folder);
    }

    @Test
    void readmeHasTheQueryThatGraphiQlOpensWith() {
        assertThat(Examples.queries(MarkdownPage.readme()).get(0).text())
                .isEqualTo(GraphQL.operation("DenialsAndIndictments"));
    }

    @Test
    void servesEachMetricOfTheGuide() {
        GraphQL.post("{", Map.of(), null);
        String metrics = Management.metrics();

        assertThat(METRIC.matcher(MarkdownPage.guide("observability").text())
                        .results()
                        .map((MatchResult m) -> m.group(1)))
                .hasSizeGreaterThan(5)
                // This one exists after the service has closed a connection.
                .filteredOn(metric -> !metric.equals("graphql_websocket_closes_total"))
                .allSatisfy(metric -> assertThat(metrics).containsPattern("\n" + metric + "(_count)?[ {]"));
    }
}
