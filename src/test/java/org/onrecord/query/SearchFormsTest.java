package org.onrecord.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** The search compares texts in one form, and its operators mean the same for all types. */
@QuarkusTest
class SearchFormsTest {

    private static final String SEARCH = """
            query ($text: String!, $types: [SearchResultType!]) { search(text: $text, types: $types, first: 100) {
                edges { node { ... on Person { found: name } ... on Quote { found: text }
                               ... on Event { found: name } ... on Article { found: headline } }
                        snippets { field start text matches { start end } } } } }
            """;

    @AfterEach
    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/sf/%'");
            Quote.delete("attributionText = 'SearchForms'");
            Person.delete("slug like 'sf-%'");
            Event.delete("slug like 'sf-%'");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | O’Brien | OBrien | O’Brien",
                "en | Conor OʼBrien said no | obrien | OʼBrien",
                "en | OBrien | o`brien | OBrien",
                "it | Beverly D’Angelo | dangelo | D’Angelo",
                "en | Xi'an | Xian | Xi'an",
                "en | Sana'a’s mayor | sanaa | Sana'a",
                "uk | П’ятий об'єкт | обєкт | об'єкт",
                "fr | l’élection | election | élection",
                "ar | قال مُحَمَّد لا | محمد | مُحَمَّد",
                "ar | قال محمد لا | مُحَمَّد | محمد",
                "ar | محـــمد | محمد | محـــمد",
                "ar | إسلام أباد | اسلام | إسلام",
                "ar | هذه المدرسة | المدرسه | المدرسة",
                "fa | علی گفت | علي | علی",
                "he | שָׁלוֹם לכם | שלום | שָׁלוֹם",
                "he | דובר צה״ל | צהל | צה״ל",
                "ru | Большо\u0301й вопрос | большой | Большо\u0301й",
                "fr | e\u0301lections | élections | e\u0301lections",
                "de | Die Straße | strasse | Straße",
                "de | DIE STRASSE | straße | STRASSE",
                "tr | Iğdır’da | ığdır | Iğdır",
                "tr | İSTANBUL | istanbul | İSTANBUL",
                "en | re\u00ADtreat | retreat | re\u00ADtreat",
                "en | a well‑known “bridge”—open | well-known bridge | bridge",
                "ar | ٢٠١٨ | 2018 | ٢٠١٨",
                "ja | ﾄﾗﾝﾌﾟ大統領 | トランプ | ﾄﾗﾝﾌﾟ",
                "zh | 我们不会退缩。 | 退缩 | 退缩",
                "zh | 我们不会退缩。 | 不会退缩 | 不会退缩",
                "zh | 我们不会退缩。 | 我 | 我",
                "zh | 我们不会退缩。 | 缩 | 缩",
                "ja | 東京タワーです | タワー | タワー",
                "th | เราจะไม่ถอย | ไม่ถอย | ไม่ถอย",
                "lo | ພວກເຮົາບໍ່ຖອຍ | ບໍ່ຖອຍ | ບໍ່ຖອຍ",
                "km | យើងមិនថយ | មិនថយ | មិនថយ",
                "zh | COVID病毒 | covid 病毒 | COVID病毒"
            })
    void findsEachSpellingAndMarksIt(String language, String text, String searched, String marked) {
        publish(language, text);
        JsonPath found = search(searched, "QUOTE");
        assertThat(found.getList("search.edges.node.found", String.class)).contains(text);
        assertThat(marks(found)).contains(marked);
        assertThat(search(searched, "ARTICLE").getList("search.edges.node.found", String.class))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh | 我们不会退缩。 | 退会",
                "zh | 我们不会退缩。 | 们退",
                "zh | 退休，收缩 | 退缩",
                "ar | قال محمود | محمد",
                "en | Brien | OBrien",
                "en | the strong denial | \"denial strong\""
            })
    void doesNotFindOtherWords(String language, String text, String searched) {
        publish(language, text);
        assertThat(search(searched, "QUOTE").getList("search.edges.node.found", String.class))
                .doesNotContain(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zarathu | Donald Zarathu, Melania Zarathu",
                "Zarathu -Donald | Melania Zarathu",
                "Zarathu -donalds | Donald Zarathu, Melania Zarathu",
                "Zarathu -Don* | Melania Zarathu",
                "Zarathu -\"Donald Zarathu\" | Melania Zarathu",
                "Zarathu -Donnie | Melania Zarathu",
                "Zarathu −Donald | Melania Zarathu",
                "\"Donald Zarathu\" | Donald Zarathu",
                "“Donald Zarathu” | Donald Zarathu",
                "\"Zarathu Donald\" |",
                "Zarathu \"Donald\" | Donald Zarathu",
                "Melani* | Melania Zarathu",
                "Zarathu Mel* | Melania Zarathu",
                "Ioneskul or Melania -Trump | Eugen Ioneskul, Melania Zarathu",
                "-Zarathu |"
            })
    void operatorsWorkForPeople(String searched, String names) {
        create(
                "createPerson",
                Map.of(
                        "slug",
                        "sf-donald",
                        "name",
                        "Donald Zarathu",
                        "alternateNames",
                        List.of(Map.of("name", "Donnie Z"))));
        create("createPerson", Map.of("slug", "sf-melania", "name", "Melania Zarathu"));
        create("createPerson", Map.of("slug", "sf-eugen", "name", "Eugen Ioneskul"));
        assertThat(search(searched, "PERSON").getList("search.edges.node.found", String.class))
                .containsExactlyInAnyOrder(names == null ? new String[0] : names.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zarathu -trial | Summit of Zarathu",
                "Zarathu -tri* | Summit of Zarathu",
                "\"of Zarathu\" -nothing | Summit of Zarathu, Trial of Zarathu",
                "tri* or summit -meeting Zarathu | Summit of Zarathu, Trial of Zarathu",
                "\"Zarathu trial\" |"
            })
    void operatorsWorkForEvents(String searched, String names) {
        create("createEvent", Map.of("slug", "sf-summit", "name", "Summit of Zarathu", "type", "SUMMIT"));
        create("createEvent", Map.of("slug", "sf-trial", "name", "Trial of Zarathu", "type", "TRIAL"));
        List<String> found = search(searched, "EVENT").getList("search.edges.node.found", String.class).stream()
                .filter(name -> name.endsWith("Zarathu"))
                .toList();
        assertThat(found).containsExactlyInAnyOrder(names == null ? new String[0] : names.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Conan O’Brien | OBrien | O’Brien",
                "Conan OBrien | O'Brien | OBrien",
                "مُحَمَّد الظواهري | محمد | مُحَمَّد",
                "محمد الظواهري | مُحَمَّد | محمد",
                "安倍晋三 | 安倍 | 安倍",
                "ประยุทธ์ จันทร์โอชา | จันทร์ | จันทร์",
                "Łukasz Kaczyński | lukasz kaczynski | Łukasz"
            })
    void findsNamesInEachSpellingAndMarksThem(String name, String searched, String marked) {
        create("createPerson", Map.of("slug", "sf-person", "name", name));
        JsonPath found = search(searched, "PERSON");
        assertThat(found.getList("search.edges.node.found", String.class)).contains(name);
        assertThat(marks(found)).contains(marked);
    }

    @Test
    void offsetsAreRightBehindTextOfAnotherLength() {
        String text = "Die Straße, die Straße; İki ﬃ e\u0301té مُحَمَّد – das 退缩 in O’Brien’s “Groß\u00ADstadt” endet";
        publish("de", text);
        assertThat(marks(search("endet 退缩 OBrien", "QUOTE"))).containsExactly("退缩", "O’Brien", "endet");
    }

    @Test
    void storesTheWordsOfLongTexts() {
        StringBuilder body = new StringBuilder();
        for (int character = 0x4E00; body.length() < 80_000; character = character == 0x9FFF ? 0x4E00 : character + 1) {
            body.appendCodePoint(character).appendCodePoint(0x4E00 + character * 7 % 20_000);
        }
        body.append("。");
        publish("zh", "长文", body.toString());
        assertThat(search("一丁", "ARTICLE").getList("search.edges")).isNotNull();
        assertThat(search("长文", "ARTICLE").getList("search.edges.node.found")).contains("长文");
    }

    /** PostgreSQL makes three words of a pair with a hyphen, so they are more than fit into a tsvector. */
    @Test
    void storesTheFirstWordsOfATextWithTooMany() throws SQLException {
        Random random = new Random(1);
        StringBuilder body = new StringBuilder("Заголовок начало");
        while (body.length() < 200_000) {
            body.append(' ').append(cyrillicWord(random)).append('-').append(cyrillicWord(random));
        }
        publish("ru", "Заголовок");
        // A body that is too long for a mutation, as an import writes it.
        try (Connection connection = PostgresServer.connect();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE article SET body = ? WHERE url LIKE 'https://example.org/sf/%'")) {
            update.setString(1, body.toString());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        assertThat(search("начало", "ARTICLE").getList("search.edges")).hasSize(1);
        assertThat(search("заголовок", "ARTICLE").getList("search.edges")).hasSize(1);
    }

    private static String cyrillicWord(Random random) {
        return random.ints(9, 'а', 'я' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Publishes an article with the text as its headline and as the words of a quote in it. */
    private static void publish(String language, String text) {
        publish(language, text, null);
    }

    private static void publish(String language, String text, String body) {
        List<Map<String, Object>> appearances = new ArrayList<>();
        if (body == null) {
            appearances.add(Map.of(
                    "exact",
                    text,
                    "quote",
                    Map.of(
                            "text", text,
                            "type", "DIRECT",
                            "speechAct", "STATEMENT",
                            "attributionText", "SearchForms")));
        }
        create(
                "publishArticle",
                Map.of(
                        "url",
                        "https://example.org/sf/1",
                        "headline",
                        text,
                        "publisher",
                        "P",
                        "datePublished",
                        "2020-01-01T00:00:00Z",
                        "inLanguage",
                        language,
                        "body",
                        body == null ? text : body,
                        "appearances",
                        appearances));
    }

    private static void create(String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        GraphQL.dataAs(
                TestIssuer.token("editor"),
                "mutation ($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
    }

    private static JsonPath search(String text, String type) {
        return GraphQL.data(SEARCH, Map.of("text", text, "types", List.of(type)));
    }

    /** The marked parts of all snippets. */
    private static List<String> marks(JsonPath found) {
        List<String> marks = new ArrayList<>();
        List<List<Map<String, Object>>> results = found.getList("search.edges.snippets");
        for (List<Map<String, Object>> snippets : results) {
            for (Map<String, Object> snippet : snippets) {
                int[] text = ((String) snippet.get("text")).codePoints().toArray();
                for (Object range : (List<?>) snippet.get("matches")) {
                    int start = (Integer) ((Map<?, ?>) range).get("start");
                    int end = (Integer) ((Map<?, ?>) range).get("end");
                    marks.add(new String(text, start, end - start));
                }
            }
        }
        return marks;
    }
}
