package org.onrecord.mutation.input;

/** The forms of keys and tags, which the database checks too. */
final class Patterns {

    static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";
    static final String WIKIDATA_ID = "Q[1-9][0-9]*";
    static final String URL = "https?://\\S+";
    /** BCP 47, its form only. */
    static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";

    static final String NOT_BLANK = "(?s).*\\S.*";

    private Patterns() {}
}
