package org.onrecord.reading.attribution;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.NounPhrases;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads the labels at the head of turns: "PIKE:", "Ed Davey (Kingston) (LD):", "JOE BIDEN, PRESIDENT:", "Q.". */
final class TurnLabels {

    private static final int MAX_LABEL = 20;
    private static final int MAX_NAME = 9;
    private static final Set<String> PARTICLES = Set.of("of", "and", "for", "the");

    /** @param name the end of the name, in units; @param behind the first unit of what is said */
    record TurnLabel(Sentence sentence, int name, int behind) {

        String text() {
            return NounPhrases.text(sentence, new Range(0, name)).replaceAll("\\.$", "");
        }

        String firstWord() {
            return text().split(" ")[0].toLowerCase(Locale.ROOT);
        }

        boolean hasColon() {
            return sentence.is(behind - 1, ":");
        }

        boolean isDescribed() {
            return sentence.get(name).isComma();
        }

        boolean isCapitals() {
            String text = text();
            return text.length() > 1 && text.equals(text.toUpperCase(Locale.ROOT));
        }
    }

    private final Language language;
    private final Set<String> names;

    TurnLabels(List<Sentence> sentences, Language language) {
        this.language = language;
        names = sentences.stream()
                .flatMap(sentence -> sentence.units().stream().skip(1))
                .filter(unit -> unit.tag() == Tag.PROPN)
                .map(unit -> unit.text().substring(0, unit.endOfPossessor() - unit.start()))
                .collect(Collectors.toSet());
    }

    /** Returns the label that begins the first sentence of a paragraph, or null. */
    TurnLabel of(Sentence sentence) {
        if (isLetter(sentence)) {
            return new TurnLabel(sentence, 1, 1);
        }
        int name = endOfName(sentence);
        int at = name;
        while (name > 0 && sentence.is(at, "(")) {
            at = behindBracket(sentence, at);
        }
        if (name > 0 && at < sentence.size() && sentence.get(at).isComma()) {
            at = endOfDescription(sentence, at);
        }
        boolean isLabel = name > 0
                && sentence.is(at, ":")
                && at + 1 < sentence.size()
                && !sentence.get(at + 1).isQuotation();
        return isLabel ? new TurnLabel(sentence, name, at + 1) : null;
    }

    /** "Q.  Did you know?", "Q    Did you know?" */
    private boolean isLetter(Sentence sentence) {
        Unit first = sentence.get(0);
        if (first.isQuotation() || !first.isCapitalised() || sentence.size() < 2) {
            return false;
        }
        String word = first.lower().replace(".", "");
        boolean isQuestion = language.list("question labels").contains(word);
        boolean isLabel = word.length() == 1
                && (isQuestion || language.list("answer labels").contains(word));
        Unit next = sentence.get(1);
        boolean isApart = first.text().endsWith(".") || next.start() - first.end() > 1;
        return isLabel && !next.is(":") && !next.isQuotation() && (isApart || isQuestion && next.isCapitalised());
    }

    private int endOfName(Sentence sentence) {
        int end = 0;
        while (end < Math.min(sentence.size(), MAX_NAME) && isPartOfName(sentence, end)) {
            end++;
        }
        return end;
    }

    private static boolean isPartOfName(Sentence sentence, int i) {
        Unit unit = sentence.get(i);
        return unit.isWord() && (unit.isCapitalised() || i > 0 && PARTICLES.contains(unit.lower()));
    }

    private static int behindBracket(Sentence sentence, int open) {
        for (int i = open + 1; i < Math.min(sentence.size(), open + MAX_LABEL); i++) {
            if (sentence.is(i, ")") || sentence.is(i, "]")) {
                return i + 1;
            }
        }
        return sentence.size();
    }

    private static int endOfDescription(Sentence sentence, int comma) {
        for (int i = comma; i < Math.min(sentence.size(), MAX_LABEL); i++) {
            Unit unit = sentence.get(i);
            boolean isVerb = unit.tag().isVerbal() && !unit.isCapitalised();
            if (unit.is(":") || unit.isQuotation() || isVerb || unit.isSentenceEnd()) {
                return i;
            }
        }
        return sentence.size();
    }

    /** Whether a paragraph begins like a label of whatever kind: "Note:", "The big picture:". */
    boolean mayBeLabel(Sentence sentence) {
        if (of(sentence) != null) {
            return true;
        }
        for (int i = 0; i < Math.min(sentence.size(), MAX_NAME + 1); i++) {
            Unit unit = sentence.get(i);
            if (unit.is(":")) {
                return i > 0 && sentence.get(0).isCapitalised();
            }
            if (!unit.isWord() || unit.tag().isVerbal() && !unit.isCapitalised()) {
                return false;
            }
        }
        return false;
    }

    /** Whether somebody without a name asks. */
    boolean isQuestion(TurnLabel label) {
        return language.list("question labels").contains(label.firstWord());
    }

    boolean isAnswer(TurnLabel label) {
        return label.name() == 1 && language.list("answer labels").contains(label.firstWord());
    }

    /** Whether a label in a transcript, which stands there only once, is that of a speaker. */
    boolean isSpeaker(TurnLabel label) {
        if (isQuestion(label) || isAnswer(label)) {
            return true;
        }
        boolean isNote = language.list("no speakers").contains(label.firstWord());
        return !isNote
                && (isFullName(label)
                        || isTitleWithName(label)
                        || label.isCapitals()
                        || label.name() == 1 && names.contains(label.text())
                        || label.name() > 1 && (isTitled(label) || isProper(label)));
    }

    boolean isFullName(TurnLabel label) {
        return label.name() > 1 && isFirstName(label.firstWord());
    }

    /** "Sen. Ann Reed" */
    boolean isTitled(TurnLabel label) {
        return language.list("title words").contains(label.sentence().get(0).lower());
    }

    /** "Foreign Minister Ann Reed", "President of the Senate Ann Reed" */
    private boolean isTitleWithName(TurnLabel label) {
        boolean isBehindTitle = false;
        for (int i = 0; i + 1 < label.name(); i++) {
            String word = label.sentence().get(i).lower();
            if (isBehindTitle && isFirstName(word)) {
                return true;
            }
            isBehindTitle |= language.list("title words").contains(word);
        }
        return false;
    }

    private boolean isFirstName(String word) {
        return language.list("male names").contains(word)
                || language.list("female names").contains(word);
    }

    private static boolean isProper(TurnLabel label) {
        return label.sentence().units().subList(0, label.name()).stream()
                .allMatch(unit -> unit.tag() == Tag.PROPN || unit.tag() == Tag.X || PARTICLES.contains(unit.lower()));
    }
}
