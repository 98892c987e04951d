package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Quotation;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.TextCharacters;
import org.onrecord.reading.text.Unit;

/**
 * Finds the attributions of a document. A quotation without a cue of its own has the source of the quotation or the
 * attribution before it, in the same paragraph or at the end of the one before.
 */
public final class Attributions {

    private static final Pattern CORRECTION = Pattern.compile(
            "^\\W*(corrections?|corrected|clarifications?|korrektur|berichtigung|rectificatif|corrección)\\b"
                    + "[^.!?:]{0,40}[:—–]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(earlier|previous|original) versions? of (this|our) "
                    + "(article|story|report|post|column|headline|page)"
                    + "|\\bthis (article|story|report|post|column|headline|page) (was|has been|is being) (\\w+ )?"
                    + "(amended|corrected|updated|clarified)\\b",
            Pattern.CASE_INSENSITIVE);

    /** What {@link #CHANGE} contains, to save time. */
    private static final List<String> CHANGES = List.of("version", "amended", "corrected", "updated", "clarified");

    private Attributions() {}

    public static List<Attribution> find(Document document, Language language) {
        List<Attribution> all = new ArrayList<>();
        Attribution last = null;
        CarriedOver carriedOver = new CarriedOver(document, language);
        int correction = -1;
        Transcripts transcripts = Transcripts.of(document, language);
        all.addAll(transcripts.turns());
        for (int i = 0; i < document.sentences().size(); i++) {
            int paragraph = document.sentences().get(i).paragraph();
            if (isFirst(document, i) && isCorrection(document, i)) {
                correction = paragraph;
            }
            if (transcripts.hasRead(paragraph) || paragraph == correction) {
                continue;
            }
            last = withSubjectBefore(document.sentences(), i, last, language);
            SentenceReader reader = new SentenceReader(document.sentences().get(i), i, document.body(), language);
            List<Attribution> found = reader.read();
            boolean goesOn = found.isEmpty()
                    && last != null
                    && last.source() != null
                    && i - last.sentence() == 1
                    && !isFirst(document, i)
                    && reader.isFreeReport();
            if (goesOn) {
                found.add(CarriedOver.withSourceOf(reader.whole(), last));
            }
            found.sort(Comparator.comparingInt(Attribution::start).thenComparingInt(Attribution::end));
            for (Attribution attribution : found) {
                Attribution complete =
                        attribution.frame().equals("alone") ? carriedOver.of(attribution, last, all) : attribution;
                if (complete.source() != null) {
                    last = complete;
                }
                all.add(complete);
            }
            Attribution introduction = reader.introduction();
            last = introduction == null ? last : introduction;
        }
        all.sort(Comparator.comparingInt(Attribution::start).thenComparingInt(Attribution::end));
        return withoutRepetitions(withSourcesOfContinuations(all, document));
    }

    private static boolean isFirst(Document document, int sentence) {
        return sentence == 0
                || document.sentences().get(sentence - 1).paragraph()
                        != document.sentences().get(sentence).paragraph();
    }

    /** Whether a paragraph tells what the article reported wrongly: nobody said that. */
    private static boolean isCorrection(Document document, int sentence) {
        int start = document.sentences().get(sentence).get(0).start();
        String paragraph = document.body().substring(start, TextCharacters.lineEnd(document.body(), start));
        return CORRECTION.matcher(paragraph).find()
                || CHANGES.stream().anyMatch(paragraph::contains)
                        && CHANGE.matcher(paragraph).find();
    }

    /** A quotation that the next paragraph continues has the source that stands beside the continuation. */
    private static List<Attribution> withSourcesOfContinuations(List<Attribution> all, Document document) {
        Set<Integer> goesOn = document.quotations().stream()
                .filter(Quotation::goesOn)
                .map(Quotation::start)
                .collect(Collectors.toSet());
        List<Attribution> complete = new ArrayList<>(all);
        for (int i = complete.size() - 2; i >= 0; i--) {
            Attribution first = complete.get(i);
            Attribution next = complete.get(i + 1);
            boolean hasNoCue = first.frame().equals("alone") || first.frame().equals("carried over");
            boolean isOwn = next.source() != null && next.cueSentence() > first.sentence();
            if (hasNoCue && isOwn && goesOn.contains(first.start())) {
                complete.set(i, CarriedOver.withSourceOf(first, next));
            }
        }
        return complete;
    }

    /** "Reed shrugged. “Q.”": the person whom the sentence in front of a quotation is about is its source. */
    private static Attribution withSubjectBefore(
            List<Sentence> sentences, int number, Attribution last, Language language) {
        boolean isOne = number > 0
                && sentences.get(number).get(0).isQuotation()
                && sentences.get(number - 1).paragraph()
                        == sentences.get(number).paragraph()
                && (last == null || last.sentence() < number - 1);
        Sentence before = isOne ? sentences.get(number - 1) : null;
        Range speaker = before == null ? null : subjectOfEnd(before, language);
        if (speaker != null) {
            return subjectOf(number - 1, speaker);
        }
        boolean isPerson = before != null
                && (before.has(0, Tag.PROPN) || before.is(0, "he") || before.is(0, "she"))
                && before.units().stream().noneMatch(Unit::isQuotation);
        boolean isNoun =
                before != null && before.is(0, "the") && before.units().stream().noneMatch(Unit::isQuotation);
        if (isNoun) {
            Range noun = new NounPhrases(before, language).startingAt(0);
            boolean isRole = noun != null
                    && noun.to() == 2
                    && (language.list("title words").contains(before.get(1).lower())
                            || language.list("person nouns")
                                    .contains(before.get(1).lower()))
                    && noun.to() < before.size()
                    && before.get(noun.to()).tag().isVerbal();
            return isRole ? subjectOf(number - 1, noun) : last;
        }
        Range subject = isPerson ? new NounPhrases(before, language).startingAt(0) : null;
        boolean isSubject = subject != null
                && before.has(subject.to() - 1, before.has(0, Tag.PROPN) ? Tag.PROPN : Tag.PRON)
                && subject.to() < before.size()
                && before.get(subject.to()).tag().isVerbal();
        return isSubject ? subjectOf(number - 1, subject) : last;
    }

    /** "In May, I say." */
    private static Range subjectOfEnd(Sentence sentence, Language language) {
        int verb = sentence.size() - 2;
        boolean isReport = verb > 1
                && sentence.has(verb, Tag.VERB)
                && sentence.get(verb - 2).isComma()
                && (sentence.has(verb - 1, Tag.PRON) || sentence.has(verb - 1, Tag.PROPN))
                && language.cue(sentence.get(verb).lower()) != null
                && sentence.units().stream().noneMatch(Unit::isQuotation);
        return isReport ? new Range(verb - 1, verb) : null;
    }

    private static Attribution subjectOf(int sentence, Range subject) {
        return new Attribution(
                0, 0, sentence, QuoteType.DIRECT, "S V. Q", null, null, subject.to(), sentence, subject, subject);
    }

    private static List<Attribution> withoutRepetitions(List<Attribution> all) {
        List<Attribution> once = new ArrayList<>();
        for (Attribution attribution : all) {
            Attribution before = once.isEmpty() ? null : once.get(once.size() - 1);
            if (before == null || before.start() != attribution.start() || before.end() != attribution.end()) {
                once.add(attribution);
            }
        }
        return once;
    }
}
