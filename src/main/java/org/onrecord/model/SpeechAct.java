package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("What a speaker does by making a statement (after the verbal actions of CAMEO).")
public enum SpeechAct {
    @Description("States or comments, without any of the other acts.")
    STATEMENT,
    @Description("Denies an accusation or a fact.")
    DENIAL,
    @Description("Admits or acknowledges something held against the speaker or the speaker's side.")
    ADMISSION,
    @Description("Accuses, or claims wrongdoing.")
    ALLEGATION,
    @Description("Criticises or denounces.")
    CRITICISM,
    @Description("Praises or endorses.")
    PRAISE,
    @Description("Defends the speaker or someone else.")
    DEFENSE,
    @Description("Demands or calls for action.")
    DEMAND,
    @Description("Promises or offers.")
    PROMISE,
    @Description("Threatens.")
    THREAT,
    @Description("Rejects a demand, a proposal or a finding.")
    REJECTION,
    @Description("Apologises or retracts.")
    APOLOGY,
    @Description("Declines to comment.")
    NO_COMMENT,
    @Description("Performs an act that has no value of its own.")
    OTHER;

    /**
     * Whether the words that an article reports can be those that the speaker does not hold: "denied that it rained",
     * "declined to discuss it".
     */
    public boolean denies() {
        return this == DENIAL || this == REJECTION || this == NO_COMMENT;
    }
}
