package org.onrecord.reading.attribution.untagged;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/** What the word lists of a language without parts of speech tell about its reported clauses. */
final class ThatClauses {

    /** A comma separates a subordinate clause. */
    static final String COMMA = "comma";

    /** The subject may stand behind the verb. */
    static final String INVERSION = "inversion";

    /** One phrase stands in front of the verb: the subject or another one. */
    static final String VERB_SECOND = "verb-second";

    private ThatClauses() {}

    /** Whether the syntax of a language has a property. */
    static boolean has(Language language, String property) {
        return language.list("syntax").contains(property);
    }

    static boolean isComplementizer(Sentence sentence, int i, Language language) {
        if (i >= sentence.size() || sentence.get(i).isQuotation()) {
            return false;
        }
        String word = sentence.get(i).lower();
        return language.list("complementizers").contains(word)
                || word.startsWith("qu'") && language.list("complementizers").contains("qu'");
    }

    /** Whether a mark separates clauses. */
    static boolean isBoundary(Unit unit) {
        return unit.isComma() || unit.isDash() || unit.is(";") || unit.is(":");
    }
}
