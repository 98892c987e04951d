package org.onrecord.url;

import java.util.Locale;

/** The keys of people and events in URLs. */
public final class Slug {

    private Slug() {}

    /** The slug that a text stands for. Slugs have no capital letters, but URLs that people write may. */
    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
