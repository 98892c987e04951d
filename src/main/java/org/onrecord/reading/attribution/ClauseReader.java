package org.onrecord.reading.attribution;

import java.util.List;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.NounPhrases.Phrase;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the reported clauses of a sentence: indirect speech, and clauses with fragments in marks. */
final class ClauseReader {

    private static final Set<String> QUESTION_WORDS =
            Set.of("how", "why", "what", "whether", "if", "where", "when", "who", "which");
    private static final int MAX_LABEL = 9;

    private final Sentence sentence;
    private final int number;
    private final Language language;
    private final boolean[] direct;
    private final boolean[] usedCues;
    private final List<Attribution> found;
    private final NounPhrases phrases;
    private final ClauseBounds bounds;
    private Phrase lastSource;
    private int lastEnd;

    ClauseReader(
            Sentence sentence,
            int number,
            Language language,
            boolean[] direct,
            boolean[] usedCues,
            List<Attribution> found) {
        this.sentence = sentence;
        this.number = number;
        this.language = language;
        this.direct = direct;
        this.usedCues = usedCues;
        this.found = found;
        phrases = new NounPhrases(sentence);
        bounds = new ClauseBounds(sentence, language);
    }

    void read() {
        for (int i = 0; i < sentence.size(); i++) {
            if (sentence.get(i).isQuotation()) {
                continue;
            }
            if (sentence.is(i, "according") && sentence.is(i + 1, "to") && !usedCues[i]) {
                readAccordingTo(i);
            } else if (isVerb(i)) {
                readVerb(i, language.cue(sentence.get(i).lower()));
            }
        }
    }

    private boolean isVerb(int i) {
        Unit unit = sentence.get(i);
        Cue cue = language.cue(unit.lower());
        return cue != null && (unit.tag() == Tag.VERB || cue.takes(Frame.NEVER_A_NOUN) && unit.tag() != Tag.PROPN);
    }

    private void readAccordingTo(int cue) {
        Range source = phrases.startingAt(cue + 2);
        if (source == null) {
            return;
        }
        int behind = source.to();
        while (behind < sentence.size()
                && !sentence.get(behind).isComma()
                && !ClauseBounds.isEnd(sentence.get(behind))
                && cue <= 1) {
            behind++;
        }
        Phrase phrase = new Phrase(source, source);
        boolean isFirst = cue == 0
                || sentence.has(cue - 1, Tag.CCONJ)
                || sentence.get(cue - 1).is("that");
        if (!isFirst) {
            add(startBefore(cue), trimmed(cue), "C, according to S", cue, phrase);
        }
        if (behind < sentence.size() && sentence.get(behind).isComma()) {
            int from = isFirst && !bounds.startsClause(behind + 1) ? nextComma(behind + 1) : behind + 1;
            if (isFirst
                    || bounds.startsClause(from)
                    || from < sentence.size() && sentence.get(from).tag().isVerbal()) {
                add(from, bounds.end(from, direct), "according to S, C", cue, phrase);
            }
        } else if (isFirst && bounds.startsClause(source.to())) {
            add(source.to(), bounds.end(source.to(), direct), "according to S, C", cue, phrase);
        }
    }

    private int nextComma(int from) {
        for (int i = from; i < sentence.size(); i++) {
            if (sentence.get(i).isComma()) {
                return i + 1;
            }
        }
        return from;
    }

    /** The start of the clause before an attribution that follows it. */
    private int startBefore(int attribution) {
        int start = lastEnd;
        for (int i = attribution - 1; i >= lastEnd; i--) {
            if (direct[i] || sentence.is(i, ";")) {
                start = i + 1;
                break;
            }
        }
        while (start < attribution
                && (!sentence.get(start).isWord() && !sentence.get(start).isQuotation()
                        || sentence.has(start, Tag.CCONJ))) {
            start++;
        }
        return start;
    }

    private int trimmed(int end) {
        return end > 0
                        && (sentence.get(end - 1).isComma()
                                || sentence.get(end - 1).isDash())
                ? end - 1
                : end;
    }

