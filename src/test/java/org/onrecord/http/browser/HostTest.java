package org.onrecord.http.browser;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.http.request.SlowClient;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The hosts of requests: a client chooses them, so they are checked before anything uses them. */
@QuarkusTest
class HostTest {

    static Stream<String> malformedHosts() {
        return Stream.of(
                "",
                "Host:\r\n",
                "Host: a b\r\n",
                "Host: localhost\r\nHost: localhost\r\n",
                "Host: localhost\r\nhost: evil.example\r\n",
                "Host: localhost, evil.example\r\n",
                "Host: user@localhost\r\n",
                "Host: user:password@localhost\r\n",
                "Host: http://localhost\r\n",
                "Host: localhost/\r\n",
                "Host: localhost?\r\n",
                "Host: localhost#\r\n",
                "Host: local\u0001host\r\n",
                "Host: local\thost\r\n",
                "Host: ex\u00e4mple.org\r\n",
                "Host: ex%41mple.org\r\n",
                "Host: \"localhost\"\r\n",
                "Host: <script>\r\n",
                "Host: a..b\r\n",
                "Host: .localhost\r\n",
                "Host: " + "a".repeat(64) + ".org\r\n",
                "Host: " + "a.".repeat(126) + "org\r\n",
                "Host: " + "a".repeat(5000) + "\r\n",
                "Host: localhost:http\r\n",
                "Host: localhost:65536\r\n",
                "Host: localhost:808080\r\n",
                "Host: localhost:-1\r\n",
                "Host: localhost:80:80\r\n",
                "Host: ::1\r\n",
                "Host: [::1\r\n",
                "Host: ::1]\r\n",
                "Host: [::1]x\r\n",
                "Host: [::1::]\r\n",
                "Host: [localhost]\r\n",
                "Host: [127.0.0.1.evil]\r\n",
                "Host: [fe80::1%25eth0]\r\n",
                "Host: [v1.a]\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformedHosts")
    void rejectsAMalformedHostEverywhere(String host) {
        for (String path : Stream.of(
                        "/graphql?query=%7Bversion%7D",
                        "/graphql/schema.graphql",
                        "/graphiql",
                        "/people/anybody",
                        "/export",
                        "/nowhere",
                        "/q/graphql-ui/",
                        "/q/health/live")
                .toList()) {
            assertThat(send("GET " + path + " HTTP/1.1\r\n" + host)).as(path).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void saysWhatIsWrongWithTheHost() {
        assertThat(send("GET /nowhere HTTP/1.1\r\nX-Request-Id: seven\r\nHost: user@localhost\r\n"))
                .contains("BAD_REQUEST", "Send one header Host", "\"requestId\":\"seven\"")
                .containsIgnoringCase("x-request-id: seven")
                .containsIgnoringCase("x-content-type-options: nosniff");
        // The response does not wait for the body.
        try (SlowClient client = SlowClient.send(
                RestAssured.port, "POST /graphql HTTP/1.1\r\nHost: a b\r\nContent-Length: 1000\r\n\r\n{")) {
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:80",
                "localhost:",
                "onrecord.example.org:443",
                "onrecord_1.internal",
                "xn--e1afmkfd.example.",
                "127.0.0.1:8080",
                "[::1]:8080",
                "[2001:db8::7]"
            })
    void answersAWellFormedHost(String host) {
        assertThat(send("GET /graphql?query=%7Bversion%7D HTTP/1.1\r\nHost: " + host + "\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void answersARequestOfHttp10WithoutAHost() {
        assertThat(send("GET /graphql?query=%7Bversion%7D HTTP/1.0\r\n")).contains(" 200 OK", "\"version\"");
        assertThat(send("GET /people/vladimir-putin HTTP/1.0\r\n")).contains(" 400 ", "Send the header Host");
    }

    @Test
    void rejectsARequestTargetWithAnotherHost() {
        assertThat(send("GET http://localhost/people/vladimir-putin HTTP/1.1\r\nHost: LOCALHOST\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"@id\":\"http://localhost/people/vladimir-putin\"");
        for (String target : Stream.of(
                        "http://evil.example",
                        "http://localhost:81",
                        "http://user@localhost",
                        "http://localhost@evil.example",
                        "http://")
                .toList()) {
            assertThat(send("GET " + target + "/people/vladimir-putin HTTP/1.1\r\nHost: localhost\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080",
        "LocalHost:80, http://localhost",
        "a.localhost, http://a.localhost",
        "127.3.2.1:1, http://127.3.2.1:1",
        "[::1]:9, http://[::1]:9"
    })
    void putsALocalHostIntoTheUrlsOfLinkedData(String host, String base) {
        Response response = given().header("Host", host).get("/people/vladimir-putin");
        assertThat(response.jsonPath().getString("'@id'")).isEqualTo(base + "/people/vladimir-putin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evillocalhost",
                "128.0.0.1",
                "10.0.0.7:8080",
                "0.0.0.0",
                "[::2]",
                "[1::1]",
                "[2001:db8::7]"
            })
    void putsNoForeignHostIntoTheUrlsOfLinkedData(String host) {
        for (String path : Stream.of("/people/vladimir-putin", "/events/helsinki-summit-2018")
                .toList()) {
            Response response = given().header("Host", host).get(path);
            assertThat(response.statusCode()).isEqualTo(421);
            assertThat(response.jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("MISDIRECTED_REQUEST");
            assertThat(response.jsonPath().getString("errors[0].message")).contains("ONRECORD_PUBLIC_URL");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
            assertThat(response.header("Location")).isNull();
            assertThat(response.header("Link")).isNull();
        }
    }

    @Test
    void ignoresTheHostThatAClientSaysAProxyHas() {
        Response response = given().header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Port", "666")
                .header("X-Forwarded-Prefix", "/evil")
                .header("X-Forwarded-Ssl", "on")
                .header("Forwarded", "host=evil.example;proto=https")
                .header("X-Original-Url", "http://evil.example/")
                .get("/people/donald-trump");
        assertThat(response.asString())
                .contains("http://localhost:" + RestAssured.port + "/people/donald-trump")
                .doesNotContain("evil", "https://localhost", ":666");
        assertThat(given().redirects()
                        .follow(false)
                        .header("Host", "evil.example")
                        .header("X-Forwarded-Host", "evil.example")
                        .get("/graphiql")
                        .header("Location"))
                .startsWith("?query=");
        assertThat(given().header("Host", "evil.example")
                        .header("X-Forwarded-Host", "evil.example")
                        .accept("text/html")
                        .get("/")
                        .asString())
                .doesNotContain("evil");
    }

    @Test
    void checksTheAuthorityOfHttp2() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            assertThat(http2(vertx, HostAndPort.create("localhost", 8080), null))
                    .isEqualTo("200");
            assertThat(http2(vertx, HostAndPort.create("evil.example", 80), null))
                    .isEqualTo("421");
            assertThat(http2(vertx, HostAndPort.create("a..b", 80), null)).isEqualTo("400");
            // RFC 9113, section 8.3.1: the stream has an error. Vert.x resets it.
            assertThat(http2(vertx, HostAndPort.create("user@localhost", 80), null))
                    .contains("reset");
            assertThat(http2(vertx, HostAndPort.create("localhost", 8080), "evil.example"))
                    .contains("reset");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    /** The status of a response, or the message of a failure. */
    private static String http2(Vertx vertx, HostAndPort authority, String host) throws Exception {
        return vertx.createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false))
                .request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("localhost")
                        .setPort(RestAssured.port)
                        .setURI("/people/vladimir-putin"))
                .map((HttpClientRequest request) -> {
                    request.authority(authority);
                    if (host != null) {
                        request.putHeader("host", host);
                    }
                    return request;
                })
                .compose(HttpClientRequest::send)
                .map(response -> String.valueOf(response.statusCode()))
                .otherwise(failure -> failure.toString().toLowerCase())
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** The response to a request without a body. */
    private static String send(String head) {
        try (SlowClient client = SlowClient.send(RestAssured.port, head + "Connection: close\r\n\r\n")) {
            return client.readToEnd();
        }
    }
}
