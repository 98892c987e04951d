package org.onrecord.publishing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.PostgresServer;
import org.onrecord.SqlStatements;
import org.onrecord.model.Article;
import org.onrecord.model.Person;
import org.onrecord.model.Quote;
import org.onrecord.security.TestIssuer;

import static org.assertj.core.api.Assertions.assertThat;

/** Two quotes of one speaker are one statement if their words have the same normal form. */
@QuarkusTest
class SameStatementTest {

    private static final String MUTATION =
            "mutation($input: PublishArticleInput!) { publishArticle(input: $input) { changed } }";

    /** The language and two spellings of one statement. */
    private static final List<String[]> EQUAL = List.of(
            // Punctuation separates, whatever it is and whether spaces are around it.
            pair("en", "We will pay—when we can", "We will pay — when we can"),
            pair("en", "We will pay -- when we can", "We will pay; when we can."),
            pair("en", "“The bridge opens,” she said", "'The bridge opens,' she said"),
            pair("en", "The “bridge” [in London] opens", "The bridge in London opens!"),
            pair("en", "Well… no", "Well, no..."),
            pair("en", "...and we left", "and we left"),
            pair("fr", "« Jamais ! »", "Jamais"),
            pair("de", "„Wir schaffen das“", "Wir schaffen das."),
            pair("es", "¿Por qué no?", "Por qué no?"),
            pair("zh", "我们不会退缩。", "「我们不会退缩」"),
            pair("zh", "我们不会\n退缩", "我们不会退缩"),
            pair("ja", "私は、知らない", "私は，知らない。"),
            pair("ar", "لا، لن نتراجع", "لا, لن نتراجع"),
            pair("hi", "हम नहीं हटेंगे।", "हम नहीं हटेंगे."),
            // A comma before a conjunction, and the point of an abbreviation, are a matter of style.
            pair("en", "Red, white, and blue", "Red, white and blue"),
            pair("de", "Wir wollen, und wir werden", "Wir wollen und wir werden"),
            pair("es-MX", "Pan, paz, y trabajo", "Pan, paz y trabajo"),
            pair("en", "Mr. Smith met Dr. Jones", "Mr Smith met Dr Jones"),
            // Abbreviations
            pair("en", "J.R.R. Tolkien left the U.S.", "JRR Tolkien left the US"),
            pair("en", "The U.S.-led forces of the U.N. won", "The US-led forces of the UN won"),
            pair("en", "A Ph.D. from the U.K.", "A PhD from the UK"),
            pair("en", "At 5 a.m. we left", "At 5 am we left"),
            pair("en", "It is the U.S.A.’s army", "It is the USA's army"),
            pair("en", "Is it the U.S?", "Is it the US?"),
            pair("de", "Wir sind z.B. da", "Wir sind zB da"),
            pair("fr", "L’O.N.U. a menti", "L’ONU a menti"),
            // Case and width
            pair("en", "NOT ONE INCH", "Not one inch"),
            pair("el", "ΣΟΦΟΣ ΚΑΙ ΚΑΛΟΣ", "Σοφος και καλος"),
            pair("ja", "１２３ ｶﾅ", "123 カナ"),
            pair("tr", "İYİ", "iyi"),
            pair("tr", "IŞIK", "ışık"),
            // Apostrophes and hyphens
            pair("en", "We’re in", "We're in"),
            pair("en", "Weʼre in", "We're in"),
            pair("uk", "П’ять разів", "П'ять разів"),
            pair("fr", "C’est l`État", "C'est l'État"),
            pair("en", "a well‑known re‐sign", "a well-known re-sign"),
            pair("en", "the workers′ party", "the workers' party"),
            pair("en", "I′m here since the 1990′s", "I’m here since the 1990's"),
            pair("it", "E' finita", "E’ FINITA"),
            pair("it", "La 'ndrangheta e' viva", "La ’ndrangheta e’ viva"),
            pair("it", "Ha detto 'ciao amore' e basta", "Ha detto “ciao amore” e basta"),
            pair("uz", "O‘zbekiston tog‘", "O'zbekiston tog'"),
            pair("he", "צה״ל ניצח", "צה\"ל ניצח"),
            pair("he", "״שלום״ אמר", "\"שלום\" אמר"),
            // Quotations that end with a number
            pair("en", "He said \"we are 5\" and left", "He said “we are 5” and left"),
            pair("en", "He said 'it's 5' and left", "He said ‘it’s 5’ and left"),
            pair("en", "He said \"5\" and (“6”)", "He said 5 and (6)"),
            pair("en", "We paid '30' million", "We paid ‘30’ million"),
            pair("en", "We never paid ‘30’ million", "We never paid 30 million"),
            pair("en", "\"We are 5.\" \"We are 6\"", "We are 5. We are 6"),
            // Characters that are not visible
            pair("en", "We will\u200B not re\u00ADtreat", "We will not retreat"),
            pair("en", "\u200EYes\uFEFF we can", "Yes we can"),
            pair("fa", "کار\u200Cها", "کارها"), // The letter before is never joined to the next one.
            pair("fa", "خانه\u200C ما", "خانه ما"),
            pair("ml", "അവന\u0D4D\u200D", "അവൻ"),
            pair("en", "We love it ❤\uFE0F\u200D", "We love it ❤"),
            pair("ar", "الســـلام عليكم", "السلام عليكم"),
            // Numbers
            pair("en", "1,000,000 people", "1000000 people"),
            pair("en", "It is 10\u2009000 euros", "It is 10,000 euros"),
            pair("hi", "1,00,000 लोग", "१००००० लोग"),
            pair("de", "1.000.000 Menschen", "1 000 000 Menschen"),
            pair("de", "2,1 Prozent", "2.1 Prozent"),
            pair("de-CH", "10'000 Franken", "10’000 Franken"),
            pair("fr", "10\u202F000,5 euros", "10 000,5 euros"),
            pair("sv", "Det är 16 500 kronor", "Det är 16500 kronor"),
            pair("en", "−5 degrees", "-5 degrees"),
            pair("en", "It won 52–48", "It won 52 - 48"),
            pair("en", "1½ years", "1 1/2 years"),
            pair("en", ".5 percent", "0.5 percent"),
            pair("en", "only 5% of it", "only 5 % of it"),
            pair("en", "$1.5bn", "$ 1.5 bn"),
            pair("en", "-$5m", "$-5m"),
            pair("ar", "٥ ملايين و٢٫٥ بالمئة", "5 ملايين و2.5 بالمئة"),
            pair("fa", "۱۲ نفر", "12 نفر"),
            pair("bo", "༡༢ མི", "12 མི"),
            pair("en", "A 5′ pole", "A 5' pole"),
            pair("en", "A 5″ pole", "A 5\" pole"),
            pair("en", "A 5″ pole", "A 5'' pole"),
            pair("en", "He is 6′2″ tall", "He is 6’ 2” tall"),
            pair("en", "In '95 he was 6' tall", "In ’95 he was 6′ tall"),
            pair("en", "He said \"it is 5\" high\"", "He said “it is 5″ high”"),
            pair("en", "5 m² of it", "5m2 of it"),
            pair("en", "5 km² of it", "5 ㎢ of it"),
            pair("en", "It is x²", "It is x^2"),
            pair("en", "CO₂ and H₂O", "CO2 and H2O"),
            pair("en", "The 21ˢᵗ time", "The 21st time"),
            pair("en", "1 / 2 of it", "½ of it"),
            pair("ja", "5〜6人", "5～6人"),
            // Signs
            pair("en", "Ask @ann", "Ask @ ANN"),
            pair("en", "That is *not* **mine**", "That is not mine"),
            pair("en", "*We know* it*", "We know it"),
            pair("en", "It is BBB−.", "It is BBB-"),
            pair("en", "pre- and post-war", "pre and post-war"),
            pair("el", "Όχι· φόροι", "Όχι, φόροι"));

