package org.onrecord.pages;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.SqlStatements;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What a box suggests while a reader types. */
@QuarkusTest
class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({
        "vlad, people/vladimir-putin",
        "vladimir pu, people/vladimir-putin",
        "Puttin, people/vladimir-putin",
        "helsinki sumit, events/helsinki-summit-2018"
    })
    void findsNamesByTheirBeginningsAndWithTypingErrors(String text, String key) {
        assertThat(suggest(text).jsonPath().getList("key")).contains(key).doesNotHaveDuplicates();
    }

    @Test
    void describesANode() {
        Response response = given().header("Accept-Language", "de")
                .queryParam("q", "helsinki summit")
                .get("/suggestions");
        assertThat(response.contentType()).isEqualTo("application/json");
        assertThat(response.jsonPath().getString("[0].detail")).isEqualTo("Gipfeltreffen · 16. Juli 2018");
        assertThat(response.jsonPath().getString("[0].link")).isEqualTo("/events/helsinki-summit-2018");
        assertThat(response.jsonPath().getString("[0].lang")).isEqualTo("en");
        assertThat(response.header("Content-Language")).isEqualTo("de");
        // That of data, not of a page.
        assertThat(response.header("Content-Security-Policy"))
                .isEqualTo(given().get("/oembed").header("Content-Security-Policy"));
    }

    @Test
    void isReadWithOneStatementAndCached() {
        suggest("put");
        assertThat(SqlStatements.during(() -> suggest("put"))).hasSize(1);
        String tag = suggest("put").header("ETag");
        assertThat(given().header("If-None-Match", tag)
                        .queryParam("q", "put")
                        .get("/suggestions")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void findsNothingWithoutAText() {
        for (String text : List.of("", "  ", "zzqqx", "-", "v", " p ")) {
            Response response = suggest(text);
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
            assertThat(response.jsonPath().getList("$")).isEmpty();
        }
    }

    @Test
    void rejectsATextThatASearchRejects() {
        for (String text : List.of("a\u0000", "a".repeat(201))) {
            assertThat(suggest(text).statusCode()).isEqualTo(400);
            assertThat(suggest(text).jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("BAD_USER_INPUT");
        }
    }

    private static Response suggest(String text) {
        return given().queryParam("q", text).get("/suggestions");
    }
}
