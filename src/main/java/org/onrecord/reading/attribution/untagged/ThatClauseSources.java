package org.onrecord.reading.attribution.untagged;

import java.util.Locale;
import java.util.stream.IntStream;

import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Finds the source of a reported clause in a language without parts of speech, if word lists can tell it: the subject
 * of the verb, in a clause that neither negates nor doubts the report.
 */
final class ThatClauseSources {

    private static final int MAX_AUXILIARY = 4;
    private static final int MAX_DATELINE = 8;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClausePhrases phrases;
    private final boolean isVerbSecond;

    /** The first unit behind the dateline. */
    private final int head;

    ThatClauseSources(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        phrases = new ThatClausePhrases(context);
        isVerbSecond = ThatClauses.has(language, ThatClauses.VERB_SECOND);
        head = behindDateline();
    }

    /**
     * @param end behind the clause of the verb, in front of the reported one
     * @param last the source of the report before it in the sentence, or null
     * @param lastEnd the end of what that one reports, or 0
     * @return null if there is no source, or nothing was said
     */
    Phrase of(int verb, int end, Phrase last, int lastEnd) {
        int start = start(verb);
        if (!isSaid(Math.min(start, lastEnd), start, end)) {
            return null;
        }
        int finite = finite(start, verb);
        if (last == null && finite > start && is("clause conjunctions", finite - 1)) {
            boolean isSame = !hasSubjectBehind(finite)
                    && phrases.isGap(finite + 1, verb, verb)
                    && phrases.isGap(verb + 1, end, verb);
            return isSame ? ofVerbBefore(finite - 1) : null;
        }
        if (finite < 0 || IntStream.range(finite, end).anyMatch(i -> is("clause nouns", i))) {
            return null;
        }
        boolean isJoined = start > 0 && is("clause conjunctions", start);
        int front = start;
        while (front < finite && (is("clause conjunctions", front) || is("opening words", front))) {
            front++;
        }
        boolean isFirst = start == head || sentence.is(start - 1, ";");
        if (front == finite) {
            if (isJoined) {
                boolean isSame = phrases.isGap(finite + 1, verb, verb) && phrases.isGap(verb + 1, end, verb);
                return isSame ? last : null;
            }
            return isFirst ? behind(start, finite, verb, end) : behindComma(start, finite, verb, end);
        }
        if (!isFirst && !isJoined && !isAdjunct(head, start - 1)) {
            return null;
        }
        front = phrases.behindDate(front, finite);
        if (is("openers", front)) {
            return behind(front, finite, verb, end);
        }
        Range source = phrases.source(front, finite, finite);
        boolean isOther = source == null
                || hasSubjectBehind(finite)
                || !phrases.isGap(finite + 1, verb, verb)
                || !phrases.isGap(verb + 1, end, verb);
        return isOther ? null : new Phrase(source, source);
    }

    /** Returns the first unit behind the dateline. */
    int head() {
        return head;
    }

    /** „C, sagte Reed am Montag“: returns the subject behind a verb that reports what stands before it, or null. */
    Phrase behindVerb(int verb, int end) {
        boolean isNegated = IntStream.range(verb, end)
                .anyMatch(i -> is("negations", i) || is("negative words", i) && i > verb || is("passives", i));
        int to = is("articles", verb + 1) ? Math.min(end, verb + 3) : verb + 1;
        while (to < end && !phrases.endsSource(verb + 1, to)) {
            to++;
        }
        Range source =
                isNegated || to - verb > ThatClausePhrases.MAX_SOURCE ? null : phrases.source(verb + 1, to, verb);
        return source != null && phrases.isGap(source.to(), end, verb) ? new Phrase(source, source) : null;
    }

    /** Returns where the clause of a verb begins. */
    private int start(int verb) {
        int start = verb;
        while (start > 0
                && !ThatClauses.isBoundary(sentence.get(start - 1))
                && !sentence.get(start - 1).isSentenceEnd()) {
            start--;
        }
        return start;
    }

    /** "Reed apologised and promised that": returns the source of the verb in front of a conjunction, or null. */
    private Phrase ofVerbBefore(int conjunction) {
        for (int i = conjunction - 1; i > 0 && !ThatClauses.isBoundary(sentence.get(i)); i--) {
            if (context.cue(i) != null && !sentence.get(i).isCapitalised()) {
                return of(i, i + 1, null, 0);
            }
        }
        return null;
    }

    /** Returns the first unit behind "MADRID -" or "Berlin (dpa) -", or 0. */
    private int behindDateline() {
        String first = sentence.get(0).text();
        boolean isPlace = first.length() > 1 && first.equals(first.toUpperCase(Locale.ROOT));
        for (int i = 1; i < Math.min(sentence.size(), MAX_DATELINE); i++) {
            if (sentence.get(i).isDash() && sentence.get(0).isCapitalised()) {
                return isPlace || sentence.is(i - 1, ")") ? i + 1 : 0;
            }
        }
        return 0;
    }

