package org.onrecord.pages.text;

/** Texts that are cut to fit their place on a page. */
public final class ShortText {

    /** Characters of a name in a list. */
    private static final int NAME = 60;

    private ShortText() {}

    /** The beginning of a text that is longer than a number of characters, cut between two words. */
    public static String of(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int space = text.lastIndexOf(' ', length);
        int end = space > 0 ? space : length;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** A name for a list. */
    public static String name(String name) {
        return of(name, NAME);
    }

    /** The name if {@link #name} cuts it, else an empty text. */
    public static String wholeName(String name) {
        return name.length() > NAME ? name : "";
    }
}
