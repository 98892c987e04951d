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
                    Karl Weber sagte, er bleibe. | STATEMENT, Karl Weber: er bleibe
                    Karl Weber meinte am Montag, die Stadt habe „nichts“ gewusst.\
                      | STATEMENT, Karl Weber: die Stadt habe „nichts“ gewusst
                    Sie habe nichts gewusst, sagte Anna Berg am Dienstag.\
                      | STATEMENT, Anna Berg: Sie habe nichts gewusst
                    Die Brücke sei sicher, so Anna Berg. | STATEMENT, Anna Berg: Die Brücke sei sicher
                    Die Brücke sei sicher, teilte Anna Berg mit. | STATEMENT, Anna Berg: Die Brücke sei sicher
                    Karl Weber sagte, er bleibe. Er kenne Berg seit Jahren.\
                      | STATEMENT, Karl Weber: er bleibe / STATEMENT, Karl Weber: Er kenne Berg seit Jahren
                    Karl Weber warf ihr vor, Geld genommen zu haben. | ALLEGATION, Karl Weber: Geld genommen zu haben
                    Landrat Karl Weber kam. Laut Weber fehlen neun Millionen Euro.\
                      | STATEMENT, Karl Weber: fehlen neun Millionen Euro
                    Minister Karl Weber kam. Nach Angaben des Ministers ist die Straße gesperrt.\
                      | STATEMENT, Karl Weber: ist die Straße gesperrt
                    Anna Berg kam. Ihr zufolge ist die Straße seit Mai gesperrt.\
                      | STATEMENT, Anna Berg: ist die Straße seit Mai gesperrt
                    Einem Sprecher des Amtes zufolge soll der Betrieb enden.\
                      | STATEMENT, null: soll der Betrieb enden
                    Katja Brenner kam. Brenners Behauptung, dass sie zahle, überzeugt niemanden.\
                      | STATEMENT, Katja Brenner: sie zahle
                    Der Vorwurf des Ministers Karl Weber, dass die Stadt lüge, verpuffte.\
                      | ALLEGATION, Karl Weber: die Stadt lüge
                    Die nächste Notaufnahme, so Karl Weber, sei 40 Kilometer entfernt.\
                      | STATEMENT, Karl Weber: Die nächste Notaufnahme\
                     / STATEMENT, Karl Weber: sei 40 Kilometer entfernt
                    Karl Weber sagte, man prüfe die Lage.\
                      | STATEMENT, Karl Weber: man prüfe die Lage
                    Die Stadt zahle, sagte Karl Weber. Die Helfer hätten schon gekündigt.\
                      | STATEMENT, Karl Weber: Die Stadt zahle\
                     / STATEMENT, Karl Weber: Die Helfer hätten schon gekündigt
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
                    La ville est belle, a déclaré Jean Roy lundi. | STATEMENT, Jean Roy: La ville est belle
                    La ville est belle, a promis Jean Roy, président de la région.\
                      | PROMISE, Jean Roy: La ville est belle
                    La ville est belle, a estimé Jean Roy, qui habite à Lyon. | STATEMENT, Jean Roy: La ville est belle
                    Jean Roy est là. La ville est belle, a-t-il dit. | STATEMENT, Jean Roy: La ville est belle
                    Selon Jean Roy, la ville est belle. | STATEMENT, Jean Roy: la ville est belle
                    La ville est belle, selon Jean Roy. | STATEMENT, Jean Roy: La ville est belle
                    Jean Roy est là. Selon lui, la ville est belle et propre.\
                      | STATEMENT, Jean Roy: la ville est belle et propre
                    Selon Jean Roy, maire de Lyon, la ville est belle.\
                      | STATEMENT, Jean Roy: la ville est belle
                    Pour Jean Roy, ingénieur à Lyon, le risque est grand.\
                      | STATEMENT, Jean Roy: le risque est grand
                    Il n'y a aucune pression, assure de son côté Jean Roy.\
                      | DENIAL, Jean Roy: Il n'y a aucune pression
                    Le plan, a dit Jean Roy, est trop cher.\
                      | STATEMENT, Jean Roy: Le plan / STATEMENT, Jean Roy: est trop cher
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
                    La obra acaba el lunes, informó el alcalde Juan Pérez.\
                      | STATEMENT, Juan Pérez: La obra acaba el lunes
                    De acuerdo con Juan Pérez, la obra acaba. | STATEMENT, Juan Pérez: la obra acaba
                    Juan Pérez pidió disculpas y prometió que la obra acaba. | PROMISE, Juan Pérez: la obra acaba
                    Según el portavoz de la oposición, Juan Pérez, existe un informe.\
                      | STATEMENT, Juan Pérez: existe un informe
                    Como explicó Ana Ruiz, la obra acaba en mayo.\
                      | STATEMENT, Ana Ruiz: la obra acaba en mayo
                    El documento, dijo Juan Pérez, lleva la firma.\
                      | STATEMENT, Juan Pérez: El documento / STATEMENT, Juan Pérez: lleva la firma
                    Ana Ruiz pidió que se perforen pozos. | DEMAND, Ana Ruiz: se perforen pozos
                    Para la alcaldesa, Ana Ruiz, la obra es cara. | STATEMENT, Ana Ruiz: la obra es cara
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
                    Компания «Северный ветер» сообщила, что стройка начнётся. | STATEMENT, Компания: стройка начнётся
                    Он знал об этом, сообщила Анна Орлова. | STATEMENT, Анна Орлова: Он знал об этом
                    Иван Петров извинился и пообещал, что уйдёт в отставку. | PROMISE, Иван Петров: уйдёт в отставку
                    По словам инженера Ольги Дроздовой, мост можно починить.\
                      | STATEMENT, Ольга Дроздова: мост можно починить
                    Мэр Виктор Лапин приехал. По мнению Лапина, мост закроют в июне.\
                      | STATEMENT, Виктор Лапин: мост закроют в июне
                    Анна Лапина приехала. По её словам, мост закроют в июне.\
                      | STATEMENT, Анна Лапина: мост закроют в июне
                    Как сообщил депутат Игорь Самойлов, деньги выделили в мае.\
                      | STATEMENT, Игорь Самойлов: деньги выделили в мае
                    По словам Лапина, мост закроют в июне.\
                      | STATEMENT, null: мост закроют в июне
                    Утверждение Виктора Лапина о том, что экспертизы не было, опровергла Анна Крюкова.\
                      | STATEMENT, Виктор Лапин: экспертизы не было
                    По словам мэра Каменска Сергея Руденко, мост закроют в мае. Руденко заявил, что он рад.\
                      | STATEMENT, Сергей Руденко: мост закроют в мае / STATEMENT, Сергей Руденко: он рад
                    Мост закроют в июне, — утверждает Анна Орлова. | ALLEGATION, Анна Орлова: Мост закроют в июне
                    """)
    void readsRussianClauses(String body, String quotes) {
        assertThat(read("ru", body)).isEqualTo(quotes);
    }

    /** „die Ministerin“ is the only one whom the text introduced as such; "nobody" if it introduced two or none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    de | Gesundheitsministerin Katja Brenner kam. „Es reicht“, sagte die Ministerin. | Katja Brenner
                    de | Der Chefarzt der Klinik, Horst Roth, klagt. „Es reicht“, so der Mediziner. | Horst Roth
                    de | Landrat Karl Weber (CDU) kam. „Es reicht“, sagte der CDU-Politiker am Montag. | Karl Weber
                    de | Minister Karl Weber traf Minister Paul Roth. „Es reicht“, sagte der Minister. | nobody
                    de | Außenminister Karl Weber kam. „Es reicht“, sagte der Finanzminister. | nobody
                    de | Ministerin Anna Berg kam. „Es reicht“, sagte der Mediziner. | nobody
                    de | Die Ministerin Anna Berg kam. „Es reicht“, sagte die Behörde. | nobody
                    de | Karl Weber kam. „Es reicht“, sagte der Minister. | nobody
                    de | Karl Weber kam. Ein Arzt sah zu. „Es reicht“, sagte der Arzt. | nobody
                    fr | La présidente du club, Claire Roy, est là. « C'est dur », accuse l'agricultrice. | Claire Roy
                    fr | Le maire de Lyon, Jean Roy, est là. « C'est dur », a dit le maire. | Jean Roy
                    fr | Le maire de Lyon, Jean Roy, est là. « C'est dur », a dit le maire de Nantes. | nobody
                    fr | Une agricultrice crie. Claire Roy écoute. « C'est dur », accuse l'agricultrice. | nobody
                    fr | « C'est dur », a dit mardi la directrice générale, Claire Roy. | Claire Roy
                    es | La alcaldesa Ana Ruiz vino. «Es duro», dijo ayer la regidora en rueda de prensa. | Ana Ruiz
                    es | El alcalde Juan Pérez llegó. «Es duro», dijo la alcaldesa. | nobody
                    es | Juan Pérez, portavoz de Seat, vino. «Es duro», dijo el portavoz de la oposición. | nobody
                    es | «Es duro», dijo la consejera delegada, Ana Ruiz. | Ana Ruiz
                    ru | Мэр Виктор Лапин приехал. «Это трудно», — сказал градоначальник. | Виктор Лапин
                    ru | Мэр Виктор Лапин приехал. «Это трудно», — сказал губернатор. | nobody
                    fr | L'adjoint au maire, Jean Roy, est là. « C'est dur », a dit le maire. | nobody
                    fr | Le porte-parole du maire Jean Roy est là. « C'est dur », a dit le maire. | nobody
                    es | La portavoz de la alcaldesa, Ana Ruiz, vino. «Es duro», dijo la alcaldesa. | nobody
                    es | La portavoz de la alcaldesa, Ana Ruiz, vino. «Es duro», dijo la portavoz. | Ana Ruiz
                    de | Der frühere Minister Karl Weber kam. „Es reicht“, sagte der Minister. | nobody
                    de | Minister Karl Weber traf Landwirt Horst Roth. „Es reicht“, sagte der Politiker. | nobody
                    ru | Министр культуры Анна Орлова здесь. «Это трудно», — сказала министр. | Анна Орлова
                    """)
    void resolvesRoles(String language, String body, String name) {
        assertThat(reader.read(new SourceText(null, body, language, null, null, null))
                        .quotes())
                .extracting(quote -> quote.speaker().name() == null
                        ? "nobody"
                        : quote.speaker().name())
                .containsExactly(name);
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
                "de:Karl Weber, der gesagt habe, die Stadt zu lieben, ging.",
                "de:Als es regnete, sagte Karl Weber nichts.",
                "de:Karl Weber ging. Er sei ein Held.",
                "de:Karl Weber sagte nicht, er bleibe.",
                "de:Das ist gut, so der Plan.",
                "de:Die Behauptung, dass die Straße gesperrt sei, überzeugt niemanden.",
                "de:Webers angebliche Behauptung, dass die Stadt zahle, überzeugt niemanden.",
                "de:Auch Webers Aussage, dass die Stadt, die arm ist, zahle, überzeugt niemanden.",
                "fr:Le plan est cher, a dit Jean Roy, mais la ville est riche.",
                "es:En Madrid, dijo Juan Pérez, está la firma.",
                "ru:Утверждение о том, что экспертизы не было, опровергла Анна Крюкова.",
                "fr:Le maire de Lyon, Jean Roy, dénonce une décision brutale.",
                "es:La obra acaba, para Ana Ruiz.",
                "de:Laut Gesetz ist das Bauen hier verboten.",
                "de:Der Studie zufolge sinken die Preise deutlich.",
                "fr:Pour Jean Roy, la saison est finie.",
                "ru:По словам экспертов, мост закроют в июне.",
                "fr:Quand la ville était belle, a dit Jean Roy.",
                "ru:О том, что договоры пропали, написала газета.",
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
