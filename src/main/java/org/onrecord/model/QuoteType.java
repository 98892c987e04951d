package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("How a quote reports a statement (PARC).")
public enum QuoteType {
    @Description("The speaker's own words, in quotation marks.")
    DIRECT,
    @Description("The content of the statement in the reporter's words.")
    INDIRECT,
    @Description("The reporter's words with words of the speaker in quotation marks.")
    MIXED
}
