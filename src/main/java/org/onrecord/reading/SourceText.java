package org.onrecord.reading;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A raw article.
 *
 * @param headline can be null
 * @param body the text that the offsets of quotes count in
 * @param inLanguage a BCP 47 tag, whose first subtag selects the language data; null is English
 * @param datePublished the day that words like "on Monday" relate to; without it (null) they give no date
 * @param publisher can be null
 * @param byline the authors as printed, can be null; "she" and "the senator" do not mean them, "I" is the only author
 */
public record SourceText(
        String headline, String body, String inLanguage, LocalDate datePublished, String publisher, String byline) {

    public SourceText {
        Objects.requireNonNull(body, "body");
    }

    public static SourceText of(String headline, String body) {
        return new SourceText(headline, body, null, null, null, null);
    }
}
