package org.onrecord.reading;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.Tier;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class ReaderTest {

    private static final String ARTICLE =
            "Governor Ann Reed said on Monday that the bridge would open in May. “It is safe,” she said.\n\n"
                    + "Her opponent, Tom Hill, denied that he had called it “a ruin.” \uD83D\uDE00\n\n"
                    + "“We never met,” Hill told reporters.";

    private final Reader reader = new Reader();

    @Test
    void readsQuotesWithTheirSpeakers() {
        List<ReadQuote> quotes = read(ARTICLE).quotes();
        assertThat(quotes)
                .extracting(ReadQuote::text)
                .containsExactly(
                        "the bridge would open in May", "It is safe,", "he had called it “a ruin.”", "We never met,");
        assertThat(quotes)
                .extracting(ReadQuote::type)
                .containsExactly(QuoteType.INDIRECT, QuoteType.DIRECT, QuoteType.MIXED, QuoteType.DIRECT);
        assertThat(quotes)
                .extracting(quote -> quote.speaker().name())
                .containsExactly("Ann Reed", "Ann Reed", "Tom Hill", "Tom Hill");
        assertThat(quotes.get(2).speechAct()).isEqualTo(SpeechAct.DENIAL);
        assertThat(quotes.get(1).reasons().name()).isEqualTo("pronoun");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Tom Hill said no. Ann Reed was not convinced. “It is not true,” she said.      | Ann Reed
                    Antonio Reyes' friends left. Bill Dunn texted “OK.” Reyes was sad. “Why?” he said.  | Antonio Reyes
                    “It is not true,” she said. Ann Reed spoke in Dayton.                           | Ann Reed
                    Ann Reed said that she met Mary Cole. “It is not true,” she said.               | Ann Reed
                    """)
    void resolvesAPronoun(String body, String speaker) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(speaker);
    }

    @Test
    void readsTheDayOfAStatement() {
        SourceText source = new SourceText("", ARTICLE, "en-US", LocalDate.of(2016, 11, 9), null, null);
        assertThat(reader.read(source).quotes().get(0).spokenAt().date()).isEqualTo("2016-11-07");
        assertThat(read(ARTICLE).quotes().get(0).spokenAt()).isNull();
    }

    @Test
    void countsOffsetsInCodePoints() {
        for (ReadQuote quote : read("\uD83D\uDE00 " + ARTICLE).quotes()) {
            String body = "\uD83D\uDE00 " + ARTICLE;
            int start = body.offsetByCodePoints(0, quote.start());
            assertThat(body.substring(start, body.offsetByCodePoints(0, quote.end())))
                    .isEqualTo(quote.text());
        }
    }

    @Test
    void listsThePeopleWhomTheTextNames() {
        Reading reading = reader.read(SourceText.of("Hill denies insult", ARTICLE));
        assertThat(reading.mentions()).extracting(NamedMention::name).containsExactly("Ann Reed", "Tom Hill");
        assertThat(reading.mentions()).extracting(NamedMention::inHeadline).containsExactly(false, true);
    }

    @Test
    void givesTheSameAnswerAgain() {
        assertThat(read(ARTICLE)).isEqualTo(read(ARTICLE)).isEqualTo(new Reader().read(SourceText.of(null, ARTICLE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\n",
                "“",
                "”",
                "\"",
                "said",
                "said:",
                "according to",
                "“a”",
                ", said",
                "A: B",
                "\uD83D",
                "\uDE00\uD83D",
                "''",
                "``x",
                "...",
                "“x”“y” he",
                "Mr.",
                "X said that",
                "X said , , that .",
                "told told told that",
                "— , —"
            })
    void readsAnyText(String body) {
        assertThat(read(body)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“",
                "\"",
                "”“",
                "'",
                "''",
                ",",
                ".",
                "said ",
                "X said that ",
                "“a,” he said, ",
                "he said “a” and ",
                "Ann Reed, ",
                "\uD83D\uDE00",
                "語",
                "\n",
                "A: b\n",
                "according to X, ",
                "who said ",
                "the ",
                "“a” ",
                "Ann Reed said. ",
                "x",
                "- ",
                "Mr. ",
                "the old man ",
                "of the man ",
                ", said, ",
                "((, ",
                "“It is.\n\n",
                "Q: Why?\n\nA: No, said Ann Reed.\n\nIt was.\n\n",
                "and Ann Reed said that the minister told them that it was true, ",
                "彼は言った。«Да», сказал он. قال: «لا». "
            })
    void takesTimeInProportionToTheLength(String part) {
        for (int length : new int[] {10_000, Tier.isFull() ? 10_000_000 : 250_000}) {
            String body = part.repeat(length / part.length());
            int points = body.codePointCount(0, body.length());
            Reading reading = assertTimeout(Duration.ofSeconds(Tier.isFull() ? 60 : 5), () -> read(body));
            assertThat(reading.quotes())
                    .allMatch(quote -> quote.start() >= 0 && quote.start() < quote.end() && quote.end() <= points);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de|„Wir gewinnen“, sagte Anna Schmidt am Montag.|Wir gewinnen|Anna Schmidt",
                "fr|« Nous gagnerons », a déclaré Anne Dupont.|Nous gagnerons|Anne Dupont",
                "es|«Vamos a ganar», dijo Ana García.|Vamos a ganar|Ana García",
                "ru|«Мы победим», — сказала Анна Иванова.|Мы победим|Анна Иванова"
            })
    void readsDirectQuotesOfOtherLanguages(String example) {
        String[] parts = example.split("\\|");
        ReadQuote quote = reader.read(new SourceText(null, parts[1], parts[0], null, null, null))
                .quotes()
                .get(0);
        assertThat(quote.text()).isEqualTo(parts[2]);
        assertThat(quote.speaker().text()).startsWith(parts[3]);
    }

    @Test
    void takesTimeInProportionToTheNumberOfNames() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; body.length() < (Tier.isFull() ? 10_000_000 : 1_000_000); i++) {
            String name = Integer.toString(i, 26).replaceAll("[0-9]", "x");
            body.append("Sen. Ann R")
                    .append(name)
                    .append(" met Mr. R")
                    .append(name)
                    .append(" Hill. ");
            body.append("The senator said she was “a friend.” They said it. ");
        }
        assertTimeout(Duration.ofSeconds(Tier.isFull() ? 90 : 10), () -> read(body.toString()));
    }

    private Reading read(String body) {
        return reader.read(SourceText.of(null, body));
    }
}