    private void readVerb(int verb, Cue cue) {
        Phrase subject = subject(verb);
        if (usedCues[verb]) {
            lastSource = subject == null ? lastSource : subject;
            return;
        }
        if (subject == null || isNegatedOrHypothetical(verb)) {
            return;
        }
        int from = verb + 1;
        boolean hasHearer = false;
        if (cue.takes(Frame.HEARER)) {
            Range hearer = hearer(from);
            hasHearer = hearer != null && !bounds.startsClause(from)
                    || hearer != null && cue.lemma().equals("tell");
            from = hasHearer ? hearer.to() : from;
        }
        boolean isInfinitive =
                sentence.is(from, "to") && (cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE));
        from = isInfinitive ? from : bounds.behindAdjuncts(from);
        if (from < sentence.size() && sentence.get(from).isComma() && sentence.is(from + 1, "however")) {
            from += 3;
        }
        if (!readContent(verb, from, cue, subject, hasHearer)) {
            readBefore(verb, cue, subject, from);
        }
        lastSource = subject;
    }

    private boolean readContent(int verb, int from, Cue cue, Phrase subject, boolean hasHearer) {
        int that = that(verb, from);
        if (that > 0 && (cue.takes(Frame.THAT_CLAUSE))) {
            return addTo(that + 1, "S V that C", verb, subject);
        }
        if (from >= sentence.size()) {
            return false;
        }
        Unit first = sentence.get(from);
        if (cue.takes(Frame.QUESTION_WORD) && QUESTION_WORDS.contains(first.lower())) {
            return addTo(from, "S V question", verb, subject);
        }
        if ((cue.takes(Frame.INFINITIVE) || cue.takes(Frame.OBJECT_INFINITIVE) && hasHearer)
                && first.is("to")
                && from == verb + 1 | hasHearer) {
            return addTo(from, "S V to", verb, subject);
        }
        if (cue.takes(Frame.OBJECT_INFINITIVE)) {
            Range object = phrases.startingAt(from);
            if (object != null && sentence.is(object.to(), "to")) {
                return addTo(object.to(), "S V O to", verb, subject);
            }
        }
        boolean mayBeClause = cue.takes(Frame.CLAUSE) && (!cue.lemma().equals("tell") || hasHearer);
        if (mayBeClause && !direct[from] && !first.isComma() && bounds.startsClause(from)) {
            return addTo(from, "S V C", verb, subject);
        }
        if (cue.takes(Frame.NOUN_PHRASE)
                && from == verb + 1
                && (cue.speechAct() != org.onrecord.model.SpeechAct.STATEMENT)
                && phrases.startingAt(from) != null) {
            return addTo(from, "S V O", verb, subject);
        }
        if (cue.takes(Frame.NOUN_PHRASE)
                && cue.lemma().equals("deny")
                && first.lower().endsWith("ing")) {
            return addTo(from, "S V O", verb, subject);
        }
        if (cue.takes(Frame.PREPOSITION)
                && cue.lemma().equals("warn")
                && (first.is("against") || first.is("of") || sentence.is(verb + 1, "of"))) {
            return addTo(verb + 1, "S V of", verb, subject);
        }
        if (cue.takes(Frame.PREPOSITION) && hasFragment(verb)) {
            return addTo(verb + 1, "S V X of Q", verb, subject);
        }
        return cue.takes(Frame.LABEL) && verb >= lastEnd && readLabel(verb, subject);
    }

    private boolean hasFragment(int verb) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_THAT); i++) {
            if (sentence.get(i).isQuotation()) {
                return !direct[i];
            }
            if (sentence.get(i).isComma()) {
                return false;
            }
        }
        return false;
    }

    /** S calls X “Y”. */
    private boolean readLabel(int verb, Phrase subject) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_LABEL); i++) {
            Unit unit = sentence.get(i);
            if (unit.isQuotation()) {
                add(verb + 1, i + 1, "S V X Q", verb, subject);
                return true;
            }
            if (unit.isComma() || unit.tag() == Tag.AUX) {
                return false;
            }
        }
        return false;
    }

    private boolean addTo(int from, String frame, int verb, Phrase subject) {
        return add(from, bounds.end(from, direct), frame, verb, subject);
    }

    private static final int MAX_THAT = 14;

    /** Returns the position of the "that" which begins the reported clause, or -1. */
    private int that(int verb, int from) {
        for (int i = verb + 1; i < Math.min(sentence.size(), verb + MAX_THAT); i++) {
            Unit unit = sentence.get(i);
            if (unit.is("that")) {
                return i == from
                                || unit.tag() == Tag.SCONJ
                                || sentence.get(i - 1).isComma()
                                || bounds.startsClause(i + 1)
                        ? i
                        : -1;
            }
            if (unit.isQuotation() || unit.tag().isVerbal()) {
                return -1;
            }
        }
        return -1;
    }

    private Range hearer(int from) {
        Range phrase = phrases.startingAt(from);
        if (phrase == null) {
            return null;
        }
        // "told CNN Trump was", "told reporters Clinton was"
        for (int i = from; i < phrase.to() - 1; i++) {
            Unit unit = sentence.get(i);
            boolean isWhole = language.list("hearers").contains(unit.lower())
                    || language.list("media").contains(unit.lower())
                            && !unit.isPossessive()
                            && !sentence.is(i + 1, "news");
            if (isWhole && !sentence.has(i + 1, Tag.ADP) && !sentence.has(i + 1, Tag.CCONJ)) {
                return new Range(from, i + 1);
            }
            boolean isBeforeName = unit.tag() == Tag.NOUN && sentence.has(i + 1, Tag.PROPN) && !unit.isCapitalised();
            if (isBeforeName && unit.lower().endsWith("s") && bounds.startsClause(i + 1)) {
                return new Range(from, i + 1);
            }
        }
        return phrase;
    }

    /** CLAUSE, S V. or CLAUSE, V S. or CLAUSE, S V, CLAUSE. */
    private void readBefore(int verb, Cue cue, Phrase subject, int behind) {
        if (!cue.takes(Frame.AFTER_CLAUSE)) {
            return;
        }
        int start = subject.outer().from() < verb ? subject.outer().from() : verb;
        int end = subject.outer().from() > verb ? subject.outer().to() : behind;
        boolean endsHere =
                end >= sentence.size() || sentence.get(end).isComma() || ClauseBounds.isEnd(sentence.get(end));
        if (start < 3
                || !endsHere
                || !(sentence.get(start - 1).isComma()
                        || sentence.get(start - 1).isDash())) {
            return;
        }
        if (add(startBefore(start), start - 1, "C, S V", verb, subject)
                && end < sentence.size()
                && sentence.get(end).isComma()
                && end + 4 < sentence.size()
                && !sentence.has(end + 1, Tag.CCONJ)
                && !sentence.get(end + 1).lower().endsWith("ing")
                && !direct[end + 1]
                && !QUESTION_WORDS.contains(sentence.get(end + 1).lower())) {
            add(end + 1, bounds.end(end + 1, direct), "C, S V, C", verb, subject);
        }
    }

    private Phrase subject(int verb) {
        boolean inverted = verb > 0
                && (sentence.get(verb - 1).isComma() || sentence.get(verb - 1).isQuotation());
        if (inverted) {
            Range behind = phrases.startingAt(verb + 1);
            boolean isInverted = behind != null
                    && !sentence.get(verb).lower().endsWith("ing")
                    && (behind.to() >= sentence.size()
                            || sentence.get(behind.to()).isComma()
                            || ClauseBounds.isEnd(sentence.get(behind.to())))
                    && language.cue(sentence.get(verb).lower()).takes(Frame.AFTER_CLAUSE);
            if (isInverted && !sentence.has(behind.from(), Tag.PRON)) {
                return new Phrase(behind, behind);
            }
        }
        Phrase before = phrases.before(verb);
        if (before != null) {
            return before;
        }
        return lastSource != null ? lastSource : firstSubject(verb);
    }

    private Phrase firstSubject(int verb) {
        for (int i = 1; i < verb; i++) {
            if (sentence.get(i).tag().isVerbal()) {
                return phrases.before(i);
            }
        }
        return null;
    }

    /** "did not say", "would say", "to say" report nothing. */
    private boolean isNegatedOrHypothetical(int verb) {
        if (verb > 0
                && isBe(sentence.get(verb - 1))
                && !sentence.get(verb).lower().endsWith("ing")) {
            return true;
        }
        for (int i = verb - 1; i >= Math.max(0, verb - 3); i--) {
            Unit unit = sentence.get(i);
            if (unit.is("can")
                    || unit.is("could")
                    || unit.is("should")
                    || unit.is("must")
                    || unit.is("may")
                    || unit.is("might")) {
                return true;
            }
            if (!unit.tag().isVerbal() && unit.tag() != Tag.ADV && unit.tag() != Tag.PART) {
                return false;
            }
        }
        return false;
    }

    private static boolean isBe(Unit unit) {
        return Set.of("was", "were", "been", "be", "is", "are").contains(unit.lower());
    }

    private boolean add(int from, int to, String frame, int cue, Phrase source) {
        int end = to;
        int start = from;
        while (start < end
                && !sentence.get(start).isWord()
                && !sentence.get(start).isQuotation()
                && !sentence.get(start).is("$")
                && !sentence.get(start).is("(")) {
            start++;
        }
        while (end > start
                && !sentence.get(end - 1).isWord()
                && !sentence.get(end - 1).isQuotation()
                && !sentence.get(end - 1).is(")")
                && !sentence.get(end - 1).is("%")) {
            end--;
        }
        if (start >= end || end - start == 1 && !sentence.get(start).isQuotation() && !frame.equals("S V O")) {
            return false;
        }
        boolean isMixed = false;
        for (int i = start; i < end; i++) {
            if (direct[i]) {
                return false;
            }
            isMixed |= sentence.get(i).isQuotation();
        }
        boolean isQuotation = end - start == 1 && isMixed;
        Unit first = sentence.get(start);
        Unit last = sentence.get(end - 1);
        found.add(new Attribution(
                isQuotation ? first.quotation().start() : first.start(),
                isQuotation ? last.quotation().end() : last.end(),
                number,
                isQuotation ? QuoteType.DIRECT : isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                frame,
                language.cue(sentence.get(cue).lower()),
                sentence.is(cue, "according")
                        ? "according to"
                        : sentence.get(cue).text(),
                cue,
                number,
                source.inner(),
                source.outer()));
        lastEnd = Math.max(lastEnd, end);
        return true;
    }
}
