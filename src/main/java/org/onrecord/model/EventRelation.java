package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The relation of one event to another.")
public enum EventRelation {
    @Description("An indictment or a lawsuit charges an act.")
    CHARGES,
    @Description("An investigation examines an act.")
    INVESTIGATES,
    @Description("An event belongs to a larger event without being planned as a part of it.")
    PART_OF,
    @Description("An event is a consequence of an earlier event.")
    FOLLOWS,
    @Description("An event is a response to another event.")
    RESPONDS_TO,
    @Description("A report or verdict finds that an act happened.")
    FINDS
}
