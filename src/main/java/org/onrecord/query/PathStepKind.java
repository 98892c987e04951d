package org.onrecord.query;

import org.eclipse.microprofile.graphql.Description;

@Description(
        "The kind of a connection between two nodes of a path. The descriptions apply to OUTGOING steps. An INCOMING"
                + " step has the opposite direction.")
public enum PathStepKind {
    @Description("From a quote to its speaker. The label is the speech act of the quote.")
    SPEAKER,
    @Description("From a quote to an event that the quote is about.")
    TOPIC,
    @Description("From a quote to the event at which it was said.")
    OCCASION,
    @Description("From a person to an event with that participant. The label is the role.")
    PARTICIPATION,
    @Description("From an event to a linked event. The label is the relation.")
    LINK,
    @Description("From an event to the event that it is a part of.")
    SUPER_EVENT,
    @Description("From a quote to an article that contains it.")
    APPEARANCE,
    @Description("From an article to a person in it. The label says whether the article is ABOUT the person or MENTIONS"
            + " the person.")
    MENTION,
    @Description("From an article to an event that it covers.")
    COVERAGE,
    @Description("From an article to the article that it is based on.")
    BASED_ON
}
