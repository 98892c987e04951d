package org.onrecord.mutation.validation;

/**
 * Regular expressions for keys and tags. The database checks the same patterns. Possessive quantifiers ({@code *+})
 * keep the stack of Java's matcher small, however long the text is.
 */
public final class Patterns {

    public static final String SLUG = "[a-z0-9]++(?:-[a-z0-9]++)*+";
    public static final String WIKIDATA_ID = "Q[1-9][0-9]*";

    /** An http or https URL with a host. */
    public static final String URL =
            "(?i:https?)://([^\\s/?#@]*@)?(\\[[^\\s\\]]+\\]|[^\\s/?#@:\\[]+)(:[0-9]*)?([/?#]\\S*)?";

    /** The syntax of BCP 47, without a look-up of the subtags. */
    public static final String LANGUAGE = "[A-Za-z]{2,8}+(?:-[A-Za-z0-9]{1,8}+)*+";

    public static final String NOT_BLANK = "(?s).*\\S.*";

    private Patterns() {}
}
