package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.RejectedQuote;
import org.onrecord.mutation.input.RejectQuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

/** Confirms and rejects quotes that the service read. */
final class QuoteReview {

    private final WriteContext context;
    private final UnitOfWork unitOfWork;

    QuoteReview(WriteContext context) {
        this.context = context;
        this.unitOfWork = context.unitOfWork();
    }

    /** Makes a quote and its appearances those of a person. */
    void confirm(Quote quote) {
        quote.confidence = null;
        for (QuoteAppearance appearance : read(quote)) {
            unitOfWork.persistPart(unitOfWork.register(appearance.article), appearance);
            appearance.confidence = null;
        }
    }

    /**
     * Deletes the appearances of a quote that were read, and remembers them in their articles.
     *
     * @return the articles
     */
    List<Article> reject(Quote quote, RejectQuoteInput input) {
        Article only = input.article() == null
                ? null
                : new ArticleWriter(context).find(input.article(), FieldPath.INPUT.field("article"));
        List<Article> articles = new ArrayList<>();
        for (QuoteAppearance appearance : read(quote)) {
            if (only == null || appearance.article.id.equals(only.id)) {
                Article article = unitOfWork.register(appearance.article);
                reject(article, appearance);
                if (!articles.contains(article)) {
                    articles.add(article);
                }
            }
        }
        if (articles.isEmpty()) {
            throw FieldPath.INPUT
                    .field("id")
                    .error("is the id of a quote that was not read"
                            + (only == null ? "" : " in this article")
                            + ", or was confirmed: use `deleteQuote`, or publish the article without it");
        }
        return articles;
    }

    private void reject(Article article, QuoteAppearance appearance) {
        RejectedQuote rejected = new RejectedQuote();
        rejected.article = article;
        rejected.exact = appearance.exact;
        rejected.prefix = appearance.prefix;
        rejected.suffix = appearance.suffix;
        unitOfWork.persistPart(article, rejected);
        unitOfWork.removePart(article, appearance);
    }

    private List<QuoteAppearance> read(Quote quote) {
        return QuoteAppearance.list("quote = ?1 and confidence is not null order by id", quote);
    }
}
