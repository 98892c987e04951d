package org.onrecord.publishing;

import java.time.OffsetDateTime;

import org.onrecord.model.Article;
import org.onrecord.model.Event;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.publishing.statement.Circumstances;
import org.onrecord.publishing.statement.Days;
import org.onrecord.publishing.statement.SpokenDate;

import static org.onrecord.publishing.WritableColumn.firstNonNull;

/**
 * A quote as an article reports it.
 *
 * @param inLanguage the language of the quote, by default that of the article
 * @param date what the report says about the date; by default the statement was made before the article, in UTC
 */
record QuoteReport(QuoteInput input, String inLanguage, SpokenDate date) {

    static QuoteReport of(QuoteInput input, ArticleInput article) {
        return of(input, article.inLanguage(), article.datePublished());
    }

    static QuoteReport of(QuoteInput input, Article article) {
        return of(input, article.inLanguage, article.datePublished);
    }

    private static QuoteReport of(QuoteInput input, String inLanguage, OffsetDateTime datePublished) {
        return new QuoteReport(
                input,
                firstNonNull(input.inLanguage(), inLanguage),
                SpokenDate.of(
                                input.spokenAt(),
                                input.spokenAtPrecision(),
                                input.spokenAfter(),
                                firstNonNull(input.spokenBefore(), SpokenDate.day(datePublished)))
                        .limitedFor(input.text(), input.speaker() != null));
    }

    /** What tells the report apart from others, or all reports of the quote, if the input is of an export. */
    Circumstances circumstances(Event occasion) {
        Circumstances circumstances = Circumstances.of(input.type(), input.speechAct(), input.cue(), date, occasion)
                .withDays(Days.of(date, input.possibleFrom(), input.possibleUntil()));
        return input.cueDenies() == null || !circumstances.denies()
                ? circumstances
                : circumstances.withCueDenies(input.cueDenies());
    }

    /** What the input itself says about the days between which the statement was made. */
    SpokenDate given() {
        return new SpokenDate(null, null, input.spokenAfter(), input.spokenBefore());
    }
}
