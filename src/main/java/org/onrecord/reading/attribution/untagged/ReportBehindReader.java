package org.onrecord.reading.attribution.untagged;

import java.util.stream.IntStream;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.attribution.sentence.SentenceContext;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Cue.Frame;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases.Phrase;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads clauses without a complementizer of languages without parts of speech, whose source ends the sentence: „C,
 * sagte Reed.“, « C, a indiqué Reed. », «C, según Reed».
 */
public final class ReportBehindReader {

    /** A shorter clause is an adverb: "Then, said Reed". */
    private static final int SHORTEST = 3;

    private final SentenceContext context;
    private final Sentence sentence;
    private final Language language;
    private final ThatClauseSources sources;
    private final ThatClausePhrases phrases;
    private final SourceInFrontReader inFront;
    private final int end;

    public ReportBehindReader(SentenceContext context) {
        this.context = context;
        sentence = context.sentence();
        language = context.language();
        sources = new ThatClauseSources(context);
        phrases = new ThatClausePhrases(context);
        int last = sentence.size();
        while (last > 0 && sentence.get(last - 1).isSentenceEnd()) {
            last--;
        }
        end = last;
        inFront = new SourceInFrontReader(context, sources.head(), end);
    }

    public void read() {
        boolean isWhole = sentence.size() > end
                && !sentence.is(end, "?")
                && context.found().isEmpty()
                && IntStream.range(0, end).noneMatch(this::isOther);
        if (!isWhole || inFront.read()) {
            return;
        }
        int to = end;
        for (int comma = end - 2; comma >= SHORTEST; comma--) {
            if (sentence.get(comma).isComma()) {
                if (readBehind(comma, to) || to < end || !mayDescribe(comma + 1)) {
                    return;
                }
                to = comma;
            }
        }
    }

    private boolean isOther(int i) {
        Unit unit = sentence.get(i);
        return context.isDirect(i) || unit.is(":") || unit.is(";");
    }

    /** « C, a estimé Reed, qui réclame », « C, a promis Reed, président », «C, dijo el alcalde, Juan Reed» */
    private boolean mayDescribe(int from) {
        return phrases.is("source relatives", from)
                || phrases.is("title words", from)
                || phrases.isGap(from, end, end) && sentence.get(from).isCapitalised();
    }

    /** Reads what follows a comma up to a unit. */
    private boolean readBehind(int comma, int to) {
        int opening = inFront.phraseAt(comma + 1);
        int verb = comma + 1;
        while (verb < to && phrases.is("auxiliaries", verb)) {
            verb++;
        }
        boolean isPronounInside = verb > comma + 1 && phrases.is("pronouns", verb) && isCue(verb + 1);
        Range source = null;
        int cue = verb;
        if (opening > comma + 1) {
            source = phrases.source(opening, to, comma + 1);
            source = source != null && source.to() == to ? source : null;
            cue = comma + 1;
        } else if (isPronounInside) {
            cue = verb + 1; // « C, a-t-elle dit »
            source = phrases.isGap(cue + 1, to, cue) ? new Range(verb, cue) : null;
        } else if (isCue(verb)) {
            source = subjectBehind(verb, to);
        }
        if (source == null || !mayBeClause(sources.head(), comma)) {
            return false;
        }
        boolean isPhrase = opening > comma + 1;
        String frame = isPhrase ? "according to S, C" : "C, S V";
        Range outer = to < end && source.to() == to ? new Range(source.from(), end) : source;
        add(sources.head(), comma, frame, cue, isPhrase ? opening : cue + 1, new Phrase(source, outer));
        return true;
    }

    /** „C, so Reed“, not „C, so der Plan“ */
    private Range subjectBehind(int verb, int to) {
        Phrase source = sources.behindVerb(verb, to);
        boolean isLoose = phrases.is("loose cues", verb)
                && source != null
                && !sentence.get(source.inner().from()).isCapitalised();
        return source == null || isLoose ? null : source.inner();
    }

    private boolean isCue(int i) {
        Cue cue = context.cue(i);
        return cue != null && cue.takes(Frame.AFTER_CLAUSE) && !sentence.get(i).isCapitalised() && !context.isUsed(i);
    }

    private boolean mayBeClause(int from, int to) {
        return to - from >= SHORTEST
                && !phrases.is("subordinators", from)
                && !ThatClauses.isComplementizer(sentence, from, language)
                && (language.list("subjunctives").isEmpty()
                        || IntStream.range(from, to)
                                .anyMatch(i -> phrases.is("subjunctives", i) || phrases.is("finite verbs", i)));
    }

    private void add(int from, int to, String frame, int cue, int cueEnd, Phrase source) {
        int first = phrases.is("opening words", from)
                        && from == sources.head()
                        && sentence.get(from).text().length() < 5
                ? from + 1
                : from;
        boolean isMixed = sentence.units().subList(first, to).stream().anyMatch(Unit::isQuotation);
        int last = cueEnd > cue + 1 ? cueEnd - 1 : cue;
        String text = context.cue(cue) != null
                ? context.cueText(cue)
                : String.join(
                        " ",
                        sentence.units().subList(cue, last + 1).stream()
                                .map(Unit::text)
                                .toList());
        context.found()
                .add(new Attribution(
                        sentence.get(first).start(),
                        sentence.get(to - 1).end(),
                        context.number(),
                        isMixed ? QuoteType.MIXED : QuoteType.INDIRECT,
                        frame,
                        context.cue(cue),
                        text,
                        cue,
                        context.number(),
                        source.inner(),
                        source.outer()));
    }
}
