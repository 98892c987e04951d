package org.onrecord.reading.attribution.untagged;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads the clauses of nouns whose holder stands beside them: „Roths Behauptung, dass C“, „die Behauptung des
 * Ministers, dass C“, „утверждение мэра о том, что C“. Commas must tell where the clause ends.
 */
final class NounClauseReader {

    private static final int SHORTEST = 2;

    /** Lists of words that begin a clause or a phrase. */
    private static final List<String> NO_VERBS = List.of(
            "clause conjunctions", "subordinators", "nobody", "clause doubts", "clause stops", "articles", "openers");

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClausePhrases phrases;
    private final ThatClauseEnds ends;

    NounClauseReader(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = new ThatClausePhrases(context);
        ends = new ThatClauseEnds(context);
    }

    /** Returns the end of the clause behind a complementizer, if it is that of a noun, or -1. */
    int read(int that) {
        int behind = ThatClauses.has(language, ThatClauses.COMMA)
                        && that > 1
                        && sentence.get(that - 1).isComma()
                ? behindNoun(that - 1)
                : -1;
        int noun = behind < 0 ? -1 : noun(behind);
        Range source = noun < 0 ? null : source(noun, behind);
        boolean isSubject = source != null && Math.min(noun, source.from()) <= 1;
        int end =
                source == null || isDoubted(source, noun) ? -1 : isSubject ? endOfSubject(that + 1) : ends.of(that + 1);
        if (end < that + 1 + SHORTEST) {
            return -1;
        }
        boolean isMixed = sentence.units().subList(that + 1, end).stream().anyMatch(Unit::isQuotation);
        Cue cue = language.noun(sentence.get(noun).lower());
        context.found()
                .add(new Attribution(
                        sentence.get(that + 1).start(),
                        sentence.get(end - 1).end(),
                        context.number(),
                        isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                        "S's N that C",
                        cue,
                        sentence.get(noun).text(),
                        noun,
                        context.number(),
                        source,
                        source));
        return end;
    }

    /** „Roths Behauptung, dass C, überzeugt niemanden“: the verb behind the first comma is that of the sentence. */
    private int endOfSubject(int from) {
        int comma = from;
        while (comma < sentence.size() && !ThatClauses.isBoundary(sentence.get(comma))) {
            comma++;
        }
        int next = comma + 1;
        boolean isVerb = next < sentence.size()
                && sentence.get(comma).isComma()
                && sentence.get(next).isWord()
                && !sentence.get(next).isCapitalised()
                && NO_VERBS.stream().noneMatch(list -> phrases.is(list, next))
                && !ThatClauses.isComplementizer(sentence, next, language);
        return isVerb ? comma : -1;
    }

    /** Returns the comma, or the words in front of it that belong to the clause: „о том, что“. */
    private int behindNoun(int comma) {
        return phrases.is("correlates", comma - 1) && comma > 2 ? comma - 2 : comma;
    }

    private int noun(int behind) {
        for (int i = behind - 1; i >= Math.max(0, behind - ThatClausePhrases.MAX_SOURCE); i--) {
            if (!sentence.get(i).isWord()) {
                return -1;
            }
            if (language.noun(sentence.get(i).lower()) != null) {
                return i;
            }
        }
        return -1;
    }

    /** „die Behauptung von Karl Roth“, „утверждение мэра“, „Roths Behauptung“ */
    private Range source(int noun, int behind) {
        if (noun + 1 == behind) {
            int from = noun;
            while (from > 0 && isName(from - 1)) {
                from--;
            }
            boolean isHolder = from < noun
                    && language.list("possessive endings").stream()
                            .anyMatch(sentence.get(noun - 1).lower()::endsWith);
            return isHolder ? new Range(from, noun) : null;
        }
        boolean isLink = phrases.is("noun links", noun + 1);
        boolean isGenitive = language.list("articles").isEmpty() || phrases.is("genitive articles", noun + 1);
        Range source = new Range(isLink ? noun + 2 : noun + 1, behind);
        boolean mayBeHolder = isLink || isGenitive;
        return mayBeHolder && source.to() > source.from() && phrases.mayBeSource(source.from(), source.to())
                ? source
                : null;
    }

    private boolean isName(int i) {
        return sentence.get(i).isWord()
                && sentence.get(i).isCapitalised()
                && !phrases.is("opening words", i)
                && NO_VERBS.stream().noneMatch(list -> phrases.is(list, i));
    }

    /** „angeblich“, „Webers nie gefallene Aussage“ */
    private boolean isDoubted(Range source, int noun) {
        for (int i = Math.max(0, Math.min(source.from(), noun) - 2); i < Math.max(source.to(), noun); i++) {
            if (phrases.is("negations", i)
                    || phrases.is("negative words", i)
                    || phrases.is("doubts", i)
                    || phrases.is("clause conjunctions", i)) {
                return true;
            }
        }
        return false;
    }
}
