package org.onrecord.reading;

import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.onrecord.model.SpeechAct;

import static org.assertj.core.api.Assertions.assertThat;

/** Who said which words, where a text has several people, and what the words do. */
class ReportsOfSeveralPeopleTest {

    private final Reader reader = new Reader();

    /** The quotes are printed as "speaker: words", or without a speaker who has no name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    A spokesman for the mayor, Tom Hill, said it rained; he would not say where. “It did,” he said. \
                    | it rained / It did,
                    A spokesman for Tom Hill said it rained. He said the dam leaked. | it rained / the dam leaked
                    Tom Hill left. A spokesman said it rained. The spokesman said the dam leaked. \
                    | it rained / the dam leaked
                    Tom Hill's lawyer said it rained. He said the dam leaked. | it rained / the dam leaked
                    A witness told the court that Tom Hill left. He said it rained. | Tom Hill left / it rained
                    “It is over,” said a friend of Tom Hill. “It rained,” the friend added. \
                    | It is over, / It rained,
                    A man who lives nearby said it rained. He said Tom Hill knew. | it rained / Tom Hill knew
                    Tom Hill said it rained. A colleague disagreed. He said the dam leaked. \
                    | Tom Hill: it rained / the dam leaked
                    A spokesman for Tom Hill stood by that. “It rained,” he said. | It rained,
                    Tom Hill said it rained. A widow from Orsa said the dam leaked. She wept. “It did,” she said. \
                    | Tom Hill: it rained / the dam leaked / It did,
                    Ann Reed asked Jane Moss whether it rained. “It did,” she replied. \
                    | Ann Reed: whether it rained / Jane Moss: It did,
                    Ann Reed, a lawyer, suggested it rained. “It did,” the witness said. | Ann Reed: it rained / It did,
                    Ann Reed, the transport minister, left. The prime minister said it rained. | it rained
                    Tom Hill, the mayor, left. Ann Reed, the deputy mayor, stayed. The mayor said it rained. \
                    | Tom Hill: it rained
                    Ms Ann Reed left. Her aunt Jane Reed stayed. “It rained,” Mrs Reed said. | Jane Reed: It rained,
                    Tom Hill left. Jo Hill, 40, stayed. Later Hill said it rained. | it rained
                    Ann Reed was born Ann Moss. She said it rained. | Ann Reed: it rained
                    Sources at the club said it rained. | it rained
                    The supporters' group Blue Voice said it rained. Its chair, Ann Reed, left. “It did,” she said. \
                    | Blue Voice: it rained / Ann Reed: It did,
                    NorthJet said it rained. The hospice said the dam leaked. It said nobody knew. \
                    | NorthJet: it rained / the dam leaked / nobody knew
                    NorthJet said it rained. Defra said the dam leaked. The company said nobody knew. \
                    | NorthJet: it rained / Defra: the dam leaked / nobody knew
                    Ann Reed called Tom Hill, the White House said, and told him the dam leaked. \
                    | White House: Ann Reed called Tom Hill / Ann Reed: the dam leaked
                    “It rained,” Ann Reed told a student who wrote to her, “and nobody knew.” \
                    | Ann Reed: It rained, / Ann Reed: and nobody knew.
                    His wife, Ann Reed, who heard it, corrects Tom Hill: “It rained.” He laughs. | Ann Reed: It rained.
                    Tom Hill spoke. In May, I say. “It rained.” | It rained.
                    Tom Hill denies it. “Who knows?” Ann Reed told the paper that it rained. \
                    | Tom Hill: Who knows? / Ann Reed: it rained
                    Ann Reed — the mayor's sister — said that it rained. | Ann Reed: it rained
                    The firm's founder, Ann Reed — that is her name — said that it rained. | Ann Reed: it rained
                    Tom Hill, 40, left. Zorn Quill, the judge's cousin, stayed. He said it rained. | it rained
                    NorthJet disputes that: it says the dam leaked. | the dam leaked
                    NorthJet denies that: it says the dam leaked. | NorthJet: the dam leaked
                    """)
    void findsWhoSaidIt(String body, String quotes) {
        assertThat(quotes(body)).isEqualTo(quotes);
    }

    /** The words of the sentence that the speaker did not say are no part of a quote. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Ann Reed said the loss was £4m, a figure the board disputes. | Ann Reed: the loss was £4m
                    Ann Reed said the loss was £4m, which the board disputes. | Ann Reed: the loss was £4m
                    The loss was £4m, Ann Reed said, a figure the board disputes. | Ann Reed: The loss was £4m
                    The loss was £4m, according to Ann Reed, a figure the board disputes. | Ann Reed: The loss was £4m
                    Ann Reed said it rained, before correcting herself. | Ann Reed: it rained
                    Ann Reed said it was “a flood,” after leaving the dam. | Ann Reed: it was “a flood,”
                    Ann Reed said it was “a flood” but stopped short of blaming Hill. | Ann Reed: it was “a flood”
                    Ann Reed said it rained but gave no details. | Ann Reed: it rained
                    A letter saying it rained has been lost. | it rained
                    According to Ann Reed, chief engineer, the dam leaked. | Ann Reed: the dam leaked
                    Opponents say the mayor, Tom Hill, posted a picture. | the mayor, Tom Hill, posted a picture
                    Her mother told her never to leave. | never to leave
                    Whether it leaks, Ann Reed said, is unknown. | Ann Reed: Whether it leaks, Ann Reed said, is unknown
                    """)
    void readsNoOtherWords(String body, String quotes) {
        assertThat(quotes(body)).isEqualTo(quotes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    The first to deny that it rained was Tom Hill. | Tom Hill: it rained
                    The first minister to admit that it rained was the mayor, Tom Hill. | Tom Hill: it rained
                    The only councillor who denied that it rained was Tom Hill. | Tom Hill: it rained
                    Among those to deny the charge was Tom Hill. | Tom Hill: the charge
                    Also denying the charge was Tom Hill. | Tom Hill: the charge
                    The first to deny it was Tom Hill. Among those who agreed was Ann Reed, who said it rained. \
                    | Ann Reed: it rained
                    Ann Reed left. “It rained,” she was quoted as saying. | Ann Reed: It rained,
                    Ann Reed left. “It rained,” she is quoted in the report as saying. | Ann Reed: It rained,
                    Ann Reed left. The report quotes her as having said that it rained. | Ann Reed: it rained
                    The agency quoted a spokesman, Tom Hill, as saying it rained. | Tom Hill: it rained
                    The Times reported Ann Reed as saying it rained. | Ann Reed: it rained
                    """)
    void findsTheSpeakerOfAnInvertedOrQuotedReport(String body, String quotes) {
        assertThat(quotes(body)).isEqualTo(quotes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ~A mayor accused of “theft” left.~
                    ~When a man tells you he is sorry, run.~
                    ~Ann Reed has written forty songs that everybody knows.~
                    ~Ann Reed called Tom Hill at night to concede.~
                    ~Ann Reed did not ask who knew.~
                    ~Asked what she would say to those who knew, Ann Reed left.~
                    """)
    void readsNoQuoteWhereNothingWasSaid(String body) {
        assertThat(quotes(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Ann Reed called it “an incredible offer”. | PRAISE
                    Ann Reed called him “a friend of the town”. | PRAISE
                    Ann Reed called it “a disgrace”. | CRITICISM
                    Ann Reed labelled the deal “a betrayal”. | CRITICISM
                    Ann Reed called the plan “the third runway”. | STATEMENT
                    Ann Reed called the report “not fair”. | STATEMENT
                    Ann Reed called the claims “nonsense”. | DENIAL
                    Ann Reed said he was ashamed. | STATEMENT
                    Ann Reed said the council should be ashamed. | CRITICISM
                    “I was stupid,” Ann Reed said. | STATEMENT
                    “The brake failed,” Ann Reed said. | STATEMENT
                    “This council failed us,” Ann Reed said. | CRITICISM
                    Ann Reed would not say which firm had won. | NO_COMMENT
                    Ann Reed did not explain why it leaked. | NO_COMMENT
                    Ann Reed suggested that he had never met them. | STATEMENT
                    “Sorry does not bring him back,” Ann Reed said. | STATEMENT
                    “It leaked,” Ann Reed said. | STATEMENT
                    “They never told us,” Ann Reed said. | STATEMENT
                    “I have never known anything like it,” Ann Reed said. | STATEMENT
                    “No such offer was made,” Ann Reed said. | DENIAL
                    Ann Reed said she would like to see it. | STATEMENT
                    """)
    void tellsWhatTheWordsDo(String body, SpeechAct act) {
        Reading reading = reader.read(SourceText.of(null, body));
        assertThat(reading.quotes()).extracting(ReadQuote::speechAct).containsExactly(act);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Last year Ann Reed said it rained. | Ann Reed
                    But his aide, Ann Reed, said it rained. | his aide
                    NorthJet disputes that: it says the dam leaked. | it
                    Tom Hill disputes that: he says the dam leaked. | he
                    """)
    void readsTheSourceAsPrinted(String body, String source) {
        Reading reading = reader.read(SourceText.of(null, body));
        assertThat(reading.quotes()).extracting(quote -> quote.speaker().text()).containsExactly(source);
    }

    private String quotes(String body) {
        return reader.read(SourceText.of(null, body)).quotes().stream()
                .filter(quote -> quote.speechAct() != SpeechAct.NO_COMMENT)
                .map(quote ->
                        (quote.speaker().name() == null ? "" : quote.speaker().name() + ": ") + quote.text())
                .collect(Collectors.joining(" / "));
    }
}
