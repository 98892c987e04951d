package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("How one event is related to another.")
public enum EventRelation {
    @Description("An indictment or lawsuit charges an act.")
    CHARGES,
    @Description("An investigation looks into an act.")
    INVESTIGATES,
    @Description("An event belongs to a larger one without being planned as a part of it.")
    PART_OF,
    @Description("An event comes after another and would not be without it.")
    FOLLOWS,
    @Description("An event answers another.")
    RESPONDS_TO,
    @Description("A report or verdict finds that an act happened.")
    FINDS
}
