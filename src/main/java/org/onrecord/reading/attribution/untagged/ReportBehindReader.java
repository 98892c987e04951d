package org.onrecord.reading.attribution.untagged;

import java.util.stream.IntStream;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
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
    private final SplitReportReader split;
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
        split = new SplitReportReader(context, sources.head());
    }

    public void read() {
        boolean isWhole = sentence.size() > end
                && !sentence.is(end, "?")
                && !sentence.get(0).isDash()
                && context.found().isEmpty()
                && IntStream.range(0, end).noneMatch(this::isOther);
        if (!isWhole || inFront.read() || readSplit()) {
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

    /** „Die Klinik, so Roth, sei weit.“ */
    private boolean readSplit() {
        for (int comma = sources.head() + 1; comma + 1 < end; comma++) {
            if (sentence.get(comma).isComma()) {
                int verb = comma + 1;
                while (verb < end && phrases.is("auxiliaries", verb)) {
                    verb++;
                }
                int behind = verb;
                while (behind < end && !sentence.get(behind).isComma()) {
                    behind++;
                }
                Range source = behind < end && isCue(verb) ? subjectBehind(verb, behind) : null;
                return source != null && split.read(comma, verb, source, behind);
            }
        }
        return false;
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
        int verb = comma + (sentence.get(comma + 1).isDash() ? 2 : 1); // „C, — сказал Рид“
        while (verb < to && phrases.is("auxiliaries", verb)) {
            verb++;
        }
        boolean isPronounInside =
                verb > comma + 1 && !sentence.get(verb - 1).isDash() && phrases.is("pronouns", verb) && isCue(verb + 1);
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

    /** „C, so Reed“, not „C, so der Plan“, nor « Reed, maire, dénonce la loi » */
    private Range subjectBehind(int verb, int to) {
        Phrase source = sources.behindVerb(phrases.behindAside(verb, to), to);
        if (source == null) {
            return null;
        }
        Range noun = source.inner();
        boolean isPronoun = phrases.is("pronouns", noun.from());
        boolean isPerson = IntStream.range(noun.from(), noun.to())
                .anyMatch(i -> phrases.isRole(i)
                        || phrases.is("organisation words", i)
                        || sentence.get(i).isCapitalised() && !phrases.is("loose cues", verb));
        boolean isName = sentence.get(noun.from()).isCapitalised();
        return isPronoun || isPerson || isName ? noun : null;
    }

    private boolean isCue(int i) {
        Cue cue = context.cue(i);
        return cue != null
                && cue.takes(Frame.AFTER_CLAUSE)
                && !isDenial(cue)
                && !sentence.get(i).isCapitalised()
                && !context.isUsed(i);
    }

    /** „Утверждение, что C, опровергла Рид“: Reed denies what the noun says, not the noun. */
    private static boolean isDenial(Cue cue) {
        return cue.speechAct() == SpeechAct.DENIAL || cue.speechAct() == SpeechAct.REJECTION;
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
