package org.onrecord.http.browser;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import graphql.language.AstPrinter;
import graphql.parser.Parser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class GraphiQLTest {

    @Test
    void showsTheFlagshipQuery() {
        Response redirect = given().redirects().follow(false).get("/graphiql");
        assertThat(redirect.statusCode()).isEqualTo(302);
        String query = URLDecoder.decode(redirect.header("Location"), StandardCharsets.UTF_8)
                .substring("?query=".length());
        assertThat(document(query)).isEqualTo(document(GraphQL.operation("DenialsAndIndictments")));
        // Characters of the half of a window with 1280 pixels.
        assertThat(query.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
        given().urlEncodingEnabled(false)
                .get("/graphiql" + redirect.header("Location"))
                .then()
                .statusCode(200);
    }

    private static String document(String query) {
        return AstPrinter.printAstCompact(Parser.parse(query));
    }

    @Test
    void hasTheNameOfTheService() {
        String path = "/graphiql?query=%7Bversion%7D";
        Response response = given().urlEncodingEnabled(false).get(path);
        assertThat(response.contentType()).isEqualTo("text/html; charset=utf-8");
        Document page = Jsoup.parse(response.asString());
        assertThat(page.title()).isEqualTo("GraphiQL · OnRecord");
        assertThat(page.html()).doesNotContainIgnoringCase("SmallRye");
        for (Element element : page.select("link[href], script")) {
            String file = element.hasAttr("src") ? element.attr("src") : element.attr("href");
            Response content = given().get("/" + file);
            assertThat(content.statusCode()).as(file).isEqualTo(200);
            assertThat(content.contentType())
                    .as(file)
                    .containsPattern(element.tagName().equals("script") ? "javascript" : "css|icon");
        }
        for (String other : List.of("/q/graphql-ui/", "/q/graphql-ui/index.html", "/graphiql/")) {
            Response redirect =
                    given().urlEncodingEnabled(false).redirects().follow(false).get(other + "?query=%7Bversion%7D");
            assertThat(URI.create(other).resolve(redirect.header("Location"))).hasToString(path);
        }
    }
}
