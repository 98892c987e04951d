package org.onrecord.mutation.input;

import java.time.OffsetDateTime;
import java.util.List;

import org.onrecord.model.Article;
import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleInput.RejectedQuoteInput;

/** The components for the attributes of an {@link Article}, in inputs that create and in inputs that update. */
public interface ArticleFields {

    String headline();

    String publisher();

    String byline();

    String section();

    OffsetDateTime datePublished();

    OffsetDateTime dateModified();

    String abstract_();

    String image();

    String license();

    ArticleReference isBasedOn();

    List<ArticleMentionInput> mentions();

    List<EventReference> coverage();

    List<RejectedQuoteInput> rejectedQuotes();
}
