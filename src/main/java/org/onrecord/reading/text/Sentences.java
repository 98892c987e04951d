package org.onrecord.reading.text;

import java.util.ArrayList;
import java.util.List;

/** Splits paragraphs into sentences, never inside a quotation, and tags their words. */
final class Sentences {

    /** Longer sentences are split, so that rules that look at a whole sentence take linear time. */
    private static final int MAX_UNITS = 250;

    /** Words of longer quotations are not tagged: only fragments are part of the syntax around them. */
    private static final int NEAR = 6;

    private static final String ENDS = ".!?…";

    private final String body;
    private final TextRules rules;
    private final Words words;
    private final List<Sentence> sentences = new ArrayList<>();

    Sentences(String body, TextRules rules) {
        this.body = body;
        this.rules = rules;
        words = new Words(body, rules.abbreviations(), rules.enclitics());
    }

    List<Sentence> split(List<int[]> paragraphs, List<Quotation> quotations) {
        int next = 0;
        for (int i = 0; i < paragraphs.size(); i++) {
            List<Unit> units = new ArrayList<>();
            int at = paragraphs.get(i)[0];
            int end = paragraphs.get(i)[1];
            while (next < quotations.size() && quotations.get(next).open() < end) {
                Quotation quotation = quotations.get(next++);
                words.split(at, quotation.open(), units);
                units.add(Unit.of(quotation));
                at = quotation.close();
            }
            words.split(at, end, units);
            splitParagraph(units, i);
        }
        return sentences;
    }

    private void splitParagraph(List<Unit> units, int paragraph) {
        int start = 0;
        for (int i = 0; i < units.size(); i++) {
            if (i + 1 == units.size() || i + 1 - start == MAX_UNITS || endsAt(units, i)) {
                sentences.add(new Sentence(tag(units.subList(start, i + 1)), paragraph));
                start = i + 1;
            }
        }
    }

    private boolean endsAt(List<Unit> units, int i) {
        Unit unit = units.get(i);
        Unit next = units.get(i + 1);
        if (unit.isQuotation()) {
            return endsWithQuotation(units, i);
        }
        boolean isEnd = ENDS.indexOf(unit.text().charAt(0)) >= 0;
        if (isEnd) {
            return !isOrdinal(units, i)
                    && !isLowerCase(next)
                    && !isClosing(next)
                    && !(unit.text().length() > 1 && next.isQuotation());
        }
        return unit.text().endsWith(".")
                && !rules.titles().contains(unit.lower())
                && unit.text().length() > 2
                && (rules.sentenceStarts().contains(next.text()) || isNewSentence(next));
    }

    /** "am 16. Juli" */
    private boolean isOrdinal(List<Unit> units, int i) {
        return units.get(i).is(".")
                && i > 0
                && Character.isDigit(units.get(i - 1).text().codePointAt(0))
                && rules.ordinalMonths().contains(units.get(i + 1).lower());
    }

    /** Whether a quotation of whole sentences begins: in Fort Myers, Fla. “I look at them.” */
    private boolean isNewSentence(Unit next) {
        return next.isQuotation()
                && Character.isUpperCase(body.codePointAt(next.quotation().start()))
                && ENDS.indexOf(body.charAt(next.quotation().end() - 1)) >= 0;
    }

    private static boolean isLowerCase(Unit unit) {
        return !unit.isQuotation() && Character.isLowerCase(unit.text().codePointAt(0));
    }

    private static boolean isClosing(Unit unit) {
        return ")]’'".indexOf(unit.text().charAt(0)) >= 0 && unit.text().length() == 1;
    }

    /** Whether a sentence ends with a quotation. The speaker may follow a question: “Never?” Ann said. */
    private boolean endsWithQuotation(List<Unit> units, int i) {
        Quotation quotation = units.get(i).quotation();
        char last = body.charAt(quotation.end() - 1);
        Unit next = units.get(i + 1);
        if (ENDS.indexOf(last) < 0 || isLowerCase(next) || next.isComma() || isClosing(next) || next.isDash()) {
            return false;
        }
        if (ENDS.indexOf(next.text().charAt(0)) >= 0 && !next.isQuotation()) {
            return false;
        }
        boolean opensSentence = i == 0
                || units.get(i - 1).isQuotation()
                || ENDS.indexOf(units.get(i - 1).text().charAt(0)) >= 0;
        return !(opensSentence && isReportNear(units, i + 1, last == '.'));
    }

    private boolean isReportNear(List<Unit> units, int from, boolean isFullStop) {
        int reach = isFullStop ? 3 : NEAR;
        for (int i = from; i < Math.min(units.size(), from + reach); i++) {
            Unit unit = units.get(i);
            if (unit.isQuotation() || ENDS.indexOf(unit.text().charAt(0)) >= 0) {
                return false;
            }
            if (rules.reportingWords().contains(unit.lower())) {
                // Behind a full stop the attribution is a sentence of its own: “No.” Ann said.
                return !isFullStop && !hasClause(units, i)
                        || isFullStop
                                && i + 1 < units.size()
                                && ENDS.indexOf(units.get(i + 1).text().charAt(0)) >= 0;
            }
        }
        return false;
    }

    /** “Why?” Ann told the paper that it rained: the report is another one. */
    private static boolean hasClause(List<Unit> units, int verb) {
        for (int i = verb + 1; i < units.size() && units.get(i).isWord(); i++) {
            if (units.get(i).is("that")) {
                return true;
            }
        }
        return false;
    }

    private List<Unit> tag(List<Unit> units) {
        List<Unit> tagged = new ArrayList<>(units.size());
        Tag[] tags = rules.tagger() == null ? guess(units) : rules.tagger().tag(units);
        if (rules.tagger() != null) {
            TagCorrections.correct(units, tags, rules.reportingWords());
        }
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            tagged.add(unit.isQuotation() ? unit : Unit.word(unit, tags[i]));
        }
        return tagged;
    }

    /** Without a model only names and marks are told from other words. */
    private static Tag[] guess(List<Unit> units) {
        Tag[] tags = new Tag[units.size()];
        for (int i = 0; i < tags.length; i++) {
            Unit unit = units.get(i);
            tags[i] = !unit.isWord() ? Tag.PUNCT : unit.isCapitalised() && i > 0 ? Tag.PROPN : Tag.X;
        }
        return tags;
    }
}
