package org.onrecord.query;

import org.eclipse.microprofile.graphql.Description;

@Description("The order of the results of a search.")
public enum SearchOrder {
    @Description("The most relevant node first.")
    RELEVANCE,
    @Description("The node with the latest date first: the day of a quote, of the publication of an article, or of the"
            + " start of an event. People and other nodes without a date come last.")
    DATE,
    @Description("The node with the earliest date first. People and other nodes without a date come last.")
    DATE_ASC
}
