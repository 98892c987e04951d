package org.onrecord.security;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.TestProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/** A service whose issuer does not answer. */
@QuarkusTest
@TestProfile(TestProfiles.Registered.class)
class IssuerAwayTest {

    // Documents that are registered in documents/codegen.json.
    private static final String COUNT = "query People { people { totalCount } }";
    private static final String DELETE =
            "mutation DeleteQuote($id: ID!) { deleteQuote(input: {id: $id, version: 0}) { deletedId } }";

    @ConfigProperty(name = "onrecord.access.issuer")
    URI issuer;

    @Test
    void queriesRunWithoutAToken() {
        assertThat(GraphQL.data(COUNT).getInt("people.totalCount")).isPositive();
    }

    @Test
    void answers503IfATokenCannotBeVerified() {
        Response response = GraphQL.postAs(TestIssuer.token("admin"), DELETE, Map.of("id", "x"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(503);
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("SERVICE_UNAVAILABLE");
    }

    /** Anyone can send made-up tokens, more than there are worker threads. */
    @Test
    void onlyRequestsWithATokenFailWhileTheIssuerHangs() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest withToken = request("/", Duration.ofSeconds(20))
                .header("Authorization", "Bearer a.b.c")
                .build();
        // The operating system accepts the connections, and nobody reads from them.
        try (ServerSocket hanging =
                new ServerSocket(issuer.getPort(), 1_000, InetAddress.getByName(issuer.getHost()))) {
            List<CompletableFuture<HttpResponse<String>>> responses = Stream.generate(
                            () -> client.sendAsync(withToken, BodyHandlers.ofString()))
                    .limit(300)
                    .toList();
            hanging.setSoTimeout(10_000);
            hanging.accept();
            CompletableFuture.anyOf(responses.toArray(CompletableFuture[]::new)).get(2, TimeUnit.SECONDS);
            // The probe of Kubernetes waits for three seconds.
            HttpRequest readiness =
                    request("/q/health/ready", Duration.ofSeconds(3)).build();
            assertThat(client.send(readiness, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            for (CompletableFuture<HttpResponse<String>> response : responses) {
                assertThat(response.get().statusCode())
                        .as(response.get().body())
                        .isEqualTo(503);
            }
        }
    }

    private static HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .timeout(timeout);
    }

    /** The setting {@code onrecord.access.developer} has no effect where an issuer is configured. */
    @Test
    void rejectsAMutationWithoutAToken() {
        Response response = GraphQL.postAs(null, DELETE, Map.of("id", "x"));
        assertThat(response.jsonPath().getString("errors[0].extensions.code")).isEqualTo("UNAUTHENTICATED");
    }
}
