package org.onrecord.mutation.validation;

/**
 * Regular expressions for keys and tags. The database checks the same patterns. Possessive quantifiers ({@code *+})
 * keep the stack of Java's matcher small, however long the text is.
 */
public final class Patterns {

    public static final String SLUG = "[a-z0-9]++(?:-[a-z0-9]++)*+";
    public static final String WIKIDATA_ID = "Q[1-9][0-9]*";

    /** What no URL has: white space, control characters, and those that set the direction of text (RFC 3987, 4.1). */
    private static final String NO_URL = "\\s\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";

    /** An http or https URL with a host. */
    public static final String URL = "(?i:https?)://([^" + NO_URL + "/?#@]*@)?(\\[[^" + NO_URL + "\\]]+\\]|[^" + NO_URL
            + "/?#@:\\[]+)(:[0-9]*)?([/?#][^" + NO_URL + "]*)?";

    /** The syntax of BCP 47, without a look-up of the subtags. */
    public static final String LANGUAGE = "[A-Za-z]{2,8}+(?:-[A-Za-z0-9]{1,8}+)*+";

    public static final String NOT_BLANK = "(?s).*\\S.*";

    private Patterns() {}
}
