package org.onrecord.http.response;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.PostgresServer;
import org.onrecord.pages.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** Every error is a page of this service for a browser, and the JSON of an error for a program. */
@QuarkusTest
class ErrorAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nowhere                     | 404 | NOT_FOUND",
                "POST   | /nowhere                     | 404 | NOT_FOUND",
                "GET    | /index.html                  | 404 | NOT_FOUND",
                "GET    | /META-INF/MANIFEST.MF        | 404 | NOT_FOUND",
                "GET    | /../../etc/passwd            | 404 | NOT_FOUND",
                "GET    | //people                     | 404 | NOT_FOUND",
                "GET    | /a%00b                       | 404 | NOT_FOUND",
                "GET    | *                            | 404 | NOT_FOUND",
                "GET    | people                       | 404 | NOT_FOUND",
                "GET    | /q/                          | 404 | NOT_FOUND",
                "GET    | /q/dev-ui                    | 404 | NOT_FOUND",
                "GET    | /q/graphql-ui/nothing        | 404 | NOT_FOUND",
                "POST   | /q/graphql-ui/               | 405 | METHOD_NOT_ALLOWED",
                "GET    | /graphql/nothing             | 404 | NOT_FOUND",
                "GET    | /assets/00000000/onrecord.js | 404 | NOT_FOUND",
                "GET    | /import/nothing              | 404 | NOT_FOUND",
                "GET    | /people/nobody               | 404 | NOT_FOUND",
                "GET    | /people/nobody/feed          | 404 | NOT_FOUND",
                "GET    | /people/nobody/quotes.csv    | 404 | NOT_FOUND",
                "GET    | /quotes/1                    | 404 | NOT_FOUND",
                "GET    | /quotes/1/card.svg           | 404 | NOT_FOUND",
                "GET    | /sitemap.xml?part=nothing-1  | 404 | NOT_FOUND",
                "DELETE | /people/vladimir-putin       | 405 | METHOD_NOT_ALLOWED",
                "POST   | /robots.txt                  | 405 | METHOD_NOT_ALLOWED",
                "POST   | /favicon.ico                 | 405 | METHOD_NOT_ALLOWED",
                "POST   | /graphiql                    | 405 | METHOD_NOT_ALLOWED"
            })
    void isAPageForABrowserAndJsonForAProgram(String method, String path, int status, String code) throws IOException {
        Answer.to(method, path, Browser.ACCEPT).assertPage(status);
        Answer.to(method, path, "*/*").assertJson(status, code);
        Answer.to(method, path, null).assertJson(status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /graphql                  | GET, HEAD, POST, OPTIONS",
                "POST   | /graphql/schema.graphql   | GET, HEAD, OPTIONS",
                "POST   | /suggestions              | GET, HEAD, OPTIONS",
                "PUT    | /import                   | POST, OPTIONS",
                "POST   | /export                   | GET, OPTIONS",
                "PUT    | /read                     | GET, HEAD, POST, OPTIONS"
            })
    void isJsonWhereThereAreNoPages(String method, String path, String allowed) throws IOException {
        for (String accept : new String[] {Browser.ACCEPT, "*/*", "application/json"}) {
            Answer answer = Answer.to(method, path, accept);
            answer.assertJson(405, "METHOD_NOT_ALLOWED");
            assertThat(answer.headers.get("allow")).isEqualTo(allowed);
            Answer options = Answer.to("OPTIONS", path, accept);
            assertThat(options.status).isEqualTo(204);
            assertThat(options.headers.get("allow")).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/feed", "/people/vladimir-putin/quotes.csv", "/oembed", "/sitemap.xml?part=quotes-0"})
    void namesWhatAUrlHasInstead(String path) throws IOException {
        Answer.to("GET", path, "image/png").assertJson(406, "NOT_ACCEPTABLE");
        if (!path.startsWith("/sitemap")) { // Browsers show XML.
            Answer page = Answer.to("GET", path, "text/html");
            page.assertPage(406);
            assertThat(page.body).contains("Accept ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql", "/favicon.ico", "/robots.txt", "/graphql/schema.graphql"})
    void readsFixedContent(String path) throws IOException {
        Answer head = Answer.to("HEAD", path, "*/*");
        assertThat(head.status).isEqualTo(Answer.to("GET", path, "*/*").status).isLessThan(400);
        assertThat(head.body).isEmpty();
        Answer options = Answer.to("OPTIONS", path, "*/*");
        assertThat(options.status).isEqualTo(204);
        assertThat(options.headers.get("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void answersAQuestionAboutTheService() throws IOException {
        Answer options = Answer.to("OPTIONS", "*", "*/*");

        assertThat(options.status).isEqualTo(204);
        assertThat(options.headers.get("allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void showsNoCauseOfAFailure() throws IOException, SQLException {
        try (Connection connection = PostgresServer.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE person RENAME COLUMN description TO missing");
            try {
                Answer page = Answer.to("GET", "/people/vladimir-putin", Browser.ACCEPT);
                page.assertPage(500);
                Answer document = Answer.to("GET", "/people/vladimir-putin", "application/ld+json");
                document.assertJson(500, "INTERNAL_SERVER_ERROR");
                assertThat(page.body + document.body).doesNotContain("description\"", "Exception", "SELECT", "java");
            } finally {
                statement.execute("ALTER TABLE person RENAME COLUMN missing TO description");
            }
        }
    }

    /** A client of HTTP would change some of the paths. */
    private record Answer(int status, Map<String, String> headers, String body) {

        /** @param accept null for no such header */
        static Answer to(String method, String path, String accept) throws IOException {
            try (Socket socket = new Socket("localhost", RestAssured.port)) {
                String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (accept == null ? "" : "Accept: " + accept + "\r\n")
                        + "X-Request-Id: from-the-gateway\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String[] parts = response.split("\r\n\r\n", 2);
                Map<String, String> headers = new TreeMap<>();
                parts[0].lines().skip(1).forEach(line -> {
                    String[] header = line.split(": ?", 2);
                    headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
                });
                int status = Integer.parseInt(response.split(" ")[1]);
                return new Answer(status, headers, parts[1]);
            }
        }

        void assertPage(int expected) {
            assertAnswer(expected, "text/html; charset=utf-8");
            Document page = Jsoup.parse(body);
            assertThat(page.select("h1")).hasSize(1);
            assertThat(page.select("link[href$=onrecord.css]")).hasSize(1);
            assertThat(page.text()).contains("Request id: from-the-gateway");
            assertThat(expected == 500).isEqualTo(page.text().contains("The page could not be made"));
        }

        void assertJson(int expected, String code) {
            assertAnswer(expected, "application/json; charset=utf-8");
            JsonPath json = new JsonPath(body);
            assertThat(json.getString("errors[0].extensions.code")).isEqualTo(code);
            assertThat(json.getString("errors[0].extensions.requestId")).isEqualTo("from-the-gateway");
            assertThat(json.getString("errors[0].message")).isNotBlank();
        }

        private void assertAnswer(int expected, String contentType) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(headers)
                    .containsEntry("content-type", contentType)
                    .containsEntry("x-request-id", "from-the-gateway")
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsKey("content-security-policy");
            assertThat(headers.get("cache-control")).isIn(null, "no-store");
            assertThat(headers).doesNotContainKey("etag");
        }
    }
}
