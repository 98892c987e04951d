package org.onrecord.query;

import org.eclipse.microprofile.graphql.Description;

@Description("What connects two nodes of a path. OUTGOING steps read as described, INCOMING ones the other way.")
public enum PathStepKind {
    @Description("The quote was said by the person; the label is its speech act.")
    SPEAKER,
    @Description("The quote is about the event.")
    TOPIC,
    @Description("The quote was said at the event.")
    OCCASION,
    @Description("The person takes part in the event; the label is the role.")
    PARTICIPATION,
    @Description("The event is linked to the other; the label is the relation.")
    LINK,
    @Description("The event is a part of the other.")
    SUPER_EVENT,
    @Description("The quote stands in the article.")
    APPEARANCE,
    @Description("The article is about the person or mentions them; the label says which.")
    MENTION,
    @Description("The article reports the event.")
    COVERAGE,
    @Description("The article repeats the other or is syndicated from it.")
    BASED_ON
}
