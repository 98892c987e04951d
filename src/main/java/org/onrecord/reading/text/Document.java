package org.onrecord.reading.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body, its quotations and its sentences. */
public final class Document {

    private static final Pattern TIME =
            Pattern.compile("[0-2]?[0-9]:[0-5][0-9] ?([ap]m|Uhr|GMT|BST|UTC|CES?T|E[SD]?T|P[SD]?T)?"
                    + "[ \u00A0]*[:.–—-]?[ \u00A0]+(?=[\\p{Lu}\\p{Pi}\"„'])");

    private final String body;
    private final List<Quotation> quotations;
    private final List<Sentence> sentences;

    /** @param from the start of the text that is read, in UTF-16 code units: what stands before it has no sentences */
    public Document(String body, int from, TextRules rules) {
        this.body = body;
        List<int[]> paragraphs = paragraphs(body, from);
        quotations = InsertedReports.divide(
                body, Quotations.find(body, paragraphs, rules.quotationMarks()), rules.reportingWords());
        sentences = new Sentences(body, rules).split(paragraphs, quotations);
    }

    public String body() {
        return body;
    }

    public List<Quotation> quotations() {
        return quotations;
    }

    public List<Sentence> sentences() {
        return sentences;
    }

    /** The entries of a live blog begin with the time: 16:40 “We are safe,” says Reed. */
    private static int behindTime(String body, int from, int to) {
        Matcher time = TIME.matcher(body).region(from, to);
        return time.lookingAt() ? time.end() : from;
    }

    /** Returns the lines that are not blank, without blanks around them, as pairs of a start and an end. */
    private static List<int[]> paragraphs(String body, int first) {
        List<int[]> paragraphs = new ArrayList<>();
        int start = first;
        for (int at = first; at <= body.length(); at++) {
            if (at == body.length() || TextCharacters.isLineEnd(body.charAt(at))) {
                int from = start;
                int to = at;
                while (from < to && TextCharacters.isBlank(body.charAt(from))) {
                    from++;
                }
                while (to > from && TextCharacters.isBlank(body.charAt(to - 1))) {
                    to--;
                }
                from = behindTime(body, from, to);
                if (from < to) {
                    paragraphs.add(new int[] {from, to});
                }
                start = at + 1;
            }
        }
        return paragraphs;
    }
}
