package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("What kind of event it is.")
public enum EventType {
    @Description("A meeting of heads of state or government.")
    SUMMIT,
    @Description("Statements to and questions from the press.")
    PRESS_CONFERENCE,
    @Description("A formal charge by a grand jury or prosecutor.")
    INDICTMENT,
    @Description("A person is taken into custody.")
    ARREST,
    @Description("A civil case is brought.")
    LAWSUIT,
    @Description("A case is heard in court.")
    TRIAL,
    @Description("A court or jury decides a case.")
    VERDICT,
    @Description("An official inquiry.")
    INVESTIGATION,
    @Description("A vote for an office or a parliament.")
    ELECTION,
    @Description("An intrusion into or attack on computer systems, or a campaign of them.")
    CYBERATTACK,
    @Description("A public demonstration.")
    PROTEST,
    @Description("Physical violence against people or places.")
    ATTACK,
    @Description("A measure that restricts trade, money or travel.")
    SANCTION,
    @Description("A treaty, deal or accord.")
    AGREEMENT,
    @Description("A speech or a statement read to an audience.")
    SPEECH,
    @Description("Someone leaves an office.")
    RESIGNATION,
    @Description("A report or assessment is published.")
    REPORT,
    @Description("Someone is named to an office.")
    APPOINTMENT,
    @Description("An event of a kind the other types do not name.")
    OTHER
}
