package org.onrecord.pages;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ReadPageTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String TEXT = """
            HELSINKI 😀 — President Vladimir Putin on Monday denied that Russia had meddled in the 2016 US election.

            “The blame for election interference belongs to the criminals who committed it,” Rod Rosenstein said of \
            the indictment of 12 GRU officers.

            “Nobody expected this. It was {q.b} <b>odd</b>,” said Mary Adeyemi, a historian. “Silence is gold.”
            """;

    private static Response post(Map<String, String> fields) {
        return given().header("Accept", Browser.ACCEPT)
                .header("Accept-Language", "en")
                .contentType(FORM + "; charset=utf-8")
                .formParams(fields)
                .post("/read");
    }

    private static Document read(Map<String, String> fields) {
        Response response = post(fields);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return Browser.checked(response);
    }

    @Test
    void hasAFormInTheLanguageOfTheBrowser() {
        Document page = Browser.page("/read");
        assertThat(page.select("h1").text()).isEqualTo("Read a text");
        assertThat(page.select("form[method=post][action=/read] [name]").eachAttr("name"))
                .containsExactly("body", "headline", "datePublished", "inLanguage");
        assertThat(page.select("option[selected]").text()).isEqualTo("English");
        assertThat(page.select("mark, .statement")).isEmpty();

        Document german = Browser.page("/read", "de");
        assertThat(german.select("h1").text()).isEqualTo("Einen Text lesen");
        assertThat(german.select("option[selected]").text()).isEqualTo("Deutsch");

        assertThat(Browser.page("/").select("main a[href=/read]")).hasSize(1);
    }

    @Test
    void marksWhoSaidWhat() {
        Document page = read(Map.of("body", TEXT, "datePublished", "2018-07-16", "inLanguage", "en"));

        assertThat(page.select(".text mark").eachText())
                .containsExactly(
                        "Russia had meddled in the 2016 US election",
                        "The blame for election interference belongs to the criminals who committed it,",
                        "Nobody expected this. It was {q.b} <b>odd</b>,",
                        "Silence is gold.");
        assertThat(page.select(".text a.speaker").eachText())
                .startsWith("Vladimir Putin Denial", "Rod Rosenstein Statement", "Mary Adeyemi Statement");
        assertThat(page.select(".text a.speaker").eachAttr("href"))
                .startsWith("#quote-1", "#quote-2")
                .allSatisfy(link -> assertThat(page.select(link)).hasSize(1));
        assertThat(page.select("#quotes").text()).isEqualTo("4 quotes found");
        assertThat(page.select("#quote-1 .words").text())
                .isEqualTo("denied that Russia had meddled in the 2016 US election");
        assertThat(page.select("#quote-1 .source").text())
                .startsWith("Vladimir Putin · Denial · 16 July 2018 · paraphrase · ")
                .endsWith(" percent certain");
        assertThat(page.select("#quote-1 .source a").attr("href")).isEqualTo("/people/vladimir-putin");
        assertThat(page.select("#quote-3 .words q").text()).contains("{q.b} <b>odd</b>");
        assertThat(page.select("#quote-3 .source").text()).startsWith("Mary Adeyemi (not on record)");
        assertThat(page.select("#people + ul li").eachText())
                .contains("Vladimir Putin", "Rod Rosenstein", "Mary Adeyemi (not on record)");
        assertThat(page.select("#events + ul a").eachAttr("href")).contains("/events/gru-indictment-2018");
        // The form has the text, so that a reader can correct it.
        assertThat(page.select("textarea").first().wholeText()).isEqualTo("\n" + TEXT);
        assertThat(page.select("input[name=datePublished]").attr("value")).isEqualTo("2018-07-16");
    }

    @Test
    void showsTheQuotesThatTheQueryFinds() {
        Document page = read(Map.of("body", TEXT, "inLanguage", "en"));

        List<String> exact = GraphQL.data(
                        "query($input: ReadInput!) { read(input: $input) { appearances { exact } } }",
                        Map.of("input", Map.of("body", TEXT, "inLanguage", "en")))
                .getList("read.appearances.exact");
        assertThat(page.select(".text mark").eachText()).isEqualTo(exact);
    }

    @Test
    void readsTheLanguageOfTheText() {
        Document page =
                read(Map.of("body", "Kanzlerin Anna Berg bestritt, dass sie davon gewusst habe.", "inLanguage", "de"));

        assertThat(page.select(".text").attr("lang")).isEqualTo("de");
        assertThat(page.select("#quote-1 .source").text()).startsWith("Anna Berg (not on record) · Denial");
        assertThat(page.select("option[selected]").attr("value")).isEqualTo("de");
    }

    @Test
    void showsTextsWithoutQuotesAndHostileOnes() {
        Document page = read(Map.of("body", "It rained.", "headline", HostileTexts.HTML));
        assertThat(page.select("#quotes").text()).isEqualTo("0 quotes found");
        assertThat(page.select("#text").text()).isEqualTo(HostileTexts.HTML);

        Document hostile = read(Map.of("body", "</textarea>" + HostileTexts.HTML + " “I did,” said Ann Reed."));
        assertThat(hostile.select("img")).isEmpty();
        assertThat(hostile.select("textarea").first().wholeText()).startsWith("\n</textarea>" + HostileTexts.HTML);
    }

    @Test
    void readsWithOneStatementAndStoresNothing() {
        String counts = "{ articles { totalCount } people { totalCount } quotes { totalCount } }";
        var before = GraphQL.data(counts).getMap("");
        read(Map.of("body", TEXT)); // A new connection would execute other statements first.
        assertThat(SqlStatements.during(() -> read(Map.of("body", TEXT)))).hasSize(1);
        assertThat(GraphQL.data(counts).getMap("")).isEqualTo(before);
        assertThat(SqlStatements.during(() -> Browser.page("/read"))).isEmpty();
    }

    @Test
    void readsAgainWhatTheBrowserSendsAgain() {
        Response first = post(Map.of("body", TEXT));
        assertThat(first.header("ETag")).isNull();
        Response second = given().header("Accept", Browser.ACCEPT)
                .header("If-None-Match", "*")
                .contentType(FORM)
                .formParam("body", TEXT)
                .post("/read");
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body=a&datePublished=yesterday | datePublished",
                "body=a&inLanguage=%22%3E%3Cscript%3E | inLanguage",
                "body=%zz | not encoded as a form",
                "body=%00 | U+0000"
            })
    void explainsWhatIsWrong(String form, String reason) {
        Response response = Browser.request().contentType(FORM).body(form).post("/read");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(Browser.checked(response).select("main code").text()).contains(reason);
    }

    @Test
    void readsNoTextThatIsTooLong() {
        Response response = post(Map.of("body", "a".repeat(100_001)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Browser.checked(response).select("main code").text())
                .contains("The text has more than 100000 characters");
        String form = Browser.page("/read").select("textarea").attr("maxlength");
        assertThat(form).isEqualTo("100000");
    }

    @Test
    void readsALongTextInAnyAlphabet() {
        for (String sentence : List.of("Она сказала, что знала об этом. ", "她说她知道这件事。“对。” ", "😀 said “no.” ")) {
            String text = sentence.repeat(100_000 / sentence.length());
            assertThat(post(Map.of("body", text, "inLanguage", "ru")).statusCode())
                    .as(sentence)
                    .isEqualTo(200);
        }
    }

    @Test
    void showsTheFormWithoutAText() {
        assertThat(read(Map.of("body", " \n")).select("h1, .statement").eachText())
                .containsExactly("Read a text");
        assertThat(read(Map.of()).select("form.article")).hasSize(1);
    }

    @Test
    void leavesOtherRequestsToPrograms() {
        assertThat(given().contentType("text/plain")
                        .body("Ann Reed denied that she took it.")
                        .post("/read")
                        .jsonPath()
                        .getList("appearances.quote.speechAct"))
                .containsExactly("DENIAL");
        Response put = given().put("/read");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(given().accept("application/json").get("/read").statusCode()).isEqualTo(406);
        assertThat(given().head("/read").statusCode()).isEqualTo(200);
    }
}