    /** The language and two statements. */
    private static final List<String[]> DIFFERENT = List.of(
            pair("en", "2.1 percent", "21 percent"),
            pair("en", "It is -5 degrees", "It is 5 degrees"),
            pair("en", "It was 9/11", "It was 911"),
            pair("en", "$1.5bn", "$15bn"),
            pair("en", "It won 52-48", "It won 5248"),
            pair("en", "We're there", "Were there"),
            pair("en", "He'll be here", "Hell be here"),
            pair("en", "I will resign", "I will re-sign"),
            pair("en", "Kill not, spare", "Kill, not spare"),
            pair("ru", "Казнить, нельзя помиловать", "Казнить нельзя, помиловать"),
            pair("ru", "Казнить — нельзя помиловать", "Казнить нельзя. Помиловать"),
            pair("de", "Wir essen jetzt, Opa", "Wir essen jetzt Opa"),
            pair("es", "No, espere", "No espere"),
            pair("es", "No, en España mandamos nosotros", "No en España mandamos nosotros"),
            pair("pt", "Não, o presidente mentiu", "Não o presidente mentiu"),
            pair("fr", "Non, en France on paie", "Non en France on paie"),
            pair("hr", "Ne, u Zagrebu ostajemo", "Ne u Zagrebu ostajemo"),
            pair("nl", "Kom, maar op tijd", "Kom maar op tijd"),
            pair("en", "No; tax increases are coming", "No tax increases are coming"),
            pair("en", "He knew it?", "He knew it."),
            pair("en", "They attacked US troops", "They attacked us troops"),
            pair("en", "They left the US. Kill him", "They left the US kill him"),
            pair("en", "This is plan B. A new one follows", "This is plan BA new one follows"),
            pair("en", "It is version 2.1", "It is version 21"),
            pair("en", "Not I. A man did it", "Not IA man did it"),
            pair("en", "Not I. Kill him", "Not I kill him"),
            pair("en", "Not I. U.S. troops killed him", "Not I U.S. troops killed him"),
            pair("pl", "To nie sen. Zabij", "To nie sen zabij"),
            pair("el", "Το ήξερε;", "Το ήξερε."),
            pair("en", "It costs $5", "It costs €5"),
            pair("en", "It costs $5", "It costs 5"),
            pair("en", "It rose 5%", "It rose 5"),
            pair("en", "It rose 5%", "It rose 5‰"),
            pair("en", "at 10:30", "at 1030"),
            pair("en", "from 5-7", "from 5.7"),
            pair("en", "5 -3", "5-3"),
            pair("en", "It is +5", "It is 5"),
            pair("en", "x > 5", "x < 5"),
            pair("en", "10² times", "102 times"),
            pair("en", "1½ times", "11/2 times"),
            pair("en", "0.5 percent", "5 percent"),
            pair("en", "1.000 percent", "1000 percent"),
            pair("de", "2,5 Millionen", "25 Millionen"),
            pair("es-MX", "2.100 por ciento", "2100 por ciento"),
            pair("en", "in 2016,500 people", "in 2016500 people"),
            pair("en", "They attacked U.S. troops", "They attacked us troops"),
            pair("en", "the boy's school", "the boys school"),
            pair("fr", "l'est", "lest"),
            pair("fr", "Il a tué", "Il à tué"),
            pair("tr", "kırk", "kirk"),
            pair("hi", "कि वह", "की वह"),
            pair("th", "ไม่ไป", "ไมไป"),
            pair("ja", "ビル", "ビール"),
            pair("en", "We’re #1", "We’re 1"),
            pair("en", "👍 yes", "👎 yes"),
            pair("he", "צה״ל", "צהל"),
            pair("he", "צה״ל", "צה ל"),
            // Primes
            pair("en", "It is 5′ high", "It is 5 high"),
            pair("en", "It is 5' high", "It is 5 high"),
            pair("en", "It is 5″ high", "It is 5 high"),
            pair("en", "It is 5\" high", "It is 5 high"),
            pair("en", "It is 5' high", "It is 5\" high"),
            pair("en", "In '95 he was 6' tall", "In '95 he was 6 tall"),
            pair("en", "He said \"it is 5\" high\"", "He said \"it is 5 high\""),
            pair("en", "Take A′", "Take A"),
            // Exponents, indexes, and numbers of one character
            pair("en", "It is x²", "It is x2"),
            pair("en", "It is 2ⁿ", "It is 2n"),
            pair("en", "10⁻⁶ of it", "10-6 of it"),
            pair("en", "It is 10₂", "It is 10 2"),
            pair("en", "It has Cl⁻", "It has Cl"),
            pair("en", "12①", "121"),
            pair("en", "①②", "12"),
            pair("en", "½5", "1/25"),
            pair("en", "1 / 2 of it", "1 2 of it"),
            pair("en", "2·3 of it", "2 3 of it"),
            pair("en", "It fell 5‱", "It fell 5"),
            pair("ja", "5〜6人", "5 6人"),
            // Signs
            pair("en", "Ask @us", "Ask us"),
            pair("en", "It is BBB-", "It is BBB"),
            pair("en", "It got an A*", "It got an A"),
            pair("en", "It is a 5* hotel", "It is a 5 hotel"),
            pair("en", "5*5 of it", "5 5 of it"),
            pair("en", "F*** you", "F you"),
            pair("en", "He is a ***", "He is a"),
            pair("it", "E' finita", "E finita"),
            pair("it", "Fa' la guerra", "Fa la guerra"),
            pair("uz", "tog‘", "tog"),
            pair("tr", "KIR", "KİR"),
            pair("el", "Όχι· φόροι", "Όχι φόροι"),
            pair("km", "ក។ ខ", "ក ខ"),
            // Joiners and tags
            pair("fa", "نامه\u200Cای", "نامهای"),
            pair("ml", "അവന\u0D4D\u200D", "അവന\u0D4D"),
            pair("bn", "র\u200D\u09CDযাব", "র\u09CDযাব"),
            pair("hi", "क\u094D\u200Dष", "क\u094Dष"),
            pair("en", "We are 👨\u200D👩\u200D👧", "We are 👨👩👧"),
            pair("en", "Go " + flag("gbeng"), "Go " + flag("gbsct")),
            pair("en", "Go " + flag("gbwls"), "Go 🏴"));

