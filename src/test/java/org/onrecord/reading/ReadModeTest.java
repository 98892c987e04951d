package org.onrecord.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code --read} answers each line of its input once, also when it breaks off and runs again. */
class ReadModeTest {

    private static final String FIRST = "{\"id\": 1, \"body\": \"“I never met them,” Ann Reed said. “Nor will I.”\"}";
    private static final String BROKEN = "{\"id\": 2, \"headline\": \"No body\"}";
    private static final String LAST = "{\"id\": \"c\", \"body\": \"😀 Ann Reed denied that she had met them.\"}";

    private static final String ARTICLES = String.join("\n", FIRST, "", BROKEN, " ", LAST) + "\n";

    @TempDir
    Path folder;

    private Path input;
    private Path output;
    private Path part;

    @BeforeEach
    void writeArticles() throws IOException {
        input = Files.writeString(folder.resolve("0.ndjson"), ARTICLES);
        output = folder.resolve("quotes-0.ndjson");
        part = folder.resolve("quotes-0.ndjson.part");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"article": {"body": "It rains."}} | it has no text `body`
                    {"id": 1, "body": null}            | it has no text `body`
                    {"id": 1, "body": 7}               | it has no text `body`
                    {"body": "x", "datePublished": "now"} | Text 'now' could not be parsed
                    """)
    void saysWhyALineIsNoArticle(String line, String reason) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new ReadMode(null).run(new ByteArrayInputStream(line.getBytes(UTF_8)), out);

        assertThat(JsonPath.from(out.toString(UTF_8)).getString("error"))
                .startsWith("not an article {id, headline, body}: " + reason);
    }

    @Test
    void answersEachLineThatIsNotBlank() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = new ReadMode(null).run(new ByteArrayInputStream(ARTICLES.getBytes(UTF_8)), out);

        assertThat(status).isEqualTo(1);
        List<String> answers = out.toString(UTF_8).lines().toList();
        assertThat(answers).hasSize(3);
        JsonPath first = JsonPath.from(answers.get(0));
        assertThat(first.getInt("id")).isEqualTo(1);
        assertThat(first.getList("quotes.speaker.name")).containsExactly("Ann Reed", "Ann Reed");
        JsonPath second = JsonPath.from(answers.get(1));
        assertThat(second.getInt("line")).isEqualTo(3);
        assertThat(second.getString("error")).contains("not an article");
        JsonPath last = JsonPath.from(answers.get(2));
        assertThat(last.getString("id")).isEqualTo("c");
        // In code points. The emoji is one.
        assertThat(last.getInt("quotes[0].speaker.start")).isEqualTo(2);
        assertThat(last.getString("quotes[0].speechAct")).isEqualTo("DENIAL");
    }

    @Test
    void theOutputHasItsNameWhenItIsComplete() throws IOException {
        assertThat(new ReadMode(null).run(input, output)).isEqualTo(1);

        assertThat(Files.readAllLines(output)).hasSize(3);
        assertThat(part).doesNotExist();
    }

    @Test
    void continuesBehindTheLastWholeAnswer() throws IOException {
        new ReadMode(null).run(input, output);
        String whole = Files.readString(output);
        int firstEnd = whole.indexOf('\n') + 1;
        int secondEnd = whole.indexOf('\n', firstEnd) + 1;
        for (int end : List.of(0, 1, firstEnd - 1, firstEnd, firstEnd + 3, secondEnd, whole.length() - 1)) {
            Files.delete(output);
            Files.writeString(part, whole.substring(0, end));

            // The line that is no article counts, whichever run met it.
            assertThat(new ReadMode(null).run(input, output))
                    .as("after %d characters", end)
                    .isEqualTo(1);
            assertThat(Files.readString(output)).as("after %d characters", end).isEqualTo(whole);
        }
    }

    @Test
    void doesNotReadAnArticleAgainThatHasAnAnswer() throws IOException {
        Files.writeString(part, "{\"id\":1,\"quotes\":[]}\n");

        new ReadMode(null).run(input, output);

        assertThat(Files.readAllLines(output)).hasSize(3).startsWith("{\"id\":1,\"quotes\":[]}");
    }

    @Test
    void leavesAnOutputThatExists() throws IOException {
        Files.writeString(output, "mine");

        assertThat(new ReadMode(null).run(input, output)).isZero();
        assertThat(Files.readString(output)).isEqualTo("mine");
    }

    @Test
    void refusesAnswersOfAnotherInput() throws IOException {
        Files.writeString(part, "{\"id\":1,\"quotes\":[]}\n".repeat(4));

        assertThat(new ReadMode(null).run(input, output)).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThat(new ReadMode(null).run(folder.resolve("none"), output)).isEqualTo(2);
        assertThat(output).doesNotExist();
    }
}
