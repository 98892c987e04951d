package org.onrecord.reading;

import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.model.QuoteType;

import static org.assertj.core.api.Assertions.assertThat;

/** The indirect quotes of languages without parts of speech. */
class OtherLanguagesTest {

    private final Reader reader = new Reader();

    /** The quotes, "speech act, name of the speaker: text", are separated by " / ". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Kanzlerin Anna Berg bestritt, dass sie davon gewusst habe.\
                      | DENIAL, Anna Berg: sie davon gewusst habe
                    Karl Weber (SPD) hat am Montag bestritten, dass er log.\
                      | DENIAL, Karl Weber: er log
                    Karl Weber bestritt am Dienstag, davon gewusst zu haben.\
                      | DENIAL, Karl Weber: davon gewusst zu haben
                    Am Montag sagte Karl Weber vor Journalisten, dass die Brücke, die alt ist, gesperrt bleibe, und\
                     kündigte an, dass ein Neubau komme.\
                      | STATEMENT, Karl Weber: die Brücke, die alt ist, gesperrt bleibe\
                     / STATEMENT, Karl Weber: ein Neubau komme
                    Karl Weber gab zu, dass er log, und Anna Berg sagte, dass sie ihm verzeihe.\
                      | ADMISSION, Karl Weber: er log / STATEMENT, Anna Berg: sie ihm verzeihe
                    Karl Weber sagte, dass die Stadt pleite sei, nannte aber keine Zahl.\
                      | STATEMENT, Karl Weber: die Stadt pleite sei
                    Die Sprecherin des Amtes, Julia Koch, betonte, dass es „keinen Grund“ gebe.\
                      | STATEMENT, Julia Koch: es „keinen Grund“ gebe
                    """)
    void readsGermanClauses(String body, String quotes) {
        assertThat(read("de", body)).isEqualTo(quotes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Le ministre de la Justice Éric Martin a nié que son cabinet ait payé.\
                      | DENIAL, Éric Martin: son cabinet ait payé
                    PARIS - Le maire Paul Roy a nié mercredi avoir menti. | DENIAL, Paul Roy: avoir menti
                    Lundi, le maire Paul Roy a affirmé devant la presse qu'il restait, ajoutant que tout va bien.\
                      | STATEMENT, Paul Roy: il restait
                    Jean Roy, président du club, a dit que le stade est prêt et qu'il est beau.\
                      | STATEMENT, Jean Roy: le stade est prêt et qu'il est beau
                    Jean Roy a dit que le témoin mentait et a demandé un délai.\
                      | STATEMENT, Jean Roy: le témoin mentait
                    L'accusé Karim Haddad a nié que l'arme soit à lui. | DENIAL, Karim Haddad: l'arme soit à lui
                    """)
    void readsFrenchClauses(String body, String quotes) {
        assertThat(read("fr", body)).isEqualTo(quotes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    El ministro Juan Pérez negó que hubiera pagado. | DENIAL, Juan Pérez: hubiera pagado
                    Juan Pérez negó haber cobrado dinero. | DENIAL, Juan Pérez: haber cobrado dinero
                    En Madrid, aseguró el ministro Juan Pérez que no dimitirá. | STATEMENT, Juan Pérez: no dimitirá
                    El lunes, Ana Ruiz dijo que la obra acaba, y añadió que cuesta poco.\
                      | STATEMENT, Ana Ruiz: la obra acaba / STATEMENT, Ana Ruiz: cuesta poco
                    Ana Ruiz, portavoz del Gobierno, señaló que la ley sale, pero nadie lo cree.\
                      | STATEMENT, Ana Ruiz: la ley sale
                    """)
    void readsSpanishClauses(String body, String quotes) {
        assertThat(read("es", body)).isEqualTo(quotes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    Анна Орлова отрицала, что знала о сделке. | DENIAL, Анна Орлова: знала о сделке
                    В понедельник Иван Петров сообщил журналистам, что уйдёт в отставку, добавив, что устал.\
                      | STATEMENT, Иван Петров: уйдёт в отставку
                    Президент Франции Эмманюэль Рошен опроверг, что переговоры начались.\
                      | DENIAL, Эмманюэль Рошен: переговоры начались
                    Иван Петров, глава комитета, заявил, что закон, который принят, действует, и добавил, что он рад.\
                      | STATEMENT, Иван Петров: закон, который принят, действует / STATEMENT, Иван Петров: он рад
                    """)
    void readsRussianClauses(String body, String quotes) {
        assertThat(read("ru", body)).isEqualTo(quotes);
    }

    /** Not said, not asserted, or by words whose source or end cannot be told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "de:Karl Weber sagte nicht, dass er gehe.",
                "de:Karl Weber bestritt nicht, dass er ging.",
                "de:Wenn Karl Weber sagt, dass er geht, ist es vorbei.",
                "de:Hat Karl Weber gesagt, dass er geht?",
                "de:Karl Weber soll gesagt haben, dass er geht.",
                "de:Es wurde gesagt, dass er geht.",
                "de:Man sagt, dass er geht.",
                "de:Karl Weber wies den Vorwurf zurück, dass er gelogen habe.",
                "de:In einem gefälschten Video sagt Karl Weber, dass er geht.",
                "de:Der Zeitung sagte Karl Weber, dass er bleibe.",
                "de:Wütend sagte der Minister, dass er gehe.",
                "de:Karl Weber sagte, er bleibe.",
                "de:Karl Weber sagte, dass die Stadt klimaneutral werde, was die Opposition bezweifelt.",
                "fr:Jean Roy n'a pas dit que la ville était sale.",
                "fr:Si Jean Roy dit que la ville est sale, il ment.",
                "fr:On dit que la ville est sale.",
                "fr:Jean Roy aurait dit que tout va bien.",
                "fr:Jean Roy a dénoncé la loi que le Parlement a votée.",
                "fr:Le ministre a dit plus que le maire.",
                "fr:C'est Jean Roy qui a dit que la ville est belle.",
                "fr:Jean Roy a expliqué au juge qui l'interrogeait que le navire était loué.",
                "es:Juan Pérez no dijo que la obra acabara.",
                "es:Se dijo que la obra acaba.",
                "es:Lo que dijo Juan Pérez que haría fue otra cosa.",
                "es:Ana Ruiz explicó el plan que presentó el lunes.",
                "es:Ana Ruiz habría dicho que la obra acaba.",
                "es:Juan Pérez, según Ana Ruiz, dijo que la obra acaba.",
                "es:Prado explicó al juez que lo interrogaba que el barco era suyo.",
                "ru:Иван Петров не говорил, что уйдёт.",
                "ru:Если Петров скажет, что уйдёт, мы узнаем.",
                "ru:Говорят, что он уйдёт.",
                "ru:Петров якобы сказал, что травма старая.",
                "ru:Петров пояснил, что произошло.",
                "ru:Адвокат Ивана Петрова заявил, что его клиент болен."
            })
    void readsNoClauseThatMayNotBeSaid(String article) {
        assertThat(read(article.substring(0, 2), article.substring(3))).isEmpty();
    }

    private String read(String language, String body) {
        return reader.read(new SourceText(null, body, language, null, null, null)).quotes().stream()
                .filter(quote -> quote.type() != QuoteType.DIRECT)
                .map(quote -> quote.speechAct() + ", " + quote.speaker().name() + ": " + quote.text())
                .collect(Collectors.joining(" / "));
    }
}
