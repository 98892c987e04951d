package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("How much of a quote is the speaker's own words (PARC).")
public enum QuoteType {
    @Description("The words themselves, between quotation marks.")
    DIRECT,
    @Description("The content, in the reporter's words.")
    INDIRECT,
    @Description("The reporter's words around words of the speaker.")
    MIXED
}
