package org.onrecord.reading.text;

/** A part of speech (the universal tags of Universal Dependencies), and {@link #QUOTATION}. */
public enum Tag {
    PROPN,
    NOUN,
    PRON,
    DET,
    ADJ,
    NUM,
    VERB,
    AUX,
    ADV,
    ADP,
    PART,
    SCONJ,
    CCONJ,
    INTJ,
    PUNCT,
    SYM,
    X,

    /** A whole quotation, which is one unit of its sentence. */
    QUOTATION;

    /** Whether a noun phrase can have the part of speech before its head. */
    public boolean isNominal() {
        return this == PROPN || this == NOUN || this == ADJ || this == NUM || this == DET || this == X || this == SYM;
    }

    public boolean isVerbal() {
        return this == VERB || this == AUX;
    }
}
