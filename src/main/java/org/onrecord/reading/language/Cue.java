package org.onrecord.reading.language;

import org.onrecord.model.SpeechAct;

/**
 * A verb or a noun that reports statements.
 *
 * @param lemma the word without an ending
 * @param frames the letters of {@link Frame}; a noun has none
 */
public record Cue(String lemma, String frames, SpeechAct speechAct) {

    /** How a verb and what it reports follow each other. The letters are those of the resource {@code cues.tsv}. */
    public enum Frame {
        QUOTATION('q'),
        THAT_CLAUSE('c'),
        CLAUSE('z'),
        QUESTION_WORD('w'),
        HEARER('h'),
        INFINITIVE('t'),
        OBJECT_INFINITIVE('o'),
        NOUN_PHRASE('n'),
        LABEL('l'),
        AFTER_CLAUSE('p'),
        NEVER_A_NOUN('s'),
        PREPOSITION('g'),
        /** An object and what it is blamed for: "blamed Reed for losing", "condemned the plan as reckless". */
        REASON('f'),
        /** The verb denies what follows: "denied that", not "protested that". */
        DENIES('d');

        private final char letter;

        Frame(char letter) {
            this.letter = letter;
        }
    }

    public boolean takes(Frame frame) {
        return frames.indexOf(frame.letter) >= 0;
    }
}