    @AfterEach
    void delete() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article.delete("url like 'https://example.org/st/%'");
            Quote.delete("speaker.id in (select id from Person where slug like 'st-%')");
            Person.delete("slug like 'st-%'");
        });
    }

    /** The flag of a part of a country: a black flag, and the code of the part in invisible tags. */
    private static String flag(String code) {
        StringBuilder flag = new StringBuilder("🏴");
        code.chars().forEach(letter -> flag.appendCodePoint(0xE0000 + letter));
        return flag.appendCodePoint(0xE007F).toString();
    }

    private static String[] pair(String inLanguage, String one, String other) {
        return new String[] {inLanguage, one, other};
    }

    @Test
    void equalSpellingsAreOneStatement() {
        assertThat(EQUAL.size()).isGreaterThan(40);
        assertThat(unlike(EQUAL, 1)).isEmpty();
    }

    @Test
    void punctuationThatCarriesMeaningMakesTwoStatements() {
        assertThat(DIFFERENT.size()).isGreaterThan(40);
        assertThat(unlike(DIFFERENT, 2)).isEmpty();
    }

    /** Publishes each pair as the quotes of one speaker. Returns the pairs that are not this number of statements. */
    private static List<String> unlike(List<String[]> pairs, int statements) {
        Map<String, List<Map<String, Object>>> byLanguage = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            String[] pair = pairs.get(i);
            List<Map<String, Object>> quotes = byLanguage.computeIfAbsent(pair[0], key -> new ArrayList<>());
            quotes.add(quote(pair[1], "st-" + i));
            quotes.add(quote(pair[2], "st-" + i));
        }
        byLanguage.forEach((language, quotes) -> publish(language, language, quotes));
        JsonPath stored = GraphQL.data("{ people(first: 100, filter: {slug: {startsWith: \"st-\"}}) { nodes {"
                + " slug quotes(first: 2) { totalCount nodes { text } } } } }");
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String quotes = "people.nodes.find { it.slug == 'st-" + i + "' }.quotes";
            if (stored.getInt(quotes + ".totalCount") != statements) {
                unlike.add(String.join(" | ", pairs.get(i)) + ": " + stored.getList(quotes + ".nodes.text"));
            }
        }
        return unlike;
    }

    @Test
    void statementsInTwoLanguagesAreTwo() {
        publish("en", "en", List.of(quote("No", "st-ann")));
        publish("es", "es", List.of(quote("No", "st-ann")));
        publish("gb", "en-GB", List.of(quote("No!", "st-ann")));
        JsonPath quotes = GraphQL.data("{ person(slug: \"st-ann\") { quotes { nodes { inLanguage } } } }");
        assertThat(quotes.getList("person.quotes.nodes.inLanguage", String.class))
                .hasSize(2)
                .contains("es");
    }

    @Test
    void aUniqueIndexFindsTheStatement() throws SQLException {
        List<String> lookUps =
                SqlStatements.during(() -> publish("index", "en", List.of(quote("We will pay", "st-ann")))).stream()
                        .filter(sql -> sql.contains("statement_hash") && sql.contains("speaker_id ="))
                        .toList();
        assertThat(lookUps).hasSize(1);
        try (Connection connection = PostgresServer.connect()) {
            connection.setAutoCommit(false); // The many quotes are never committed.
            connection
                    .createStatement()
                    .execute("INSERT INTO quote (text, type, speech_act, speaker_id)"
                            + " SELECT 'Number ' || n, 'DIRECT', 'OTHER', (SELECT id FROM person WHERE slug = 'st-ann')"
                            + " FROM generate_series(1, 2000) n");
            connection.createStatement().execute("ANALYZE quote");
            connection.createStatement().execute("SET plan_cache_mode = force_generic_plan");
            connection.createStatement().execute("PREPARE look_up AS " + lookUps.get(0));
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines =
                    connection.createStatement().executeQuery("EXPLAIN EXECUTE look_up ('We will pay', 'en', 1)")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            assertThat(plan.toString()).contains("quote_statement_of_speaker").doesNotContain("Filter");
            try (ResultSet index = connection
                    .createStatement()
                    .executeQuery("SELECT indisunique FROM pg_index"
                            + " WHERE indexrelid = 'quote_statement_of_speaker'::regclass")) {
                index.next();
                assertThat(index.getBoolean(1)).isTrue();
            }
        }
    }

    private static Map<String, Object> quote(String text, String speakerSlug) {
        Map<String, Object> speaker = Map.of("person", Map.of("slug", speakerSlug, "name", "Ann"));
        return Map.of(
                "exact",
                text,
                "quote",
                Map.of("text", text, "type", "DIRECT", "speechAct", "STATEMENT", "speaker", speaker));
    }

    private static void publish(String article, String inLanguage, List<Map<String, Object>> appearances) {
        GraphQL.dataAs(
                TestIssuer.token("editor"),
                MUTATION,
                Map.of(
                        "input",
                        Map.of(
                                "url",
                                "https://example.org/st/" + article,
                                "headline",
                                "H",
                                "publisher",
                                "P",
                                "inLanguage",
                                inLanguage,
                                "datePublished",
                                "2020-05-01T12:00:00Z",
                                "appearances",
                                appearances)));
    }
}
