package org.onrecord.reading.text;

import java.util.Locale;

/**
 * A word, a punctuation mark or a whole quotation of a sentence.
 *
 * @param start in UTF-16 code units of the body
 * @param end in UTF-16 code units of the body
 * @param text the word as printed; an opening mark for a quotation
 * @param lower the word in lower case, with straight apostrophes
 * @param quotation the quotation, or null
 */
public record Unit(int start, int end, String text, String lower, Tag tag, Quotation quotation) {

    static Unit word(Unit untagged, Tag tag) {
        return new Unit(untagged.start, untagged.end, untagged.text, untagged.lower, tag, null);
    }

    static Unit untagged(String body, int start, int end) {
        String text = body.substring(start, end);
        return new Unit(start, end, text, text.toLowerCase(Locale.ROOT).replace('’', '\''), null, null);
    }

    static Unit of(Quotation quotation) {
        return new Unit(quotation.open(), quotation.close(), "“", "“", Tag.QUOTATION, quotation);
    }

    public boolean isQuotation() {
        return quotation != null;
    }

    public boolean is(String word) {
        return lower.equals(word);
    }

    public boolean isComma() {
        return text.equals(",");
    }

    /** Whether this is a mark that ends a sentence. */
    public boolean isSentenceEnd() {
        return !isQuotation() && ".!?…".indexOf(text.charAt(0)) >= 0;
    }

    public boolean isDash() {
        return text.equals("—") || text.equals("–") || text.equals("--") || text.equals("-") || text.equals("―");
    }

    public boolean isWord() {
        return quotation == null && Character.isLetterOrDigit(text.codePointAt(0)) || text.startsWith("@");
    }

    public boolean isCapitalised() {
        return Character.isUpperCase(text.codePointAt(0));
    }

    /** Returns the end of the word without the ending of a possessive. */
    public int endOfPossessor() {
        return isPossessive() ? end - (lower.endsWith("'s") ? 2 : 1) : end;
    }

    /** Whether the word is a possessive: Clinton's, voters'. */
    public boolean isPossessive() {
        return lower.endsWith("'s") || lower.endsWith("s'") && lower.length() > 3;
    }
}
