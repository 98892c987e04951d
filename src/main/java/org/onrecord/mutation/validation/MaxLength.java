package org.onrecord.mutation.validation;

/**
 * The maximum lengths of texts in characters. The database checks the same lengths. It counts Unicode code points where
 * Bean Validation counts UTF-16 code units, so it never rejects a text that was valid.
 */
public final class MaxLength {

    /** Of slugs and ids. */
    public static final int KEY = 256;

    public static final int URL = 2048;

    /** Of language tags (BCP 47). */
    public static final int LANGUAGE = 64;

    /** Of texts on one line: names, headlines, sources as printed. */
    public static final int NAME = 1000;

    /** Of texts in one or two sentences. */
    public static final int SUMMARY = 10_000;

    /** Of statements. */
    public static final int STATEMENT = 100_000;

    /** Of the bodies of articles. */
    public static final int BODY = 5_000_000;

    /** Of texts in an index, in bytes of UTF-8. PostgreSQL's index entries have at most 2,704 bytes. */
    public static final int INDEXED_BYTES = 2500;

    private MaxLength() {}
}
