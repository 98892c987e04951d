package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The type of an event.")
public enum EventType {
    @Description("A meeting of heads of state or government.")
    SUMMIT,
    @Description("Statements to the press, with questions.")
    PRESS_CONFERENCE,
    @Description("A formal charge by a grand jury or a prosecutor.")
    INDICTMENT,
    @Description("A person is taken into custody.")
    ARREST,
    @Description("A civil case is filed.")
    LAWSUIT,
    @Description("A court hears a case.")
    TRIAL,
    @Description("A court or a jury decides a case.")
    VERDICT,
    @Description("An official inquiry.")
    INVESTIGATION,
    @Description("A vote for an office or a parliament.")
    ELECTION,
    @Description("An intrusion into computer systems or an attack on them, or a campaign of such attacks.")
    CYBERATTACK,
    @Description("A public demonstration.")
    PROTEST,
    @Description("Physical violence against people or places.")
    ATTACK,
    @Description("A measure that restricts trade, money or travel.")
    SANCTION,
    @Description("A treaty, a deal or an accord.")
    AGREEMENT,
    @Description("A speech, or a statement that is read to an audience.")
    SPEECH,
    @Description("A person leaves an office.")
    RESIGNATION,
    @Description("A report or an assessment is published.")
    REPORT,
    @Description("A person is named to an office.")
    APPOINTMENT,
    @Description("An event whose type has no value of its own.")
    OTHER
}
