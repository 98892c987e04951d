package org.onrecord.subscription;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.SubscriptionField;

/** The subscriptions: what is published, when it is. */
@Singleton
public class PublicationSubscriptions implements FieldProvider {

    @Override
    public List<SubscriptionField> subscriptionFields() {
        return List.of(
                new SubscriptionField(
                        "quotePublished",
                        Quote.class,
                        "Each quote that is new from now on, once, as soon as it can be read. Another appearance of a quote"
                                + " that is known is no new quote."),
                new SubscriptionField(
                        "articlePublished",
                        Article.class,
                        "Each article that is new from now on, once, as soon as it can be read. A change of an article that is"
                                + " known is no new article."));
    }
}
