package org.onrecord.reading;

import java.util.List;

/**
 * What a {@link Reader} found in an article.
 *
 * @param quotes in the order of their places; a quote can contain another: A says that B said something
 * @param mentions the people that the article names, in the order of their first mentions
 */
public record Reading(List<ReadQuote> quotes, List<NamedMention> mentions) {

    public Reading {
        quotes = List.copyOf(quotes);
        mentions = List.copyOf(mentions);
    }
}
