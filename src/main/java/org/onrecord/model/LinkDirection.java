package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("From which end of a link between two events it is read.")
public enum LinkDirection {
    @Description("The event is the subject of the relation: it charges, finds, follows.")
    OUTGOING,
    @Description("The event is the object of the relation: it is charged, found, followed.")
    INCOMING
}
