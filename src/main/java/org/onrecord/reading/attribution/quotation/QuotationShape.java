package org.onrecord.reading.attribution.quotation;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Quotation;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Tells a quotation of whole clauses from a fragment, which is part of the reporter's clause. */
public final class QuotationShape {

    private static final int LONG = 60;

    private final Sentence sentence;
    private final int index;
    private final String body;
    private final Language language;

    public QuotationShape(Sentence sentence, int index, String body, Language language) {
        this.sentence = sentence;
        this.index = index;
        this.body = body;
        this.language = language;
    }

    /** “Q” is how Reed put it. */
    public static boolean isManner(Sentence sentence, int i) {
        return (sentence.is(i, "is") || sentence.is(i, "was"))
                && (sentence.is(i + 1, "how") || sentence.is(i + 1, "what"));
    }

    public boolean isFragment() {
        if (isManner(sentence, index + 1)) {
            return false;
        }
        Quotation quotation = sentence.get(index).quotation();
        char last = lastCharacter(quotation);
        boolean endsClause = ",.!?…—".indexOf(last) >= 0;
        boolean isLower = Character.isLowerCase(body.codePointAt(quotation.start()));
        if (index == 0 || sentence.get(index - 1).isQuotation()) {
            return !endsClause && !isFollowedByMark() && index + 1 < sentence.size();
        }
        Unit before = sentence.get(index - 1);
        if (before.is(":")) {
            return false;
        }
        if (before.is("(") && index + 1 < sentence.size() && sentence.is(index + 1, ")")) {
            return true; // 'Verdano Foods (“Verdano”) announced'
        }
        if (before.is("that") && isLower && !endsClause && hasVerbBehind()) {
            return true; // 'warned that “hundreds of jobs” in Telford were at risk'
        }
        if (before.isComma() || before.isDash()) {
            return isLower && !endsClause && quotation.end() - quotation.start() < LONG && !isBehindCue(index - 2);
        }
        if (before.is("that") && sentence.has(index - 2, Tag.CCONJ) && isBehindCue(index - 3)) {
            return true;
        }
        if (isCue(index - 1) || before.is("that") && index > 1 && isBehindCue(index - 2)) {
            return goesOn();
        }
        boolean isLongSentence = !isLower && endsClause && quotation.end() - quotation.start() >= LONG;
        return before.isWord() && !isLongSentence;
    }

    /** The last character that is no closing mark of a quotation inside. */
    private char lastCharacter(Quotation quotation) {
        int last = quotation.end() - 1;
        while (last > quotation.start() && "’'”\"".indexOf(body.charAt(last)) >= 0) {
            last--;
        }
        return body.charAt(last);
    }

    private boolean isFollowedByMark() {
        return index + 1 < sentence.size() && !sentence.get(index + 1).isWord();
    }

    /** Whether the clause goes on behind the marks: said "a wall" is needed. */
    private boolean goesOn() {
        if (index + 1 >= sentence.size()) {
            return false;
        }
        Unit next = sentence.get(index + 1);
        return next.isWord()
                && !next.isCapitalised()
                && !next.is("and")
                && !next.is("but")
                && !next.is("in")
                && !next.is("on")
                && !next.is("at")
                && !next.is("when")
                && !next.is("after");
    }

    private boolean hasVerbBehind() {
        for (int i = index + 1; i < sentence.size() && sentence.get(i).isWord(); i++) {
            if (sentence.get(i).tag() == Tag.CCONJ || sentence.get(i).tag() == Tag.SCONJ) {
                return false;
            }
            if (sentence.get(i).tag().isVerbal()) {
                return true;
            }
        }
        return false;
    }

    private boolean isCue(int i) {
        Cue cue = SentenceContext.cue(sentence, i, language);
        boolean isNoun = sentence.has(i - 1, Tag.DET) && sentence.has(i, Tag.NOUN);
        return cue != null && !isNoun && cue.takes(Cue.Frame.QUOTATION) && !cue.takes(Cue.Frame.LABEL);
    }

    private boolean isBehindCue(int from) {
        for (int i = from; i >= Math.max(0, from - 8); i--) {
            if (isCue(i)) {
                return true;
            }
        }
        return false;
    }
}
