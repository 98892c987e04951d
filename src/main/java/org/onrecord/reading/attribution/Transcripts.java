package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads interviews, in which paragraphs begin with their speaker: "PIKE: Thank you." A paragraph without a label
 * between two turns continues the first of them. Questions of an interviewer without a name ("Q:") are no quotes.
 */
final class Transcripts {

    private static final int MAX_LABEL = 4;
    private static final int MIN_TURNS = 3;

    private final Language language;
    private final List<Sentence> sentences;

    /** The first sentence of each paragraph, and the one behind the last. */
    private final List<Integer> paragraphs = new ArrayList<>();

    private final Set<Integer> read = new HashSet<>();
    private final List<Attribution> turns = new ArrayList<>();

    private Transcripts(Document document, Language language) {
        this.language = language;
        sentences = document.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            if (i == 0 || sentences.get(i - 1).paragraph() != sentences.get(i).paragraph()) {
                paragraphs.add(i);
            }
        }
        paragraphs.add(sentences.size());
    }

    static Transcripts of(Document document, Language language) {
        Transcripts transcripts = new Transcripts(document, language);
        transcripts.read();
        return transcripts;
    }

    List<Attribution> turns() {
        return turns;
    }

    /** Whether a paragraph is a turn, and has no other attributions. */
    boolean hasRead(int paragraph) {
        return read.contains(paragraph);
    }

    private void read() {
        Set<String> labels = repeatedLabels();
        int last = -1;
        for (int p = 0; p + 1 < paragraphs.size(); p++) {
            Sentence first = sentences.get(paragraphs.get(p));
            int colon = colon(first);
            boolean isTurn = colon > 0 && (labels.contains(label(first, colon)) || isFullName(first, colon));
            if (isTurn) {
                continueTurn(last, p);
                addTurn(p, colon);
                last = labels.contains(label(first, colon)) ? p : -1;
            }
        }
    }

    /** Labels which occur twice, if there are enough turns. */
    private Set<String> repeatedLabels() {
        Map<String, Integer> counts = new HashMap<>();
        int count = 0;
        for (int p = 0; p + 1 < paragraphs.size(); p++) {
            Sentence first = sentences.get(paragraphs.get(p));
            int colon = colon(first);
            if (colon > 0) {
                counts.merge(label(first, colon), 1, Integer::sum);
                count++;
            }
        }
        if (count < MIN_TURNS || counts.size() < 2) {
            return Set.of();
        }
        Set<String> labels = new HashSet<>(counts.keySet());
        if (hasLabelBeforeMarks()) {
            return Set.of();
        }
        boolean isRepeated = counts.values().stream().anyMatch(times -> times > 1);
        return isRepeated ? labels : Set.of();
    }

    /** Where marks enclose what is said, the words behind other labels are those of the reporter. */
    private boolean hasLabelBeforeMarks() {
        for (int p = 0; p + 1 < paragraphs.size(); p++) {
            Sentence first = sentences.get(paragraphs.get(p));
            for (int i = 1; i + 1 < Math.min(first.size(), MAX_LABEL + 1); i++) {
                if (first.is(i, ":")
                        && first.get(i + 1).isQuotation()
                        && isCapitals(first.get(i - 1).text())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCapitals(String text) {
        return text.length() > 1 && text.equals(text.toUpperCase(Locale.ROOT));
    }

    private static String label(Sentence sentence, int colon) {
        return NounPhrases.text(sentence, new Range(0, colon));
    }

    private boolean isFullName(Sentence sentence, int colon) {
        String first = sentence.get(0).lower();
        return colon > 1
                && (language.list("male names").contains(first)
                        || language.list("female names").contains(first));
    }

    private void continueTurn(int last, int next) {
        if (last < 0) {
            return;
        }
        Sentence first = sentences.get(paragraphs.get(last));
        int colon = colon(first);
        for (int p = last + 1; p < next && !isNarrative(p); p++) {
            boolean isQuestion = isQuestion(first, colon);
            read.add(sentences.get(paragraphs.get(p)).paragraph());
            boolean isStageDirection = sentences.get(paragraphs.get(p)).is(0, "(");
            if (!isQuestion && !isStageDirection) {
                turns.add(turn(last, colon, paragraphs.get(p), 0, paragraphs.get(p + 1) - 1));
            }
        }
    }

    /** Whether a paragraph has a quotation with a verb of saying beside it, and ends a transcript. */
    private boolean isNarrative(int p) {
        for (int i = paragraphs.get(p); i < paragraphs.get(p + 1); i++) {
            Sentence sentence = sentences.get(i);
            for (int k = 1; k < sentence.size(); k++) {
                Cue cue = language.cue(sentence.get(k).lower());
                boolean isStrong = cue != null && cue.takes(Cue.Frame.NEVER_A_NOUN);
                if (isStrong && (sentence.get(k - 1).isQuotation() || isBehindSubjectOfQuotation(sentence, k))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isBehindSubjectOfQuotation(Sentence sentence, int verb) {
        int i = verb - 1;
        while (i > 0 && i > verb - MAX_LABEL && sentence.get(i).isWord()) {
            i--;
        }
        return sentence.get(i).isQuotation();
    }

    private boolean isQuestion(Sentence first, int colon) {
        return colon == 1
                && language.list("question labels").contains(first.get(0).lower());
    }

    private void addTurn(int p, int colon) {
        Sentence first = sentences.get(paragraphs.get(p));
        read.add(first.paragraph());
        if (!isQuestion(first, colon)) {
            turns.add(turn(p, colon, paragraphs.get(p), colon + 1, paragraphs.get(p + 1) - 1));
        }
    }

    private Attribution turn(int labelled, int colon, int first, int unit, int last) {
        Sentence end = sentences.get(last);
        Range label = new Range(0, colon);
        return new Attribution(
                sentences.get(first).get(unit).start(),
                end.get(end.size() - 1).end(),
                first,
                QuoteType.DIRECT,
                "S: turn",
                null,
                ":",
                colon,
                paragraphs.get(labelled),
                label,
                label);
    }

    /** Returns the position of the colon behind a label of capitalised words, or -1. */
    private static int colon(Sentence sentence) {
        for (int i = 0; i < Math.min(sentence.size() - 1, MAX_LABEL + 1); i++) {
            Unit unit = sentence.get(i);
            if (unit.text().equals(":")) {
                return i > 0 && !sentence.get(i + 1).isQuotation() ? i : -1;
            }
            if (!unit.isWord() || !unit.isCapitalised()) {
                return -1;
            }
        }
        return -1;
    }
}
