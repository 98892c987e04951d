package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The role of a person in an event.")
public enum ParticipantRole {
    @Description("Is charged or sued.")
    DEFENDANT,
    @Description("Sues.")
    PLAINTIFF,
    @Description("Brings the charges or leads the investigation.")
    PROSECUTOR,
    @Description("Presides over the case.")
    JUDGE,
    @Description("Testifies.")
    WITNESS,
    @Description("Invites the other participants or provides the venue.")
    HOST,
    @Description("Attends.")
    ATTENDEE,
    @Description("Speaks to the public.")
    SPEAKER,
    @Description("Stands for election.")
    CANDIDATE,
    @Description("Is the person whom the event is about: the person who is appointed, investigated or reported on.")
    SUBJECT,
    @Description("Is harmed.")
    VICTIM,
    @Description("Takes part in a role that has no value of its own.")
    OTHER
}
