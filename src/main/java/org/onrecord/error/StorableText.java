package org.onrecord.error;

/** Texts that can be values of PostgreSQL's type {@code text}: it stores no U+0000, and UTF-8 no unpaired surrogate. */
public final class StorableText {

    private StorableText() {}

    /** What a text must not contain, but contains; null if it can be stored. */
    public static String problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "the character U+0000";
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "an unpaired UTF-16 surrogate";
            }
        }
        return null;
    }
}
