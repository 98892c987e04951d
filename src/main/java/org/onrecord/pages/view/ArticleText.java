package org.onrecord.pages.view;

import java.util.regex.Pattern;

/** How much of the text of an article the licences of the publishers let the service show. */
public enum ArticleText {
    WHOLE,
    AROUND_QUOTES,
    NONE;

    /** The licences that let everybody copy a text, also for a commercial purpose. */
    private static final Pattern FREE_LICENCE =
            Pattern.compile("https?://creativecommons\\.org/(?:licenses/by(?:-sa|-nd)?|publicdomain/(?:zero|mark))/");

    /** @param license the URL of the licence of the article; null if it has none */
    public boolean allowsAll(String license) {
        return this == WHOLE
                || this == AROUND_QUOTES
                        && license != null
                        && FREE_LICENCE.matcher(license).lookingAt();
    }

    /** Whether the text before and after a quote is shown. */
    public boolean allowsParts() {
        return this != NONE;
    }
}
