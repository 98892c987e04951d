package org.onrecord.subscription;

import java.util.List;

import jakarta.inject.Singleton;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.traversal.graph.FieldProvider;
import org.onrecord.traversal.graph.SubscriptionField;

/** The fields of the subscription type. */
@Singleton
public class PublicationSubscriptions implements FieldProvider {

    @Override
    public List<SubscriptionField> subscriptionFields() {
        return List.of(
                new SubscriptionField(
                        "quotePublished",
                        Quote.class,
                        "Sends an event for every new quote, once, as soon as queries can read it. A new appearance"
                                + " of an existing quote sends no event."),
                new SubscriptionField(
                        "articlePublished",
                        Article.class,
                        "Sends an event for every new article, once, as soon as queries can read it. A change of an"
                                + " existing article sends no event."));
    }
}
