/** Texts for people. */
final class Text {

    private static final int LENGTH = 400;

    private Text() {}

    static String shortened(String text) {
        return text == null || text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }

    /** What differs between two texts, from a little before the first difference on. */
    static String difference(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - 80);
        return "\n  " + shortened(one.substring(from)) + "\n  " + shortened(other.substring(from));
    }
}
