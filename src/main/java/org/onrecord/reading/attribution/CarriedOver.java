package org.onrecord.reading.attribution;

import java.util.List;

import org.onrecord.model.QuoteType;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Document;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Gives a quotation without a cue of its own the source before it, unless the text between may mean somebody else. */
final class CarriedOver {

    /** In paragraphs: a short one, "The crowd booed.", may stand between two quotations. */
    private static final int MAX_DISTANCE = 2;

    private final Document document;
    private final List<Sentence> sentences;
    private final Language language;

    // Many quotations may have one source: the text behind it is searched once for the names of others.
    private int cueSentence;
    private Range source;
    private int nextSentence;
    private int nextUnit;
    private boolean hasAnother;

    CarriedOver(Document document, Language language) {
        this.document = document;
        this.language = language;
        sentences = document.sentences();
    }

    /**
     * @param quotation stands behind those that were asked for before
     * @param last the last attribution with a source, or null
     * @param found the attributions before the quotation
     */
    Attribution of(Attribution quotation, Attribution last, List<Attribution> found) {
        boolean isNear = last != null
                && paragraph(quotation.sentence()) - paragraph(last.sentence()) <= MAX_DISTANCE
                && !isTurn(quotation, last, found)
                && !isInDialogue(quotation, last, found)
                && !hasOwnReport(quotation)
                && !isSubject(quotation)
                && !isAnotherNamed(quotation, last);
        return isNear ? withSourceOf(quotation, last) : quotation;
    }

    private int paragraph(int sentence) {
        return sentences.get(sentence).paragraph();
    }

    /** In a dialogue, the paragraphs of a question and of its answer are those of two people. */
    private boolean isTurn(Attribution quotation, Attribution last, List<Attribution> found) {
        int paragraph = paragraph(quotation.sentence());
        for (int i = found.size() - 1; i >= 0; i--) {
            Attribution before = found.get(i);
            int distance = paragraph - paragraph(before.sentence());
            if (distance <= 0 || distance > MAX_DISTANCE || before.start() > quotation.start()) {
                return false;
            }
            boolean isAnswer = i == found.size() - 1;
            boolean isNextQuestion =
                    isQuestion(quotation) && before.cueSentence() != last.cueSentence() && before.type() == last.type();
            if (isQuestion(before) && (isAnswer || isNextQuestion)) {
                return true;
            }
        }
        return false;
    }

