package org.onrecord.reading.text;

import java.util.ArrayList;
import java.util.List;

/** A body, its quotations and its sentences. */
public final class Document {

    private final String body;
    private final List<Quotation> quotations;
    private final List<Sentence> sentences;

    /** @param from the start of the text that is read, in UTF-16 code units: what stands before it has no sentences */
    public Document(String body, int from, TextRules rules) {
        this.body = body;
        List<int[]> paragraphs = paragraphs(body, from);
        quotations = Quotations.find(body, paragraphs, rules.quotationMarks());
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
                if (from < to) {
                    paragraphs.add(new int[] {from, to});
                }
                start = at + 1;
            }
        }
        return paragraphs;
    }
}
