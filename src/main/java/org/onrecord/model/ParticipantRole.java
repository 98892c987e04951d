package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("As what a person takes part in an event.")
public enum ParticipantRole {
    @Description("Is charged or sued.")
    DEFENDANT,
    @Description("Sues.")
    PLAINTIFF,
    @Description("Brings or leads the charges or the investigation.")
    PROSECUTOR,
    @Description("Presides over the case.")
    JUDGE,
    @Description("Testifies.")
    WITNESS,
    @Description("Invites the others or provides the place.")
    HOST,
    @Description("Is there.")
    ATTENDEE,
    @Description("Speaks to the public.")
    SPEAKER,
    @Description("Stands for election.")
    CANDIDATE,
    @Description("Is whom the event is about: the one appointed, investigated, reported on.")
    SUBJECT,
    @Description("Is harmed.")
    VICTIM,
    @Description("Takes part in a way the other roles do not name.")
    OTHER
}