    /** “Q1,” Hill said.¶ “Q2,” Reed said.¶ “Q3.” Either of them may have said it. */
    private boolean isInDialogue(Attribution quotation, Attribution last, List<Attribution> found) {
        int paragraph = paragraph(quotation.sentence());
        if (!isWholeParagraph(quotation.sentence()) || !isTurnBefore(last, paragraph - 1)) {
            return false;
        }
        for (int i = found.size() - 1; i >= 0 && paragraph(found.get(i).sentence()) >= paragraph - 2; i--) {
            Attribution before = found.get(i);
            if (before.source() != null && isTurnBefore(before, paragraph - 2) && !isSameSource(before, last)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSameSource(Attribution before, Attribution last) {
        Unit name = sentences.get(before.cueSentence()).get(before.source().to() - 1);
        return sentences.get(last.cueSentence()).get(last.source().to() - 1).is(name.lower());
    }

    /** Whether a paragraph begins with a quotation that has a source of its own, a name or a noun. */
    private boolean isTurnBefore(Attribution before, int paragraph) {
        Sentence sentence = sentences.get(before.cueSentence());
        boolean isPronoun = before.source().to() - before.source().from() == 1
                && (sentence.has(before.source().from(), Tag.PRON)
                                && !sentence.get(before.source().from()).isCapitalised()
                        || language.list("pronouns")
                                .contains(sentence.get(before.source().from()).lower()));
        return paragraph(before.sentence()) == paragraph
                && before.cueSentence() == before.sentence()
                && before.type() == QuoteType.DIRECT
                && isFirst(before.sentence())
                && sentence.get(0).isQuotation()
                && !isPronoun;
    }

    private boolean isWholeParagraph(int sentence) {
        boolean isLast = sentence + 1 == sentences.size() || paragraph(sentence + 1) != paragraph(sentence);
        return isLast && isFirst(sentence) && sentences.get(sentence).size() == 1;
    }

    private boolean isFirst(int sentence) {
        return sentence == 0 || paragraph(sentence - 1) != paragraph(sentence);
    }

    /** “Q,” quipped co-author Ann Reed: the words behind the comma report, also if they are not understood. */
    private boolean hasOwnReport(Attribution quotation) {
        Sentence sentence = sentences.get(quotation.sentence());
        boolean isOpen = document.body().charAt(quotation.end() - 1) == ',';
        int i = 0;
        while (i < sentence.size() && sentence.get(i).start() < quotation.end()) {
            i++;
        }
        return isOpen && i < sentence.size() && sentence.has(i, Tag.VERB) && hasName(sentence, i + 1);
    }

    private boolean hasName(Sentence sentence, int from) {
        for (int i = from; i < sentence.size() && sentence.get(i).isWord(); i++) {
            if (isName(sentence, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQuestion(Attribution quotation) {
        return document.body().charAt(quotation.end() - 1) == '?';
    }

    /** “Shameful,” “weak,” were a few of the comments: not those of the source before. */
    private boolean isSubject(Attribution quotation) {
        Sentence sentence = sentences.get(quotation.sentence());
        int i = 0;
        while (i < sentence.size() && sentence.get(i).start() < quotation.end()) {
            i++;
        }
        while (i < sentence.size()
                && (sentence.get(i).isQuotation() || sentence.get(i).isComma() || sentence.has(i, Tag.CCONJ))) {
            i++;
        }
        return sentence.has(i, Tag.AUX);
    }

    /** Whether the text between a source and the quotation names another person. */
    private boolean isAnotherNamed(Attribution quotation, Attribution last) {
        boolean isSame = source != null
                && last.cueSentence() == cueSentence
                && last.source().equals(source);
        if (!isSame) {
            cueSentence = last.cueSentence();
            source = last.source();
            nextSentence = cueSentence + 1;
            nextUnit = 0;
            hasAnother = false;
        }
        while (!hasAnother && nextSentence <= quotation.sentence()) {
            Sentence sentence = sentences.get(nextSentence);
            if (nextUnit == sentence.size()) {
                nextSentence++;
                nextUnit = 0;
            } else if (sentence.get(nextUnit).start() < quotation.start()) {
                hasAnother = isPerson(sentence, nextUnit) && !isSource(sentence, nextUnit, last);
                nextUnit++;
            } else {
                break;
            }
        }
        return hasAnother;
    }

    /** A full name, or a name in front of a verb. */
    private boolean isPerson(Sentence sentence, int i) {
        boolean isFirst = isName(sentence, i) && !isName(sentence, i - 1) && !sentence.has(i - 1, Tag.DET);
        if (!isFirst) {
            return false;
        }
        String word = sentence.get(i).lower();
        boolean isFirstName = language.list("male names").contains(word)
                || language.list("female names").contains(word);
        boolean isFull = isName(sentence, i + 1)
                && (isFirstName || sentence.has(i, Tag.PROPN) && sentence.has(i + 1, Tag.PROPN))
                && !language.list("place words").contains(word)
                && !language.list("organisation words")
                        .contains(sentence.get(i + 1).lower());
        boolean isSubject = sentence.has(i, Tag.PROPN)
                && i + 1 < sentence.size()
                && sentence.get(i + 1).tag().isVerbal();
        return isFull || isSubject;
    }

    private boolean isName(Sentence sentence, int i) {
        if (i < 0 || i >= sentence.size()) {
            return false;
        }
        Unit unit = sentence.get(i);
        return unit.isWord()
                && unit.isCapitalised()
                && !unit.isPossessive()
                && !language.list("weekdays").contains(unit.lower())
                && !language.list("title words").contains(unit.lower());
    }

    /** Whether the name at a unit has a word of the source. */
    private boolean isSource(Sentence sentence, int name, Attribution last) {
        Sentence before = sentences.get(last.cueSentence());
        for (int i = name; isName(sentence, i); i++) {
            for (int k = last.source().from(); k < last.source().to(); k++) {
                if (before.is(k, sentence.get(i).lower())) {
                    return true;
                }
            }
        }
        return false;
    }

    static Attribution withSourceOf(Attribution quotation, Attribution last) {
        return new Attribution(
                quotation.start(),
                quotation.end(),
                quotation.sentence(),
                quotation.type(),
                "carried over",
                last.verb(),
                last.cue(),
                last.cueUnit(),
                last.cueSentence(),
                last.source(),
                last.outerSource());
    }
}