    /** Not "did not say", "may say", "was told", "if Reed said". */
    private boolean isSaid(int from, int start, int end) {
        return IntStream.range(start, end)
                        .noneMatch(i -> is("negations", i) || is("negative words", i) && context.cue(i) == null)
                && IntStream.range(from, end).noneMatch(i -> is("doubts", i))
                && IntStream.range(start, end).noneMatch(i -> is("passives", i));
    }

    /** Returns the auxiliary of a participle, or the verb, or -1 for a participle without one. */
    private int finite(int start, int verb) {
        int reach = isVerbSecond ? start : Math.max(start, verb - MAX_AUXILIARY);
        for (int i = verb - 1; i >= reach; i--) {
            if (is("perfect auxiliaries", i)) {
                return i;
            }
        }
        String form = sentence.get(verb).lower();
        return language.list("participle endings").stream().anyMatch(form::endsWith) ? -1 : verb;
    }

    /** „Am Montag sagte Reed“, «En Madrid aseguró Reed» */
    private Phrase behind(int front, int finite, int verb, int end) {
        boolean isFrontOfVerb = front < finite || !isVerbSecond;
        if (!isFrontOfVerb || !ThatClauses.has(language, ThatClauses.INVERSION)) {
            return null;
        }
        int from = isVerbSecond ? finite + 1 : verb + 1;
        int limit = finite < verb && isVerbSecond ? verb : end;
        int to = from;
        while (to < limit && to - from < ThatClausePhrases.MAX_SOURCE && !phrases.endsSource(from, to)) {
            to++;
        }
        Range source = phrases.source(from, to, finite);
        boolean isSource = source != null
                && source.to() == to
                && phrases.isGap(to, Math.max(to, limit), verb)
                && (limit == end || phrases.isGap(verb + 1, end, verb));
        return isSource ? new Phrase(source, source) : null;
    }

    /** „Als es regnete, sagte Reed“, „Reed, eine Ministerin, sagte“ */
    private Phrase behindComma(int start, int finite, int verb, int end) {
        if (isAdjunct(head, start - 1)) {
            return isVerbSecond || ThatClauses.has(language, ThatClauses.INVERSION)
                    ? behind(start - 1, finite, verb, end)
                    : null;
        }
        int comma = start - 2;
        while (comma > head && !ThatClauses.isBoundary(sentence.get(comma))) {
            comma--;
        }
        boolean isApposition = comma > head
                && sentence.get(comma).isComma()
                && sentence.get(start - 1).isComma()
                && !is("clause sources", comma + 1)
                && IntStream.range(comma + 1, start - 1).noneMatch(i -> context.cue(i) != null)
                && IntStream.range(head, comma).noneMatch(i -> ThatClauses.isBoundary(sentence.get(i)));
        int front = head;
        while (isApposition && front < comma && is("opening words", front)) {
            front++;
        }
        Range source = isApposition && !is("openers", front) ? phrases.source(front, comma, finite) : null;
        boolean isSource = source != null
                && source.to() == comma
                && !hasSubjectBehind(finite)
                && phrases.isGap(finite + 1, verb, verb)
                && phrases.isGap(verb + 1, end, verb);
        return isSource ? new Phrase(source, new Range(source.from(), start)) : null;
    }

    /** "On Monday, in Ohio," */
    private boolean isAdjunct(int from, int to) {
        return to > from
                && (is("openers", from) || is("opening words", from) || phrases.behindDate(from, to + 1) == to)
                && IntStream.range(from, to)
                        .noneMatch(i -> context.cue(i) != null
                                || sentence.get(i).isQuotation()
                                || ThatClauses.isComplementizer(sentence, i, language)
                                || sentence.is(i, ";")
                                || sentence.is(i, ":")
                                || sentence.get(i).isDash());
    }

    /** „Der Zeitung sagte Reed“ */
    private boolean hasSubjectBehind(int finite) {
        int i = finite + 1;
        if (i >= sentence.size() || !ThatClauses.has(language, ThatClauses.INVERSION)) {
            return false;
        }
        Unit unit = sentence.get(i);
        boolean isAcronym =
                unit.text().length() > 1 && unit.text().equals(unit.text().toUpperCase(Locale.ROOT));
        return language.list("pronouns").contains(unit.lower())
                || is("ambiguous articles", i) && !isHearer(i + 1)
                || unit.isWord() && unit.isCapitalised() && !isAcronym && !phrases.isDate(i);
    }

    /** „sagte der Zeitung“, not „sagte der Minister“ */
    private boolean isHearer(int i) {
        return i < sentence.size()
                && (sentence.get(i).isQuotation()
                        || language.list("hearer endings").stream()
                                .anyMatch(sentence.get(i).lower()::endsWith));
    }

    private boolean is(String list, int i) {
        return phrases.is(list, i);
    }
}
