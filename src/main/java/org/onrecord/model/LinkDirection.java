package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The direction of a link between two events, as seen from one of them.")
public enum LinkDirection {
    @Description("The event is the subject of the relation: it charges, finds or follows the other event.")
    OUTGOING,
    @Description("The event is the object of the relation: the other event charges, finds or follows it.")
    INCOMING
}
