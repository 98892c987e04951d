package org.onrecord.reading;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import static org.assertj.core.api.Assertions.assertThatCode;

class ReaderTest {

    private static final String ARTICLE =
            "Governor Ann Reed said on Monday that the bridge would open in May. “It is safe,” she said.\n\n"
                    + "Her opponent, Tom Hill, denied that he had called it “a ruin.” \uD83D\uDE00\n\n"
                    + "“We never met,” Hill told reporters.";

    /** As many characters as a request to read may have. */
    private static final int LONGEST = 262_144;

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
                    At the news conference President Ann Reed denied that it rained.  | President
                    At the briefing, President Ann Reed denied that it rained.        | President
                    The former budget director Ann Reed denied that it rained.        | former budget director
                    House budget committee Chairman Ann Reed denied that it rained.   | House budget committee Chairman
                    """)
    void tellsTheRoleOfASpeaker(String body, String role) {
        assertThat(read(body).quotes().get(0).speaker().role()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "none", textBlock = """
                    The owner of the dam said that it was safe. Its chief executive, Ann Reed, agreed. | none
                    A spokesman for the mayor, Ann Reed, said that it was safe.            | none
                    A lawyer for the family, Ann Reed, said that it was safe.              | Ann Reed
                    Ann Reed resigned. City's Tom Hill said that it was safe.              | Tom Hill
                    Wanderers manager Ann Reed said that it was safe.                      | Ann Reed
                    Fishermen said that it was safe.                                       | none
                    Ann Reed denied that, saying it was safe.                              | Ann Reed
                    Outside, Hill's wife, Ann Reed, said that it was safe.                 | Ann Reed
                    Former director Tom Hill left. The current director said that it was safe. | none
                    On Tuesday Ann Reed said that it was safe.                             | Ann Reed
                    Last Tuesday Ann Reed said that it was safe.                           | Ann Reed
                    In 2021 Ann Reed said that it was safe.                                | Ann Reed
                    On July 16 Ann Reed said that it was safe.                             | Ann Reed
                    Ann Reed said that it was safe, standing beside Tom Hill.              | Ann Reed
                    Reedton's MP, Ann Reed, said that it was safe.                         | Ann Reed
                    Tom Reed left. Mr Reed was tired. Mrs Reed said that it was safe.      | none
                    Tom Reed left. Mr Reed was tired. Mrs Reed wept. She said that it was safe. | none
                    The mayors of Reed and Hill said that it was safe.                     | none
                    Tom Hill left. When a man tells you that, he says that it was safe.    | none
                    Solvane Corp rose. The Trade Department left. Solvane Corp said that it was safe. | Solvane Corp
                    Ohio Grain Inc. (“OG”) announced that it was safe.                     | Ohio Grain Inc.
                    The Premier League said that it was safe.                              | Premier League
                    Tom Hill left. Chairman Ann Reed stayed. She said that it was safe.    | Ann Reed
                    Ofwat said so. The dam held. The town slept. The club met. It said that it was safe. | none
                    """)
    void findsTheNameOfASource(String body, String name) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).text()).isEqualTo("it was safe");
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Reed denied it.",
                "Ann Reed rejected that.",
                "Ann Reed denied them.",
                "Ann Reed denied this."
            })
    void readsNoPronounAsAStatement(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    /** The loss of a company is no speaker. */
    @Test
    void readsNoObjectForASubject() {
        assertThat(read("The town, which owns the dam, reported a loss of two million euros.")
                        .quotes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Ann Reed met Bob Smith. As Reed put it, “It will never work out.” | Ann Reed
                    Ann Reed met Bob Smith. In the words of Smith, “It will never work out.” | Bob Smith
                    Ann Reed met Bob Smith. Smith's message was simple: “It will never work out.” | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” was the verdict of Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” is how Smith put it. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” came the reply from Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out”; so said Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” or so said Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” as Smith put it in May. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” in Smith's words. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” in his own words. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” in the words of the mayor, Bob Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” per Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” to quote Smith. | Bob Smith
                    Ann Reed met Bob Smith. It was, as Smith put it, “the worst day of my life.” | Bob Smith
                    Ann Reed met Bob Smith. It was, in Smith's words, “the worst day of my life.” | Bob Smith
                    Ann Reed met Bob Smith. In Smith's words, “It will never work out.” | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” read an email from Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” smiled Smith. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” Smith wheezed. | Bob Smith
                    Ann Reed met Bob Smith. “It will never work out,” cautions co-author Bob Smith. | Bob Smith
                    Ann Reed met Bob Smith. Here is the statement from Bob Smith: “It will never work out.” | Bob Smith
                    16:40 “It will never work out,” says Bob Smith. | Bob Smith
                    Ann Reed met Bob Smith. Said Smith: “It will never work out.” | Bob Smith
                    Ann Reed quoted Bob Smith as saying, “It will never work out.” | Bob Smith
                    Bob Smith was quoted by Ann Reed as saying, “It will never work out.” | Bob Smith
                    Ann Reed lied when she said, “It will never work out.” | Ann Reed
                    Bob Smith said Ann Reed was wrong when she said, “It will never work out.” | Ann Reed
                    “It is over now,” Ann Reed said. Bob Smith shrugged. “It will never work out.” | Bob Smith
                    Ann Reed spoke. “It will never work out,” said one of her aides, Bob Smith. | Bob Smith
                    Ann Reed met Bob Smith, 52, in May. “It will never work out,” the 52-year-old said. | Bob Smith
                    When Ann Reed praised the deal, Bob Smith wheezed: “It will never work out.” | Bob Smith
                    Asked if she shared Bob Smith's view, Ann Reed, the mayor, said: “It will never work.” | Ann Reed
                    “It will never work out,” said Ngozi van der Berg, who lives nearby. | Ngozi van der Berg
                    “It will never work out,” said President of Russia Vladimir Putin. | Vladimir Putin
                    “It will never work out,” Prime Minister of Hungary Viktor Orban said. | Viktor Orban
                    “It is over,” Ann Reed said. “It will never work out,” shot back Councilor Bob Smith. | Bob Smith
                    “It will never work out,” Bob Smith quoted Ann Reed as saying. | Ann Reed
                    Ann Reed said that Bob Smith had replied “in full and at length.” | Bob Smith
                    Ann Reed's neighbor, retired teacher Bob Smith, said she lost: “It will never work.” | Bob Smith
                    """)
    void findsTheSpeakerOfADirectQuote(String body, String speaker) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Ann Reed said that Bob Hill told her to leave, and denied that it rained. | Ann Reed | it rained
                    Ann Reed promised that Bob Hill would report back, and denied that it rained. | Ann Reed | it rained
                    Ann Reed met Bob Hill, accused of fraud, and denied that it rained. | Ann Reed | it rained
                    The union's foreign policy chief, Ann Reed, denied that it rained. | Ann Reed | it rained
                    Ann Reed wrote in a note to clients that it rained. | Ann Reed | it rained
                    Ann Reed said in an interview with Bob Hill that it rained. | Ann Reed | it rained
                    Ann Reed was quick to deny that it rained. | Ann Reed | it rained
                    Ann Reed denied the charge, as did Bob Hill. | Ann Reed | the charge
                    Ann Reed said it rained, contradicting her own report. | Ann Reed | it rained
                    Ann Reed said it rained, denying a claim by Bob Hill. | Ann Reed | it rained
                    Ann Reed said she'd welcome the rain: “Let it rain.” | Ann Reed | she'd welcome the rain
                    Ann Reed repeated her sworn statement that it rained. | Ann Reed | it rained
                    Residents living near the dam said it rained. | | it rained
                    A source close to the mayor said it rained. | | it rained
                    Supporters of Ann Reed said it rained. | | it rained
                    Two aides to Gov. Ann Reed said it rained. | | it rained
                    Dayton County Prosecutor Anita Wolfe said it rained. | Anita Wolfe | it rained
                    Ann Reed's lawyer, Bob Hill, said it rained. | Bob Hill | it rained
                    Quarterback Jaylen Moss said it rained. | Jaylen Moss | it rained
                    Ann Reed said Monday it rained, a report the town rejected. | Ann Reed | it rained
                    According to two aides, who know Ann Reed, it rained. | | it rained
                    Ann Reed left, declaring that Trump made it rain. | Ann Reed | Trump made it rain
                    Ann Reed was the first to deny that it rained. | Ann Reed | it rained
                    Ann Reed became the latest official to say that it rained. | Ann Reed | it rained
                    Ann Reed became the first Democrat to say that it rained. | Ann Reed | it rained
                    Ann Reed is among those who said that it rained. | Ann Reed | it rained
                    Ann Reed was one of three officials who said that it rained. | Ann Reed | it rained
                    Ann Reed is not among those who said that it rained. | | it rained
                    Among those who said it rained was Ann Reed. | Ann Reed | it rained
                    The first to deny that it rained was Ann Reed. | Ann Reed | it rained
                    Bob Hill thanked those who said that it rained. | | it rained
                    Ann Reed, the mayor, said the buyer, Bob Hill, had left. | Ann Reed | the buyer, Bob Hill, had left
                    Shares fell after Ann Reed cut the dividend and said it rained. | Ann Reed | it rained
                    The firm's managing director, Ann Reed, said it rained. | Ann Reed | it rained
                    Detective Constable Ann Reed said it rained. | Ann Reed | it rained
                    Ann Reed KC said it rained. | Ann Reed | it rained
                    A surveyor called by the town, Bob Hill, said it rained. Ann Reed left. | | it rained
                    """)
    void findsTheSpeakerAndTheWordsOfAnIndirectQuote(String body, String speaker, String words) {
        ReadQuote quote = read(body).quotes().stream()
                .filter(read -> read.text().equals(words))
                .findFirst()
                .orElseThrow();
        assertThat(quote.speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alan Reece, 61, pleaded guilty in March to bribery.",
                "Alan Reece, 61, argued two cases in March.",
                "The claim, denied by Alan Reece, that the dam is safe was heard again.",
                "Alan Reece is likely to deny that he took the money.",
                "Alan Reece will deny that he took the money."
            })
    void readsNoQuoteWhereNobodySpoke(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ann Reed said: the dam is safe.                             | the dam is safe
                    Asked why, Ann Reed said: The dam is safe. It always was.   | The dam is safe
                    Ann Reed said this: the dam is safe and will hold.          | the dam is safe and will hold
                    Ann Reed told reporters on Monday: it holds; it will last.  | it holds; it will last
                    Ann Reed, the mayor, replied: it holds, but I will not wait. | it holds, but I will not wait
                    Ann Reed said the following: the dam “is safe” and new.     | the dam “is safe” and new
                    Ann Reed denied the charge: she was abroad.                 | the charge
                    """)
    void readsTheClauseBehindAColonWithoutMarks(String body, String text) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly(text);
        assertThat(quotes.get(0).speaker().name()).isEqualTo("Ann Reed");
        assertThat(quotes.get(0).type()).isNotEqualTo(QuoteType.DIRECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Reed said: no.",
                "Ann Reed did not say: the dam is safe.",
                "Ann Reed announced three winners: Bob Cole, Eva Berg and Tom Hill.",
                "Ann Reed said this: money, trust and time.",
                "Asked whether the dam was safe, Ann Reed said no.",
                "Ann Reed said no when asked whether the dam was safe.",
                "Ann Reed said no to the plan that Tom Hill had made.",
                "Ann Reed answered yes.",
                "Pressed on whether the dam was safe, Ann Reed answered in the affirmative.",
                "When the council met in May, Ann Reed agreed.",
                "Ann Reed said nothing about whether the dam was safe.",
                "Ann Reed said little about the dam."
            })
    void readsNoQuoteWhereTheWordsAreNotTold(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    /** Those who disagreed with her said that. */
    @Test
    void quotationsThatAreTheSubjectOfTheirSentenceHaveNoSource() {
        String body = "Ann Reed claimed that it rained. “Shameful,” “weak,” were a few of the comments.";
        assertThat(read(body).quotes())
                .filteredOn(quote -> quote.type() == QuoteType.DIRECT)
                .extracting(ReadQuote::speaker)
                .containsExactly(null, null);
    }

    @Test
    void theWordsOfAQuestionTellNoSpeechAct() {
        assertThat(read("Ann Reed asked Bob Hill if he lied.").quotes())
                .extracting(ReadQuote::speechAct)
                .containsExactly(SpeechAct.STATEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The dam is safe; so said Ann Reed.",
                "The dam is safe, or so Ann Reed claimed.",
                "The dam is safe, as Ann Reed put it.",
                "The dam is safe, as Ann Reed noted in May.",
                "As Ann Reed put it: The dam is safe.",
                "In Ann Reed's words, The dam is safe.",
                "The dam is safe, in the words of Ann Reed.",
                "The dam is safe, per Ann Reed.",
                "Per Ann Reed, The dam is safe."
            })
    void readsTheClauseBesideASetPhrase(String body) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly("The dam is safe");
        assertThat(quotes.get(0).speaker().name()).isEqualTo("Ann Reed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alan Reece did not deny that he took the money.",
                "Alan Reece has never denied taking the money.",
                "Alan Reece no longer denies that he took the money.",
                "Alan Reece would neither confirm nor deny that he took the money.",
                "Alan Reece stopped short of denying that he took the money.",
                "Alan Reece did not say that he took the money.",
                "Alan Reece did not explicitly and publicly say that he took the money.",
                "Alan Reece has never admitted that he took the money.",
                "Alan Reece was not able to say that the dam was safe.",
                "Ann Reed never said, “I quit.”",
                "“I quit,” Ann Reed did not say.",
                "Ann Reed did not say “I quit and I am sorry.”",
                "Neither Nancy Fell nor Don Pratt said they would resign.",
                "None of the senators said that they would resign.",
                "It wasn't Ann Reed who said, “I quit.”"
            })
    void readsNoQuoteFromANegatedReport(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de|Jens Albrecht hat nie gesagt: „Ich bin schuldig.“",
                "de|„Ich bin schuldig“, sagte Jens Albrecht nicht.",
                "fr|Paul Martin n'a jamais dit : « Je suis coupable. »",
                "es|Luis Ortega nunca dijo: «Soy culpable.»",
                "ru|Иван Петров никогда не говорил: «Я виновен»."
            })
    void readsNoQuoteFromANegatedReportOfOtherLanguages(String example) {
        assertThat(reader.read(new SourceText(null, example.substring(3), example.substring(0, 2), null, null, null))
                        .quotes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Imagine a mayor who says, “I stole the money.” Mayor Greg Tolland faces questions.",
                "What if Ann Reed says, “I stole the money”?",
                "The fake video shows Ann Reed saying, “I stole it.”",
                "In a doctored video, Ann Reed says, “I stole it.”",
                "An actor playing Ann Reed says, “I stole it.”",
                "Nobody expected Ann Reed to say, “I quit.”",
                "Critics expect Alan Reece to say that he took the money.",
                "If Alan Reece denies that he took the money, he will be charged.",
                "Did Alan Reece say that he took the money?",
                "Alan Reece would have said that he took the money.",
                "Alan Reece is accused of saying that he took the money.",
                "It is false that Alan Reece said that he took the money.",
                "Ben Ito does not believe that Alan Reece said that he took the money.",
                "Alan Reece withdrew his denial that he took the money.",
                "Tom Hill lied that Alan Reece said that he took the money.",
                "Tom Hill lied about Alan Reece saying that he took the money.",
                "Tom Hill retracted his statement that Ann Reed said, “I stole it.”",
                "Tom Hill misquoted Ann Reed as saying, “I stole it.”",
                "Tom Hill wrongly quoted Ann Reed as saying, “I stole it.”",
                "Rumors that Ann Reed said that she took the money are false.",
                "Alan Reece did not reply when asked if he lied."
            })
    void readsNoQuoteThatWasOnlyThoughtOf(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Jill Abbot denied that Carl Yost said “workers are lazy.” | Carl Yost said “workers are lazy.”
                    Jill Abbot denied reports that Yost said “we are lazy.”   | reports that Yost said “we are lazy.”
                    Jill Abbot denied saying “workers are lazy.”              | saying “workers are lazy.”
                    Jill Abbot denied ever having said that he lied.          | having said that he lied
                    Carl Yost never said that workers were lazy, Jill Abbot said. | \
                    Carl Yost never said that workers were lazy
                    """)
    void readsTheWholeClauseOfWhoDeniesAReport(String body, String text) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly(text);
        assertThat(quotes.get(0).speechAct()).isEqualTo(SpeechAct.DENIAL);
        assertThat(quotes.get(0).speaker().name()).isEqualTo("Jill Abbot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Bo Hill lied when he said that Yost said “we are lazy.”   | Yost said “we are lazy.”
                    Bo Hill was wrong when he said Yost said he was lazy.     | Yost said he was lazy
                    Bo Hill falsely said that Yost said “we are lazy.”        | Yost said “we are lazy.”
                    Bo Hill lied by saying that Carl Yost said he was lazy.   | Carl Yost said he was lazy
                    Bo Hill misled voters when he wrote Yost said he was lazy. | Yost said he was lazy
                    """)
    void readsNoQuoteOfWhomAnotherReportedFalsely(String body, String text) {
        assertThat(read(body).quotes()).extracting(ReadQuote::text).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Reed did not attend but said that it was over.",
                "Ann Reed not only said that it was over.",
                "Not only did Ann Reed say that it was over.",
                "Ann Reed was not convinced and said, “it was over.”",
                "Ann Reed could be heard saying, “it was over.”",
                "Ann Reed was quoted as saying, “it was over.”",
                "Ann Reed had this to say: “it was over.”",
                "Ann Reed, who has never been charged, said it was over."
            })
    void readsAReportBesideAnotherNegation(String body) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).singleElement().satisfies(quote -> assertThat(quote.text())
                .startsWith("it was over"));
        assertThat(quotes.get(0).speaker().name()).isEqualTo("Ann Reed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ole Dahl said no.\n\nNora Quist | Liberals | “We kept our word.”",
                "Ole Dahl said no.\n\nNora Quist (Liberals): “We kept our word.”",
                "Ann Reed said he lied. On Tuesday, Tom Hill answered. “I took nothing.”",
                "Ann Reed said he lied. Then came Zorblat Quenby. “I took nothing.”",
                "“Did you sign it?” Ann Reed asked.\n\n“I signed it,” Hill said.\n\n“Did you read it?”",
                "“It is over,” Ann Reed said.\n\n“That is no answer,” Tom Hill said.\n\n“It is not a no.”",
                "“Did you sign it?” Ann Reed asked.\n\n“I did.”"
            })
    void leavesAQuotationWithoutSourceWhereAnotherPersonMaySpeak(String body) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann Reed said he lied. “I took nothing.”",
                "“He lied,” Ann Reed said of Tom Hill. “I took nothing.”",
                "“He lied,” Ann Reed said.\n\n“I took nothing.”",
                "Ann Reed said he lied. As Reed told The Huffington Post, it was over. “I took nothing.”"
            })
    void carriesTheSourceOver(String body) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo("Ann Reed");
    }

    @Test
    void takesTheSpeakerOfTheParagraphThatContinuesAQuotation() {
        List<ReadQuote> quotes = read("Bob Smith left.\n\n“It is over now.\n\n“It will never work,” Ann Reed said.")
                .quotes();
        assertThat(quotes).extracting(quote -> quote.speaker().name()).containsExactly("Ann Reed", "Ann Reed");
    }

    @Test
    void readsOnlyMarkedWordsWhereLabelsStandBeforeMarks() {
        List<ReadQuote> quotes = read("REED: “I never took a dime.”\n\nTHE FACTS: She took many.\n\n"
                        + "HILL, on taxes: “I never raised them.”\n\nTHE FACTS: He did in May.")
                .quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly("I never took a dime.", "I never raised them.");
        assertThat(quotes).extracting(quote -> quote.speaker().name()).containsExactly("Reed", "Hill");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Tom Hill said no. Ann Reed was not convinced. “It is not true,” she said.      | Ann Reed
                    Antonio Reyes' friends left. Bill Dunn texted “OK.” Reyes was sad. “Why?” he said.  | Antonio Reyes
                    “It is not true,” she said. Ann Reed spoke in Dayton.                           | Ann Reed
                    Ann Reed said that she met Mary Cole. “It is not true,” she said.               | Ann Reed
                    Ann Reed denied it. Zorblat Quenby said it was over. “It is not true,” she said. |
                    Tom Hill spoke. The mayor's rival, Zorblat Quenby, left. “It is true,” he said.  |
                    Tom Hill met Mary Cole. Pat Reed left. “It is true,” she said.                  | Pat Reed
                    Mary Cole spoke. Tom Hill left. Among them was Pat Reed. “It is true,” she said. | Pat Reed
                    Chairwoman Rita Cole left. “It is not true,” she said. Ann Reed spoke.          | Rita Cole
                    Tom Hill met Ann Reed. Her spokesman denied it. “It is not true,” he said.      |
                    Tom Hill met Ann Reed. A spokeswoman denied it. “It is not true,” he said.      | Tom Hill
                    """)
    void resolvesAPronoun(String body, String speaker) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Alma Sykes, a senator from Ohio, met Tom Hill. “No,” the senator said.          | Alma Sykes
                    Sen. Alma Sykes met Tom Hill, a mogul. “No,” the mogul said.                    | Tom Hill
                    Sen. Alma Sykes met Tom Hill. “No,” said the defendant.                         | Tom Hill
                    Alma Sykes (D-Ohio) met Tom Hill (R-Iowa). “No,” the Republican said.           | Tom Hill
                    The governor left. “No,” the governor said. Ann Reed, the governor, is 43.      | Ann Reed
                    The Ministry of Trade moved. “It is over,” the ministry said.             | Ministry of Trade
                    Dorrit Varga spoke. Varga left Ann Reed. “No,” Varga said.                      | Dorrit Varga
                    Ann Hill met Bob Hill. “No,” Mr. Hill said.                                     | Bob Hill
                    In a letter to the board, her aide, Ann Reed, said it was over.                 | Ann Reed
                    Ann Reed (D-Ohio) on Monday said it was over.                                   | Ann Reed
                    Her rival, Vermont Sen. Ben Hill, said it was over.                             | Ben Hill
                    Ann Reed of the Hartwell Institute said it was over.                            | Ann Reed
                    Tom Hill left. His wife, Mary, laughed. “No,” she said.                         | Mary
                    Sen. Alma Sykes of Ohio met Sen. Tom Hill (R-Ariz.). “No,” the Ohio senator said. | Alma Sykes
                    Tom Hill (R-Ariz.) met Rep. Bob Cole (R-Ohio). “No,” the Arizona Republican said. | Tom Hill
                    Four aides told Ann Reed to go. “It is over,” Sen. Tom Hill (R-Okla.) said.     | Tom Hill
                    An Ohio judge said it was over. Lamar Oates, the judge, is 43.                  | Lamar Oates
                    A judge has left. Lamar Oates spoke. Tom Hill laughed. “No,” the judge said.    | Lamar Oates
                    Eva Berg, the energy minister, left Tom Hill. France's energy minister said it was over. | Eva Berg
                    The head of the Refugee Council Enver Sol said it was over.                     | Enver Sol
                    Tom Hill met Ann Reed, a Republican, who said it was over.                      | Ann Reed
                    Eva Berg, the Plaid Cymru Treasury spokeswoman, left. The Treasury moved. “No,” she said. | Eva Berg
                    """)
    void resolvesANoun(String body, String speaker) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Gov. Ann Reed met Gov. Tom Hill. The governor denied that she took bribes.",
                "French President Eva Berg met Polish President Tom Hill. The president said that it was over.",
                "Former aide Tom Hill left. The president said that it was over.",
                "Stefan Koch left. “It is over,” the German said.",
                "de|„Er hat gelogen“, sagte Petra Lohmann. „Das ist eine Lüge“, sagte er.",
                "de|„Er hat gelogen“, sagte Xaver Lohmann. „Das ist eine Lüge“, sagte sie.",
                "fr|« Il ment », dit Sophie Lambert. « C'est faux », a-t-il dit.",
                "es|«No existe», dijo Luis Ortega. «Miente», dijo ella.",
                "ru|«Он лжёт», — сказала Анна Иванова. «Это ложь», — сказал он."
            })
    void leavesAnUnclearSourceWithoutName(String example) {
        String language = example.charAt(2) == '|' ? example.substring(0, 2) : null;
        String body = language == null ? example : example.substring(3);
        List<ReadQuote> quotes = reader.read(new SourceText(null, body, language, null, null, null))
                .quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    de | „Ja“, sagte Petra Lohmann. Jens Albrecht ging. „Das ist wahr“, sagte er. | Jens Albrecht
                    de | „Ja“, sagte Petra Lohmann. Jens Albrecht ging. „Das ist wahr“, sagte sie. | Petra Lohmann
                    fr | « Oui », dit Paul Martin. Sophie Lambert sort. « C'est faux », a-t-il dit. | Paul Martin
                    es | «Sí», dijo Ana García. Luis Ortega salió. «Miente», dijo ella. | Ana García
                    ru | «Да», — сказала Анна Иванова. Иван Петров ушёл. «Это ложь», — сказала она. | Анна Иванова
                    de | „Ja“, sagte Karl Lohmann. US-Präsident Donald Trump ging. „Nein“, sagte er. | Donald Trump
                    de | „Ja“, sagte Karl Lohmann. Präsident Zorblat Quenby ging. „Nein“, sagte er. | Zorblat Quenby
                    """)
    void resolvesAPronounOfAnotherLanguageByItsGender(String language, String body, String speaker) {
        List<ReadQuote> quotes = reader.read(new SourceText(null, body, language, null, null, null))
                .quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zorblat Quenby, who runs a bakery, left Ann Reed. “No,” Quenby said.",
                "Zorblat Quenby, 43, left Ann Reed. “No,” Quenby said.",
                "Zorblat Quenby, a baker, left Ann Reed. “No,” Quenby said.",
                "Zorblat Quenby told Ann Reed to go. “No,” Quenby said."
            })
    void readsUnknownFirstNames(String body) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes.get(quotes.size() - 1).speaker().name()).isEqualTo("Zorblat Quenby");
    }

    @Test
    void readsInitialsInAnInterview() {
        List<ReadQuote> quotes = read("Lena Cole spoke to us.\n\nNoon Review: Is it over?\n\nCole: Yes.\n\n"
                        + "NR: Is it true?\n\nLC: It is.\n\nCole got up. “It is late,” she said.\n\n"
                        + "She left.\n\nNR: Goodbye.")
                .quotes();
        assertThat(quotes)
                .extracting(ReadQuote::text)
                .containsExactly("Is it over?", "Yes.", "Is it true?", "It is.", "It is late,", "Goodbye.");
        assertThat(quotes)
                .extracting(quote -> quote.speaker().name())
                .containsExactly("Noon Review", "Lena Cole", "Noon Review", "Lena Cole", "Lena Cole", "Noon Review");
    }

    @Test
    void readsTheWholeSourceBehindAccordingTo() {
        ReadQuote quote = read("It is over, according to county clerks in the six counties.")
                .quotes()
                .get(0);
        assertThat(quote.speaker().text()).isEqualTo("county clerks in the six counties");
    }

    @Test
    void readsAnInterview() {
        List<ReadQuote> quotes = read("Ann Reed runs the county. She met us.\n\nQ: Why did Tom Hill leave?\n\n"
                        + "A: He was tired.\n\nHe told me so.\n\nQ: And you?\n\nA: I stay.\n\nShe left.")
                .quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly("He was tired.", "He told me so.", "I stay.");
        assertThat(quotes)
                .extracting(quote -> quote.speaker().name())
                .containsExactly("Ann Reed", "Ann Reed", "Ann Reed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ‘I never met anyone,’ Ann Reed said. ‘They’re “dishonest to the core”,’ she added. \
                      | I never met anyone, / They’re “dishonest to the core”,
                    ‘I did not,’ Ann Reed said.                                  | I did not,
                    Ann Reed said: ‘I took nothing.’                             | I took nothing.
                    Ann Reed said: 'I took nothing.'                             | I took nothing.
                    “He said ‘I took it all’, to me,” Ann Reed said.             | He said ‘I took it all’, to me,
                    Ann Reed left the '90s, and the voters' pub, “for good.”     | for good.
                    The ‘bad’ deal. “I never saw it,” Ann Reed said of the ‘thing’.  | I never saw it,
                    The ‘bad’ deal. “I never saw it,” Ann Reed said of the voters’.  | I never saw it,
                    Ann Reed wrote ‘Home,’ a novel of the voters’ club.          |
                    Ann Reed said: "I took nothing.//Tom Hill said: "He did."    | I took nothing. / He did.
                    Ann Reed said: "I took nothing. She left.//Tom Hill left.    |
                    """)
    void readsSingleAndForgottenMarks(String body, String quotes) {
        assertThat(read(body.replace("//", "\n\n")).quotes())
                .filteredOn(quote -> quote.type() == QuoteType.DIRECT)
                .extracting(ReadQuote::text)
                .containsExactly(quotes == null ? new String[0] : quotes.split(" / "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    „Das ist falsch“, sagte die Grünen-Abgeordnete Petra Lohmann.   | Petra Lohmann
                    „Das ist falsch“, sagte der Zeuge Karl Busch.                   | Karl Busch
                    „Das ist falsch“, sagte Albrecht am Dienstag in Berlin.         | Albrecht
                    „Das ist falsch“, sagte Petra Lohmann-Busch.                    | Petra Lohmann-Busch
                    """)
    void readsTheNameOfAGermanSource(String body, String speaker) {
        SourceText source = new SourceText(null, body, "de", null, null, null);
        assertThat(reader.read(source).quotes().get(0).speaker().name()).isEqualTo(speaker);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    « C'est faux, a affirmé M. Caron, et je porterai plainte. »            |
                    « C'est faux, dit-il, et je porterai plainte. »                        |
                    « C'est faux, a-t-il dit. Non. »                                       |
                    « C'est faux, le maire a dit la vérité », a affirmé M. Caron. | C'est faux, le maire a dit la vérité
                    """)
    void readsNoFrenchQuotationWithItsSourceInside(String body, String quote) {
        SourceText source = new SourceText(null, body, "fr", null, null, null);
        assertThat(reader.read(source).quotes().stream()
                        .map(ReadQuote::text)
                        .findFirst()
                        .orElse(null))
                .isEqualTo(quote);
    }

    /** The quotes of a transcript, "speaker as printed: text", are separated by " / "; paragraphs are by "//". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    MAYOR REED:  Hello.//Q    Did you lie?//Because you did.\
                      //MAYOR REED:  No.  (Laughter.)//MR. HILL:  Yes.\
                      | MAYOR REED: Hello. / MAYOR REED: No. / MR. HILL: Yes.
                    Ann Reed: I won.//Cy Hill (East Ham) (LD): He lied.//Ann Reed: No.\
                      //Eva Cole (retranslated): Never. \
                      | Ann Reed: I won. / Cy Hill: He lied. / Ann Reed: No. / Eva Cole: Never.
                    ANN REED, WXYZ ANCHOR: Hi.//CY HILL, MAYOR OF THE TOWN: I lied.\
                      //REED: Oh.//SEN. EVA COLE (R-TX): Yes.//REED: Bye. \
                      | ANN REED: Hi. / CY HILL: I lied. / REED: Oh. / SEN. EVA COLE: Yes. / REED: Bye.
                    ANN REED: I won.//[applause]//CY HILL: No. (Laughter.)\
                      //(APPLAUSE)//ANN REED: [crosstalk]//CY HILL: Well. \
                      | ANN REED: I won. / CY HILL: No. / CY HILL: Well.
                    ANN REED: I won.//REPORTER: Why?//ANN REED: I ran.//Note: This was cut.\
                      //I lost.//First: taxes.//CY HILL: No. \
                      | ANN REED: I won. / ANN REED: I ran. / CY HILL: No.
                    REED: I won. (Laughter.) Now go.//HILL: (crosstalk) No tax [inaudible] cut.\
                      //REED: No. [applause] I -- (crosstalk)//HILL: The pact (NATO) holds (as always). (Cheers.) \
                      | REED: I won. / REED: Now go. / HILL: No tax [inaudible] cut. / REED: No. / REED: I -- \
                    / HILL: The pact (NATO) holds (as always).
                    Foreign Minister Ann Reed: I won.//Rep. Cy Hill, R-Ohio: No.//Foreign Minister Ann Reed: Oh.\
                      //Italian President Eva Cole: Yes.//Rep. Cy Hill, R-Ohio: Well. \
                      | Foreign Minister Ann Reed: I won. / Rep. Cy Hill: No. / Foreign Minister Ann Reed: Oh. \
                    / Italian President Eva Cole: Yes. / Rep. Cy Hill: Well.
                    Q.  Did you sign?//A.  No, sir.//MR. HILL:  Objection.//THE COURT:  Overruled.//Q.  Well? \
                      | A.: No, sir. / MR. HILL: Objection. / THE COURT: Overruled.
                    """)
    void readsTheTurnsOfATranscript(String body, String turns) {
        assertThat(read(body.replace("//", "\n\n")).quotes())
                .extracting(quote -> quote.speaker().text() + ": " + quote.text())
                .containsExactly(turns.split(" / "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    President of Russia Vladimir Putin               | Vladimir Putin
                    President of the United States Donald Trump      | Donald Trump
                    Prime Minister of the Republic of Korea Ann Reed | Ann Reed
                    UK Prime Minister Keir Starmer                   | Keir Starmer
                    Sen. John Kennedy (R-La.)                        | John Kennedy
                    Secretary-General António Guterres               | António Guterres
                    Moderator                                        |
                    """)
    void takesTheNameBehindTheRoleInALabel(String label, String name) {
        String body = "%s: We won.\n\nHILL: We did not.\n\n%s: We will see.\n\nHILL: We will.".formatted(label, label);
        assertThat(read(body).quotes())
                .extracting(quote -> quote.speaker().name())
                .containsExactly(name, "Hill", name, "Hill");
    }

    @Test
    void anAnswerIsNotThatOfAPersonInAQuestion() {
        String interview = "Q: Did you sign it?\n\nA: No.\n\nQ: Did Tom Hill sign it?\n\nA: I never saw him.";
        assertThat(read(interview).quotes())
                .extracting(quote -> quote.speaker().name())
                .containsOnlyNulls();
        assertThat(read("Ann Reed is a banker.\n\n" + interview).quotes())
                .extracting(quote -> quote.speaker().name())
                .containsOnly("Ann Reed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Ann Reed said she did not take the money.                       | DENIAL
                    Ann Reed rejected the allegation that she took money.           | DENIAL
                    “I did not,” Ann Reed said.                                     | DENIAL
                    “I did not sleep,” Ann Reed said.                               | STATEMENT
                    “We were robbed,” Ann Reed said.                                | STATEMENT
                    “We were robbed by the council,” Ann Reed said.                 | ALLEGATION
                    Ann Reed said she would resign in May.                          | PROMISE
                    Ann Reed said the plan was a disgrace.                          | CRITICISM
                    Ann Reed said the plan was draconian.                           | CRITICISM
                    Ann Reed said the vote was a scandal.                           | CRITICISM
                    Ann Reed said the council had passed the buck.                  | CRITICISM
                    “It was a joke,” Ann Reed said.                                 | STATEMENT
                    Ann Reed said Tom Hill had misappropriated the funds.           | ALLEGATION
                    Ann Reed said the party had stuffed ballot boxes.               | ALLEGATION
                    Ann Reed said Tom Hill had made up the numbers.                 | ALLEGATION
                    Ann Reed insinuated that Tom Hill knew.                         | ALLEGATION
                    “I'm sorry,” Ann Reed said.                                     | APOLOGY
                    Ann Reed refused to say when she knew.                          | NO_COMMENT
                    Ann Reed called on the council to vote.                         | DEMAND
                    Ann Reed called it “the most remarkable plan in years.”         | PRAISE
                    Ann Reed said the bridge is open.                               | STATEMENT
                    Ann Reed would not say whether she knew.                        | NO_COMMENT
                    Tom Hill asked whether she knew.                                | STATEMENT
                    Ann Reed said he never told anyone to leave.                    | DENIAL
                    Ann Reed said that her office had received no complaints.       | DENIAL
                    Ann Reed said Tom Hill had doctored the log.                    | ALLEGATION
                    Ann Reed said the bill was a sham.                              | CRITICISM
                    “We let them down,” Ann Reed said.                              | APOLOGY
                    Ann Reed accused Tom Hill of lying about the dam.               | ALLEGATION
                    “You lied to the court,” Ann Reed told Tom Hill.                | ALLEGATION
                    Ann Reed said Tom Hill was guilty of fraud.                     | ALLEGATION
                    Ann Reed said that Tom Hill broke the law.                      | ALLEGATION
                    Ann Reed said Tom Hill had turned a blind eye.                  | ALLEGATION
                    “This is a half-baked plan,” Ann Reed said.                     | CRITICISM
                    Ann Reed said the council had bungled it.                       | CRITICISM
                    “We will rebuild the bridge by May,” Ann Reed said.             | PROMISE
                    “If I win, I'll sign it on day one,” Ann Reed said.             | PROMISE
                    “We are not going to raise taxes,” Ann Reed said.               | PROMISE
                    “We'll see,” Ann Reed said.                                     | STATEMENT
                    “I'll tell you what we found,” Ann Reed said.                   | STATEMENT
                    “We will win in Ohio,” Ann Reed said.                           | STATEMENT
                    “I asked them. They said they'll go home,” Ann Reed said.       | STATEMENT
                    Ann Reed said the bridge will be back in May.                   | STATEMENT
                    Ann Reed said the bridge would last for years.                  | STATEMENT
                    “We will not accept this budget,” Ann Reed said.                | REJECTION
                    “I will not,” Ann Reed said.                                    | REJECTION
                    “We'll see the mayor in court,” Ann Reed said.                  | THREAT
                    “I am deeply sorry for my words,” Ann Reed said.                | APOLOGY
                    Ann Reed said she was “truly sorry” for the letter.             | APOLOGY
                    “I'm sorry to hear it,” Ann Reed said.                          | STATEMENT
                    “Do you regret it?” Ann Reed asked.                             | STATEMENT
                    “She should apologize to them,” Ann Reed said.                  | DEMAND
                    “I want to thank the nurses of Ohio,” Ann Reed said.            | PRAISE
                    “The man's a genius,” Ann Reed said.                            | PRAISE
                    Ann Reed called Tom Hill “the best mayor we ever had.”          | PRAISE
                    “Thank you for having me,” Ann Reed said.                       | STATEMENT
                    “We all met at Thanksgiving,” Ann Reed said.                    | STATEMENT
                    “I have lost confidence in the sheriff,” Ann Reed said.         | CRITICISM
                    “They have no plan for the schools,” Ann Reed said.             | CRITICISM
                    “He lied to the court,” Ann Reed said.                          | ALLEGATION
                    “Their soldiers shot at the boats,” Ann Reed said.              | ALLEGATION
                    “There is no evidence that votes were stolen,” Ann Reed said.   | STATEMENT
                    “We failed our customers,” Ann Reed said.                       | ADMISSION
                    Ann Reed said that he never abused anyone.                      | DENIAL
                    “I never stole it. It is a disgraceful lie,” Ann Reed said.     | DENIAL
                    “Not one levee failed,” Ann Reed said.                          | STATEMENT
                    “No hospital in Ohio has hidden a single death,” Ann Reed said. | STATEMENT
                    “I am not ashamed of it,” Ann Reed said.                        | STATEMENT
                    “I have no conflict of interest,” Ann Reed said.                | STATEMENT
                    “No, they hid it,” Ann Reed said.                               | ALLEGATION
                    “He doesn't see that he failed,” Ann Reed said.                 | CRITICISM
                    “And I will say so in court,” Ann Reed said.                    | STATEMENT
                    “I won't say when,” Ann Reed said.                              | NO_COMMENT
                    “I am not going to deny that I was there,” Ann Reed said.       | STATEMENT
                    “He told me, ‘Ann, I never met him,’” Ann Reed said.            | STATEMENT
                    “He said: 'I lied to the court,' and left,” Ann Reed said.      | STATEMENT
                    """)
    void tellsTheSpeechAct(String body, SpeechAct act) {
        assertThat(read(body).quotes().get(0).speechAct()).isEqualTo(act);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“I never met the man,” Ann Reed said.",
                "“I had to repeat that the Russian state has never interfered,” Ann Reed said.",
                "“That is completely false,” Ann Reed said.",
                "“No, we did not,” Ann Reed said.",
                "“There was no deal,” Ann Reed said.",
                "“We had nothing to do with it,” Ann Reed said.",
                "Ann Reed said she had no knowledge of the payment.",
                "Ann Reed said the allegations were “baseless.”"
            })
    void takesWordsThatDenyForADenial(String body) {
        assertThat(read(body).quotes().get(0).speechAct()).isEqualTo(SpeechAct.DENIAL);
    }

    /** A wrong denial is worse than one that is missed: it says of a person that the person denied. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "“I'm not going to get ahead of the president,” Ann Reed said.",
                "“He's not draining the swamp,” Ann Reed said.",
                "“People have made up their minds,” Ann Reed said.",
                "“They didn't even read it,” Ann Reed said.",
                "“There is no evidence of a plan,” Ann Reed said.",
                "“Not today,” Ann Reed said.",
                "“We have never seen a storm like this,” Ann Reed said.",
                "“I don't remember a winter like this,” Ann Reed said.",
                "Ann Reed said she had not seen the report.",
                "Ann Reed said she did not want to wait.",
                "Ann Reed said an audit found no wrongdoing."
            })
    void doesNotTakeEveryNegationForADenial(String body) {
        assertThat(read(body).quotes().get(0).speechAct()).isNotEqualTo(SpeechAct.DENIAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    On Monday, Ann Reed said the bridge was safe.                   | 2016-11-07
                    Ann Reed cut the budget on Monday, saying the bridge was safe.  | 2016-11-07
                    On Oct. 27, Ann Reed told a panel that the bridge was safe.     | 2016-10-27
                    On Dec. 27, Ann Reed told a panel that the bridge was safe.     | 2015-12-27
                    Ann Reed last night said the bridge was safe.                   | 2016-11-08
                    Ann Reed said the bridge would open on Monday.                  |
                    Since Monday, Ann Reed said, the bridge has been safe.          |
                    On 27 October, Ann Reed told a panel that the bridge was safe.  | 2016-10-27
                    On May 3, 2014, Ann Reed told a panel that the dam was safe.    | 2014-05-03
                    On Monday, Nov. 7, Ann Reed said the bridge was safe.           | 2016-11-07
                    “It is safe,” said Ann Reed, who resigned on Monday.            |
                    Asked on the Today programme, Ann Reed said it was safe.        |
                    Ann Reed said today it was safe.                                | 2016-11-09
                    """)
    void readsTheDayAroundTheCue(String body, LocalDate day) {
        SourceText source = new SourceText("", body, "en", LocalDate.of(2016, 11, 9), null, null);
        SpokenAt spokenAt = reader.read(source).quotes().get(0).spokenAt();
        assertThat(spokenAt == null ? null : spokenAt.date()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    de | „Russland hat sich nie eingemischt“, sagte Putin am Montag. | DENIAL | 2018-07-16
                    de | „Das ist Unsinn“, dementierte Putin am Montag. | DENIAL | 2018-07-16
                    de | „Wir haben uns nicht in die Wahl eingemischt“, bestritt Wladimir Putin am 16. \
                      Juli in Helsinki die Vorwürfe.\
                      | DENIAL | 2018-07-16
                    de | Am Montag, dem 16. Juli, sagte Wladimir Putin: „Wir haben nichts damit zu tun.“\
                      | DENIAL | 2018-07-16
                    de | „Der Kreml mischt sich nicht in Wahlen ein“, sagte Putin, der am Montag in \
                      Helsinki gelandet war.\
                      | DENIAL |
                    de | „Diese Vorwürfe sind absurd“, sagte Präsident Wladimir Putin, Staatschef seit \
                      2000, am 16. Juli 2018 in Helsinki.\
                      | DENIAL | 2018-07-16
                    de | „Das muss aufhören“, wies Jens Albrecht die Anschuldigungen am Dienstag zurück.\
                      | DENIAL | 2018-07-17
                    de | „Ich habe gelogen“, gab Jens Albrecht gestern zu. | ADMISSION | 2018-07-17
                    fr | « La Russie ne s'est jamais ingérée », a déclaré Poutine lundi. | DENIAL | 2018-07-16
                    fr | « Nous n'avons jamais interféré », a démenti lundi Vladimir Poutine. | DENIAL | 2018-07-16
                    fr | « Nous n'avons jamais interféré », a démenti Vladimir Poutine le 16 juillet.\
                      | DENIAL | 2018-07-16
                    fr | « Nous n'avons jamais interféré », a affirmé Vladimir Poutine, le lundi 16 \
                      juillet 2018, à Helsinki.\
                      | DENIAL | 2018-07-16
                    fr | Lundi, Vladimir Poutine a déclaré : « C'est totalement faux. » | DENIAL | 2018-07-16
                    fr | « J'ai menti », a avoué Paul Martin hier soir. | ADMISSION | 2018-07-17
                    fr | « Je n'ai fait que mon travail », a rejeté Paul Martin, balayant les accusations. | DENIAL |
                    es | «Rusia nunca ha interferido», dijo Putin el lunes. | DENIAL | 2018-07-16
                    es | «Rusia jamás interfirió», desmintió el lunes Vladimir Putin. | DENIAL | 2018-07-16
                    es | «Nunca nos hemos inmiscuido», negó Vladimir Putin el 16 de julio. | DENIAL | 2018-07-16
                    es | «No es cierto», afirmó Vladimir Putin este lunes en Helsinki. | DENIAL | 2018-07-16
                    es | El lunes 16 de julio de 2018, Vladimir Putin dijo: «Eso es mentira.» | DENIAL | 2018-07-16
                    es | Luis Ortega se negó a responder: «Ya veremos.» | REJECTION |
                    es | «Me equivoqué», admitió Luis Ortega anoche. | ADMISSION | 2018-07-17
                    ru | «Россия никогда не вмешивалась», — заявил Путин в понедельник. | DENIAL | 2018-07-16
                    ru | «Россия никогда не вмешивалась», — заявил Путин во вторник. | DENIAL | 2018-07-17
                    ru | «Это ложь», — сказал Владимир Путин 16 июля. | DENIAL | 2018-07-16
                    ru | В понедельник, 16 июля, Владимир Путин заявил: «Мы не имеем к этому отношения».\
                      | DENIAL | 2018-07-16
                    ru | «Мы победим», — отрицал в понедельник Иван Петров. | DENIAL | 2018-07-16
                    ru | «Всё это чушь», — отверг обвинения Иван Петров. | DENIAL |
                    ru | «Мне нечего добавить», — отверг обвинения Иван Петров. | DENIAL |
                    de | „Die Vorwürfe gegen mich sind haltlos“, sagte Jens Albrecht. | DENIAL |
                    fr | « Je n'ai jamais parlé à cet homme », a déclaré Paul Martin. | DENIAL |
                    es | «No hay una palabra de verdad en eso», dijo Luis Ortega. | DENIAL |
                    ru | «В этом нет ни слова правды», — сказал Иван Петров. | DENIAL |
                    """)
    void readsActsAndDaysOfOtherLanguages(String language, String body, SpeechAct act, LocalDate day) {
        assertActAndDay(language, body, act, day);
    }

    /** A wrong denial, or a wrong day, is worse than one that is missed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    de | Jens Albrecht wies auf die Kosten hin: „Das ist zu teuer.“ | STATEMENT |
                    de | „Ich habe nie aufgehört zu kämpfen“, sagte Jens Albrecht. | STATEMENT |
                    de | „Ich habe noch nie so etwas gesehen“, sagte Jens Albrecht. | STATEMENT |
                    de | „Das Konzept ist der falsche Weg“, sagte Jens Albrecht. | STATEMENT |
                    de | „Ich habe nie eine Antwort bekommen“, sagte Jens Albrecht. | STATEMENT |
                    de | „Er hat nicht nur gelogen“, sagte Jens Albrecht. | STATEMENT |
                    de | „Wir haben nichts zu tun“, sagte Jens Albrecht. | STATEMENT |
                    de | „Das ist nicht wahr geworden“, sagte Jens Albrecht bis Montag. | STATEMENT |
                    de | Vor dem Spiel am Samstag sagte Trainer Jens Albrecht: „Wir sind bereit.“ | STATEMENT |
                    de | „Wir sind bereit“, sagte Jens Albrecht und kündigte für Montag eine Sitzung an. | STATEMENT |
                    de | „Wir sind bereit“, sagte Jens Albrecht, am Freitag werde man entscheiden. | STATEMENT |
                    de | „Wir sind bereit“, sagte Jens Albrecht am kommenden Montag. | STATEMENT |
                    de | „Wir sind bereit“, sagt Jens Albrecht montags gern. | STATEMENT |
                    fr | « Nous verrons », a déclaré Paul Martin, arrivé lundi à Helsinki. | STATEMENT |
                    fr | « Nous verrons », a déclaré Paul Martin, qui est arrivé lundi. | STATEMENT |
                    fr | « Nous verrons », a déclaré Paul Martin avant la réunion de lundi. | STATEMENT |
                    fr | « Nous verrons », dit Paul Martin le lundi, son jour de repos. | STATEMENT |
                    fr | « Nous verrons », a déclaré Paul Martin lundi prochain. | STATEMENT |
                    fr | « Je n'ai jamais cessé de me battre », a déclaré Paul Martin. | STATEMENT |
                    fr | « Je n'ai jamais caché mon admiration », a déclaré Paul Martin. | STATEMENT |
                    fr | « Je n'ai jamais rencontré quelqu'un d'aussi drôle », a déclaré Paul Martin. | STATEMENT |
                    fr | « Ce n'est pas un secret », a déclaré Paul Martin. | STATEMENT |
                    fr | « C'est vrai », a déclaré Paul Martin aujourd'hui. | STATEMENT | 2018-07-18
                    es | «Ya veremos», dijo Luis Ortega, detenido el lunes. | STATEMENT |
                    es | «Ya veremos», dijo Luis Ortega, que llegó el lunes. | STATEMENT |
                    es | «Ya veremos», dijo Luis Ortega hasta el lunes. | STATEMENT |
                    es | «Ya veremos», dijo Luis Ortega el lunes que viene. | STATEMENT |
                    es | «Ya veremos», dice Luis Ortega los lunes. | STATEMENT |
                    es | «Nunca he dejado de luchar», dijo Luis Ortega ayer. | STATEMENT | 2018-07-17
                    es | «Nunca he visto nada igual», dijo Luis Ortega. | STATEMENT |
                    es | «Eso no es mentira», dijo Luis Ortega. | STATEMENT |
                    ru | «Посмотрим», — сказал Иван Петров, прибывший в понедельник. | STATEMENT |
                    ru | «Посмотрим», — сказал Иван Петров, который прибыл в понедельник. | STATEMENT |
                    ru | «Посмотрим», — сказал Иван Петров до 16 июля. | STATEMENT |
                    ru | «Посмотрим», — сказал Иван Петров в следующий понедельник. | STATEMENT |
                    ru | «Я никогда не переставал бороться», — сказал Иван Петров. | STATEMENT |
                    ru | «Я никогда не видел такого снега», — сказал Иван Петров. | STATEMENT |
                    ru | «Это не ложь», — сказал Иван Петров вчера. | STATEMENT | 2018-07-17
                    ru | «Никогда не вмешивайтесь», — сказал Иван Петров. | STATEMENT |
                    de | „Wir sind bereit“, sagte Jens Albrecht vor dem Prozess am Montag. | STATEMENT |
                    fr | « Nous verrons », a déclaré Paul Martin avant le procès prévu lundi. | STATEMENT |
                    es | «Ya veremos», dijo Luis Ortega antes del juicio el lunes. | STATEMENT |
                    ru | «Посмотрим», — сказал Иван Петров перед процессом в понедельник. | STATEMENT |
                    de | „Ich habe nie gesagt, dass es leicht wird“, sagte Jens Albrecht. | STATEMENT |
                    de | „Ich habe seitdem nicht mehr gelogen“, sagte Jens Albrecht. | STATEMENT |
                    fr | « Je ne suis pas innocent », a déclaré Paul Martin. | STATEMENT |
                    es | «Las acusaciones no son falsas», dijo Luis Ortega. | STATEMENT |
                    ru | «Обвинения не беспочвенны», — сказал Иван Петров. | STATEMENT |
                    ru | «Мы больше не вмешиваемся», — сказал Иван Петров. | STATEMENT |
                    """)
    void takesNoOtherNegationForADenialAndNoOtherDay(String language, String body, SpeechAct act, LocalDate day) {
        assertActAndDay(language, body, act, day);
    }

    private void assertActAndDay(String language, String body, SpeechAct act, LocalDate day) {
        SourceText source = new SourceText(null, body, language, LocalDate.of(2018, 7, 18), null, null);
        List<ReadQuote> quotes = reader.read(source).quotes();
        assertThat(quotes).extracting(ReadQuote::speechAct).containsExactly(act);
        assertThat(quotes)
                .extracting(quote ->
                        quote.spokenAt() == null ? null : quote.spokenAt().date())
                .containsExactly(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In a statement, Ann Reed left.",
                "The alleged crime involved five drives.",
                "He kept them from claiming asylum.",
                "He used a typewriter to add the first two digits.",
                "Someone says it is over.",
                "The dam costs $3 per person, per year.",
                "The dam held, as it was built to do.",
                "The claim that she lied is false.",
                "The allegation that she lied, made public on Monday, hurt her.",
                "Monday's claim that the dam failed was wrong.",
                "Tom Hill never made the claim that the dam failed.",
                "There was no denial from Ann Reed that it was true.",
                "His supporters believe the claim that it was true.",
                "The council announced the locations that would be given the statues.",
                "Correction: Ann Reed said, “I lied,” in May, not in June.",
                "CORRECTION, March 3: Ann Reed said that Tom Hill lied.",
                "An earlier version of this article said that Ann Reed said, “I lied.” She did not.",
                "This story has been corrected to show that Ann Reed said two dams leaked, not that they failed.",
                "This article was amended on 3 March. Ann Reed said the dam was safe."
            })
    void readsNothingWhereNothingIsReported(String body) {
        assertThat(read(body).quotes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Reed disputed Tom Hill's claim that the audit was fair.        | the audit was fair | Tom Hill
                    Tom Hill left. His claim that it was safe drew fire.           | it was safe | Tom Hill
                    Tom Hill left. Despite his denial that he lied, he lost.       | he lied | Tom Hill
                    Claims by prosecutors that Ann Reed lied were dismissed.       | Ann Reed lied | prosecutors
                    A warning from Gov. Tom Hill that the dam could fail led to panic. | the dam could fail | Tom Hill
                    Tom Hill, the mayor, made the claim in May that the dam failed. | the dam failed | Tom Hill
                    Tom Hill's argument has been that the dam failed.              | the dam failed | Tom Hill
                    Tom Hill's allegation that “it was all rigged” was refuted.    | it was all rigged | Tom Hill
                    The White House's latest claim that it is true was denied.     | it is true | White House
                    Tom Hill repeated the claim that the dam failed.               | the dam failed | Tom Hill
                    She noted Tom Hill's complaint that the rules were unclear.    | the rules were unclear | Tom Hill
                    """)
    void readsTheClauseOfANoun(String body, String text, String speaker) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly(text);
        ReadSpeaker found = quotes.get(0).speaker();
        assertThat(found.name() == null ? found.text() : found.name()).isEqualTo(speaker);
    }

    /** The quotes of a text are separated by " / ". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    LONDON, March 3 (Reuters) - The dam is safe, Ann Reed said.       | The dam is safe
                    NEW YORK (AP) — The dam is safe, according to Ann Reed.           | The dam is safe
                    BERLIN — The dam is safe, Ann Reed said.                          | The dam is safe
                    Washington (CNN)The dam is safe, Ann Reed said.                   | The dam is safe
                    The plan failed, said Ann Reed, a lawyer at the University of Ohio. | The plan failed
                    The plan failed, said Ann Reed, who leads a group.                | The plan failed
                    The plan failed, said Ann Reed, head of the group that won.       | The plan failed
                    The plan, Ann Reed said, failed in May.                  | The plan, Ann Reed said, failed in May
                    If it rained, said Ann Reed, the dam would fail.         | If it rained / the dam would fail
                    But the plan, Ann Reed said on Monday, will fail. | the plan, Ann Reed said on Monday, will fail
                    The plan, Ann Reed said, failed.                         | The plan, Ann Reed said, failed
                    In one letter, Ann Reed said, Hill wrote that it fell.   | Hill wrote that it fell / it fell
                    It was, Ann Reed said, the worst year.                   | It was, Ann Reed said, the worst year
                    The plan, Tom Hill said, is bad, and the town, she added, knows it. \
                      | The plan, Tom Hill said, is bad / the town, she added, knows it
                    The plan, Tom Hill said, was made by aides, who left. \
                      | The plan, Tom Hill said, was made by aides, who left
                    The plan, which, Tom Hill said, nobody read, was passed. | nobody read
                    Ann Reed denied the charges, hours after a paper printed them.    | the charges
                    Ann Reed denies murder but has admitted theft.           | murder / theft
                    Ann Reed said that it rained, but that it stopped.       | it rained, but that it stopped
                    Ann Reed said demand in Ohio had “fallen off a cliff.”   | demand in Ohio had “fallen off a cliff.”
                    The union warned that “hundreds of jobs” were at risk.   | “hundreds of jobs” were at risk
                    Ann Reed said no, the dam was not safe.                  | no, the dam was not safe
                    One thing is clear: the dam, Ann Reed said, will hold.   | the dam, Ann Reed said, will hold
                    Ann Reed said they lied, and the army dismissed it as “a rumor.” | they lied / it as “a rumor.”
                    Ann Reed refused to give evidence, the court heard.      | to give evidence
                    Ann Reed said that she would ask the league to act. | she would ask the league to act
                    Ann Reed warned Tom Hill not to leave.                   | not to leave
                    Not much, concedes Ann Reed.                             | Not much
                    The dam is safe, Ann Reed said, though it leaked in May. | The dam is safe
                    Ann Reed, who has denied wrongdoing, said on Monday that it fell. | wrongdoing / it fell
                    Ann Reed, who denied the charges, told Tom Hill it was over.      | the charges / it was over
                    Ann Reed said that was false.                                     | that was false
                    Ann Reed told reporters that never happened.                      | that never happened
                    Ann Reed said that given the storm the dam was safe.     | given the storm the dam was safe
                    Tom Hill, according to his wife, Ann Reed, said he won.           | he won
                    The dam, according to the mayor, Ann Reed, is safe. \
                      | The dam, according to the mayor, Ann Reed, is safe
                    """)
    void readsTheWholeClauseAndNoMore(String body, String quotes) {
        assertThat(read(body).quotes()).extracting(ReadQuote::text).containsExactly(quotes.split(" / "));
    }

    @Test
    void readsARejectedNounAndItsClause() {
        List<ReadQuote> quotes =
                read("Ann Reed rejected Tom Hill's claim that she lied.").quotes();
        assertThat(quotes).extracting(ReadQuote::text).containsExactly("Tom Hill's claim that she lied", "she lied");
        assertThat(quotes).extracting(quote -> quote.speaker().text()).containsExactly("Ann Reed", "Tom Hill");
        assertThat(quotes).extracting(ReadQuote::speechAct).containsExactly(SpeechAct.DENIAL, SpeechAct.ALLEGATION);
    }

    @Test
    void aStatementThatItsAttributionInterruptsHasOneSpeechAct() {
        assertThat(read("“They lied,” Ann Reed said, “and we all saw it.” “It rained,” Tom Hill said.")
                        .quotes())
                .extracting(ReadQuote::speechAct)
                .containsExactly(SpeechAct.ALLEGATION, SpeechAct.ALLEGATION, SpeechAct.STATEMENT);
    }

    @Test
    void theWordsOfAQuotationWithoutACueTellItsSpeechAct() {
        assertThat(read("“It is a sad day,” Ann Reed lamented. “We will rebuild the mill by May.”\n\n"
                                + "She warned: “It may rain.”")
                        .quotes())
                .extracting(ReadQuote::speechAct)
                .containsExactly(SpeechAct.CRITICISM, SpeechAct.PROMISE, SpeechAct.STATEMENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Ann Reed blamed Tom Hill for losing the money.          | Tom Hill for losing the money
                    Ann Reed criticised the council for the delay on Monday. | the council for the delay
                    Ann Reed condemned the plan as reckless.                | the plan as reckless
                    Ann Reed slammed the door as he left.                   |
                    Ann Reed condemned Tom Hill as the council met.         |
                    Ann Reed did not blame Tom Hill for losing the money.   |
                    Ann Reed was criticised by the council for the delay.   |
                    """)
    void readsWhatSomebodyIsBlamedFor(String body, String text) {
        List<ReadQuote> quotes = read(body).quotes();
        assertThat(quotes).extracting(ReadQuote::text).isEqualTo(text == null ? List.of() : List.of(text));
        assertThat(quotes).allMatch(quote -> quote.speechAct() == SpeechAct.CRITICISM);
    }

    @Test
    void readsAnAccusationWithoutItsDay() {
        assertThat(read("Ann Reed accused Tom Hill of lying about it on Monday.")
                        .quotes())
                .extracting(ReadQuote::text)
                .containsExactly("Tom Hill of lying about it");
    }

    @Test
    void theNounTellsTheSpeechActOfANeutralVerb() {
        ReadQuote quote = read("Ann Reed repeated her denial that she took money.")
                .quotes()
                .get(0);
        assertThat(quote.cue()).isEqualTo("repeated her denial");
        assertThat(quote.speaker().text()).isEqualTo("Ann Reed");
        assertThat(quote.speechAct()).isEqualTo(SpeechAct.DENIAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    By Jane Roe//“It is over,” she said. Ann Reed is the mayor.       | none     | Ann Reed
                    BY JANE ROE//Staff Writer//She said it was over. Ann Reed left.   | none     | Ann Reed
                    Words by Jane Roe//“It is over,” she said.                        | none     | none
                    Jane Roe, Washington//“It is over,” the senator told me.          | none     | none
                    Jane Roe reports:////“It is over.”                                | none     | none
                    From Jane Roe in Paris////“It is over,” she said. Ann Reed left.  | none     | Ann Reed
                    Jane Roe//“It is over,” she said. Ann Reed left.                  | Jane Roe | Ann Reed
                    Jane Roe reports: “It is over,” the senator said.                 | Jane Roe | none
                    Ann Reed spoke. Jane Roe left. “It is over,” she told me.    | By JANE ROE and Al Ray | Ann Reed
                    WASHINGTON (Wire) — “It is over,” a senator said.                 | Jane Roe | none
                    By Jane Roe////I said it was over.                                | none     | Jane Roe
                    Ann Reed left. I said it was over.                                | Jane Roe, Opinion | Jane Roe
                    Ann Reed left. I said it was over.                                | Jane Roe and Al Ray | none
                    “It is over,” Jane Roe said. Ann Reed left.                       | Jane Roe | Jane Roe
                    """)
    void doesNotTakeTheAuthorForASpeaker(String body, String byline, String speaker) {
        SourceText source = new SourceText(null, body.replace("//", "\n"), "en", null, null, byline);
        ReadSpeaker found = reader.read(source).quotes().get(0).speaker();
        assertThat(found == null ? null : found.name()).isEqualTo(speaker);
    }

    @Test
    void readsNoPersonInABylineAndKeepsTheOffsets() {
        String body = "By Jane Roe\nPublished: 10 May 2016\n\nAnn Reed said it was over.";
        Reading reading = read(body);
        assertThat(reading.mentions()).extracting(NamedMention::name).containsExactly("Ann Reed");
        ReadQuote quote = reading.quotes().get(0);
        assertThat(body.substring(quote.start(), quote.end())).isEqualTo("it was over");
    }

    @Test
    void readsTheDayOfAStatement() {
        SourceText source = new SourceText("", ARTICLE, "en-US", LocalDate.of(2016, 11, 9), null, null);
        assertThat(reader.read(source).quotes().get(0).spokenAt().date()).isEqualTo("2016-11-07");
        assertThat(read(ARTICLE).quotes().get(0).spokenAt()).isNull();
    }

    @Test
    void aNationTellsTwoPresidentsApart() {
        Reading reading = read("President Vladimir Putin denied it. Donald Trump took up the denial. “He just said it’s"
                + " not Russia,” the American president told the reporters.");
        assertThat(reading.quotes().get(reading.quotes().size() - 1).speaker().name())
                .isEqualTo("Donald Trump");
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
                "his claim that ",
                "By Ann Reed\n",
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
        String body = part.repeat((Tier.isFull() ? 500_000 : 120_000) / part.length());
        int points = body.codePointCount(0, body.length());
        assertThat(readInProportion(part.repeat(body.length() / part.length() / 4), body)
                        .quotes())
                .allMatch(quote -> quote.start() >= 0 && quote.start() < quote.end() && quote.end() <= points);
    }

    /** Rules that look back or ahead must not look at all of a text again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "en||a\r",
                "en||a\u2028",
                "en||‘A,’ ",
                "en||‘“A b c,” d.’ ",
                "en|Ann Reed said: “No.” |“A.” ",
                "en|Ann Reed said: “No.” |“A.” “B.”\r",
                "de|Anna Reed sagte: „Nein.“ |„A.“ ",
                "es|Ana Reed dijo: «No.» |«A.» ",
                "ru|Анна Рид сказала: «Нет.» |«А.» ",
                "ar|قالت آن: «لا.» |«أ.» ",
                "fr|Anne Reed a dit : «Non.» |«A.» ",
                "fr||a "
            })
    void takesTimeInProportionToTheLongestText(String text) {
        String[] parts = text.split("\\|");
        assertThat(readInProportion(longText(parts, LONGEST / 4), longText(parts, LONGEST)))
                .isNotNull();
    }

    private static SourceText longText(String[] parts, int length) {
        String end = "version";
        String part = parts[2];
        String body = parts[1] + part.repeat((length - parts[1].length() - end.length()) / part.length()) + end;
        return new SourceText(null, body, parts[0], null, null, null);
    }

    @Test
    void theQuotesOfATextAreNotMuchLongerThanTheText() {
        String body = "Ann Reed said that ".repeat(3_000) + "it rained.";
        List<ReadQuote> quotes = read(body).quotes();
        int length = quotes.stream().mapToInt(quote -> quote.text().length()).sum();
        assertThat(length).isBetween(body.length() / 2, 3 * body.length());

        assertThat(read("Ann Reed said that Bob Hill said that the minister denied that it rained.")
                        .quotes())
                .extracting(ReadQuote::text)
                .containsExactly(
                        "Bob Hill said that the minister denied that it rained",
                        "the minister denied that it rained",
                        "it rained");
    }

    @Test
    void theSourcesOfManyQuotesAreShort() {
        String body = "Ann R" + "e".repeat(LONGEST / 2) + " said: “No.” " + "“A.” ".repeat(10_000);
        assertThat(read(body).quotes()).hasSizeGreaterThan(9_000).allSatisfy(quote -> assertThat(quote.speaker())
                .isNull());
        assertThat(read(body.replaceAll("e{9,}", "eed")).quotes())
                .hasSizeGreaterThan(9_000)
                .allSatisfy(quote -> assertThat(quote.speaker().name()).isEqualTo("Ann Reed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u2028", "\u2029"})
    void readsLinesWhateverEndsThem(String end) {
        String body = "By Jane Roe" + end + "I said it was over." + end + "An earlier version of this article said that"
                + " Tom Hill lied." + end + "Ann Reed said it rained.";
        assertThat(read(body).quotes())
                .extracting(quote -> quote.speaker().name() + ": " + quote.text())
                .containsExactly("Jane Roe: it was over", "Ann Reed: it rained");
    }

    /** A text may begin and break off anywhere: feeds shorten articles. */
    @Test
    void readsEveryPartOfAText() {
        String text = "The budget fell, according to the mayor, Ann Reed. “It is over,” said one of her aides, Bob"
                + " Smith, 52, who told reporters on Monday that it was (she said) “a ruin.” As Tom Hill put it, per"
                + " the report, Reed's denial that she knew — in the words of Smith — made the claim that it failed."
                + " Asked if he agreed, the senator declined to say: “No.” Reed denied that she had met him, as Hill"
                + " said. So said they.";
        String[] words = text.split("(?= )|(?=[,.:()“”])");
        for (int from = 0; from < words.length; from++) {
            for (int to = from + 1; to <= Math.min(words.length, from + 40); to++) {
                String part = String.join("", List.of(words).subList(from, to));
                assertThatCode(() -> read(part)).as(part).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ru|«Мы победим, — сказала Анна Иванова. — И скоро».|Мы победим,|Анна Иванова",
                "de|Auf die Frage antwortete Anna Schmidt: „Wir gewinnen.“|Wir gewinnen.|Anna Schmidt",
                "de|„Wir gewinnen“, sagte Anna Schmidt am Montag.|Wir gewinnen|Anna Schmidt",
                "fr|« Nous gagnerons », a déclaré Anne Dupont.|Nous gagnerons|Anne Dupont",
                "es|«Vamos a ganar», dijo Ana García.|Vamos a ganar|Ana García",
                "ru|«Мы победим», — сказала Анна Иванова.|Мы победим|Анна Иванова",
                "fr|« Nous gagnerons », peste Anne Dupont.|Nous gagnerons|Anne Dupont",
                "de|„Wir gewinnen“, so Anna Schmidt am Montag.|Wir gewinnen|Anna Schmidt",
                "de|„Wir gewinnen“, sagte sie am Montag.|Wir gewinnen|sie",
                "fr|« Nous gagnerons », a-t-elle déclaré lundi.|Nous gagnerons|elle",
                "fr|« Nous gagnerons », dit-il.|Nous gagnerons|il",
                "fr|« Nous gagnerons », s'est-il indigné.|Nous gagnerons|il",
                "fr|« Nous gagnerons », ajoute-t-on.|Nous gagnerons|on",
                "es|«Vamos a ganar», dijo ella el lunes.|Vamos a ganar|ella",
                "ru|«Мы победим», — сказала она в понедельник.|Мы победим|она",
                "de|Am Montag sagte Anna Schmidt: „Wir gewinnen.“|Wir gewinnen.|Anna Schmidt",
                "de|Am 16. Juli sagte Anna Schmidt: „Wir gewinnen.“|Wir gewinnen.|Anna Schmidt",
                "de|Gestern sagte Anna Schmidt: „Wir gewinnen.“|Wir gewinnen.|Anna Schmidt",
                "es|El lunes dijo Ana García: «Vamos a ganar».|Vamos a ganar|Ana García",
                "ru|В понедельник сказала Анна Иванова: «Мы победим».|Мы победим|Анна Иванова"
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
        int length = Tier.isFull() ? 2_000_000 : 150_000;
        assertThat(readInProportion(names(length / 4), names(length)).mentions())
                .isNotEmpty();
    }

    private static String names(int length) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; body.length() < length; i++) {
            String name = Integer.toString(i, 26).replaceAll("[0-9]", "x");
            body.append("Sen. Ann R")
                    .append(name)
                    .append(" met Mr. R")
                    .append(name)
                    .append(" Hill. ");
            body.append("The senator said she was “a friend.” They said it. ");
        }
        return body.toString();
    }

    private Reading readInProportion(String quarter, String body) {
        return readInProportion(SourceText.of(null, quarter), SourceText.of(null, body));
    }

    /**
     * Reads a text, and before it a quarter of the text. Four times the text takes four times as long, or sixteen times
     * if the time grows with the square. The times are those of this thread's CPU, which other processes hardly change.
     */
    private Reading readInProportion(SourceText quarter, SourceText whole) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        reader.read(quarter);
        long middle = threads.getCurrentThreadCpuTime();
        Reading reading = reader.read(whole);
        long end = threads.getCurrentThreadCpuTime();
        Duration most = Duration.ofNanos(8 * (middle - start)).plusMillis(250);
        assertThat(Duration.ofNanos(end - middle)).isLessThan(most);
        return reading;
    }

    private Reading read(String body) {
        return reader.read(SourceText.of(null, body));
    }
}
