package org.onrecord.reading.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.StageDirections.Speech;
import org.onrecord.reading.attribution.TurnLabels.TurnLabel;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.Cue;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;

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

    private final TurnLabels labels;
    private final boolean hasQuestions;
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
        labels = new TurnLabels(sentences, language);
        hasQuestions = paragraphs.stream()
                .filter(number -> number < sentences.size())
                .map(number -> labels.of(sentences.get(number)))
                .anyMatch(label -> label != null && labels.isQuestion(label));
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
        Set<String> repeated = repeatedLabels();
        int last = -1;
        for (int p = 0; p + 1 < paragraphs.size(); p++) {
            TurnLabel label = label(p);
            boolean isOfTranscript = label != null
                    && !repeated.isEmpty()
                    && (repeated.contains(label.text()) || labels.isSpeaker(label));
            boolean isSpeaker = label != null && labels.isFullName(label) && !label.isDescribed();
            if (isOfTranscript || isSpeaker) {
                continueTurn(last, p);
                addTurn(p, label);
                last = isOfTranscript ? p : -1;
            }
        }
    }

    /** Returns the label of a paragraph, or null. An initial is the label of an answer only where somebody asks. */
    private TurnLabel label(int p) {
        TurnLabel label = labels.of(first(p));
        return label != null && labels.isAnswer(label) && !label.hasColon() && !hasQuestions ? null : label;
    }

    private Sentence first(int p) {
        return sentences.get(paragraphs.get(p));
    }

    /** Labels which occur twice, if there are enough turns. */
    private Set<String> repeatedLabels() {
        Map<String, Integer> counts = new HashMap<>();
        int count = 0;
        for (int p = 0; p + 1 < paragraphs.size(); p++) {
            TurnLabel label = label(p);
            boolean isNote = label == null
                    || label.isDescribed() && !label.isCapitals() && !labels.isTitled(label)
                    || language.list("no speakers").contains(label.firstWord());
            if (!isNote) {
                counts.merge(label.text(), 1, Integer::sum);
                count++;
            }
        }
        if (count < MIN_TURNS || counts.size() < 2 || hasLabelBeforeMarks()) {
            return Set.of();
        }
        counts.values().removeIf(times -> times == 1);
        return counts.keySet();
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

    /** Words behind what looks like a label, but is no known one, may be those of others. */
    private void continueTurn(int last, int next) {
        boolean isOther = false;
        for (int p = last + 1; last >= 0 && p < next && !isNarrative(p); p++) {
            TurnLabel label = label(last);
            isOther |= labels.mayBeLabel(first(p));
            read.add(first(p).paragraph());
            if (!isOther && !labels.isQuestion(label)) {
                addTurn(last, label, p, 0);
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

    private void addTurn(int p, TurnLabel label) {
        read.add(first(p).paragraph());
        if (!labels.isQuestion(label)) {
            addTurn(p, label, p, label.behind());
        }
    }

    private void addTurn(int labelled, TurnLabel label, int p, int from) {
        int first = paragraphs.get(p);
        int last = paragraphs.get(p + 1) - 1;
        for (Speech speech : new StageDirections(sentences, first, from, last).speech()) {
            turns.add(turn(labelled, label.name(), speech));
        }
    }

    private Attribution turn(int labelled, int name, Speech speech) {
        Range label = new Range(0, name);
        return new Attribution(
                speech.start(),
                speech.end(),
                speech.sentence(),
                QuoteType.DIRECT,
                "S: turn",
                null,
                ":",
                name,
                paragraphs.get(labelled),
                label,
                label);
    }
}
