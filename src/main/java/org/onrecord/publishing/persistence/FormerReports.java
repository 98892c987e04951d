package org.onrecord.publishing.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.EntityManager;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.publishing.persistence.QuoteMatcher.QuoteKey;
import org.onrecord.publishing.statement.Circumstances;
import org.onrecord.publishing.statement.SameWords;
import org.onrecord.publishing.statement.SpokenDate;

/**
 * The reports that one transaction takes away from quotes, because their article is deleted, no longer reports the
 * quote, or gets another day. A quote without a day was made before its first report. If that was one of these, the
 * first of the reports that remain says by when it was made.
 */
final class FormerReports {

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final QuoteMatcher matcher;
    private final List<Long> quotes = new ArrayList<>();
    private final List<LocalDate> days = new ArrayList<>();

    FormerReports(EntityManager entityManager, UnitOfWork unitOfWork, QuoteMatcher matcher) {
        this.entityManager = entityManager;
        this.unitOfWork = unitOfWork;
        this.matcher = matcher;
    }

    /** @param datePublished the date that the article had when it reported the quote */
    void add(Long quote, OffsetDateTime datePublished) {
        quotes.add(quote);
        days.add(SpokenDate.day(datePublished));
    }

    /**
     * Adds the reports of an article.
     *
     * @return the ids of the quotes
     */
    List<Long> add(Article article, OffsetDateTime datePublished) {
        List<Long> reported = entityManager
                .createQuery("select distinct a.quote.id from QuoteAppearance a where a.article = ?1", Long.class)
                .setParameter(1, article)
                .getResultList();
        reported.forEach(quote -> add(quote, datePublished));
        return reported;
    }

    /** Locks the quotes and writes the days by which they were made. An editor's days remain. */
    void complete() {
        if (quotes.isEmpty()) {
            return;
        }
        unitOfWork.flush();
        lockQuotes();
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT q.id, to_char(min(a.date_published AT TIME ZONE 'UTC'), 'YYYY-MM-DD')"
                                + " FROM quote q JOIN quote_appearance ap ON ap.quote_id = q.id"
                                + " JOIN article a ON a.id = ap.article_id"
                                + " WHERE q.spoken_at_precision IS DISTINCT FROM 'DAY' AND NOT q.corrected"
                                + " AND (q.id, q.spoken_before) IN (SELECT id, day FROM unnest("
                                + "CAST(:quotes AS bigint[]), CAST(:days AS date[])) AS former (id, day))"
                                + " GROUP BY q.id"
                                + " HAVING min(CAST(a.date_published AT TIME ZONE 'UTC' AS date)) <> q.spoken_before"
                                + " ORDER BY q.id",
                        Object[].class)
                .setParameter("quotes", quotes.toArray(Long[]::new))
                .setParameter("days", days.toArray(LocalDate[]::new))
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            limit(Quote.findById(columns[0]), LocalDate.parse((String) columns[1]));
        }
    }

    /**
     * Waits for writers that add a report of these quotes or take one away. Of two that take away the last reports of a
     * quote at once, each would otherwise still see that of the other. Only later statements see what they wrote.
     */
    private void lockQuotes() {
        entityManager
                .createNativeQuery(
                        "SELECT id FROM quote WHERE id = ANY (CAST(:quotes AS bigint[])) ORDER BY id FOR UPDATE")
                .setParameter("quotes", quotes.toArray(Long[]::new))
                .getResultList();
    }

    private void limit(Quote quote, LocalDate before) {
        SpokenDate date = SpokenDate.of(quote).beforeReport(before, quote.text, quote.speaker != null);
        QuoteKey key = new QuoteKey(quote.text, quote.inLanguage, quote.speaker, quote.attributionText);
        // A quote with more days can become the same statement as another one. It keeps the days that it has.
        if (date.isPossible()
                && new SameWords(matcher.find(key))
                        .conflict(quote, Circumstances.of(quote).withDays(date.days()))
                        .isEmpty()) {
            unitOfWork.register(quote);
            quote.spokenAfter = date.after();
            quote.spokenBefore = date.before();
        }
    }
}
