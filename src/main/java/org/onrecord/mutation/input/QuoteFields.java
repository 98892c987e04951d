package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/** The components for the attributes of a {@link Quote}, in inputs that create and in inputs that update. */
public interface QuoteFields {

    String text();

    String inLanguage();

    QuoteType type();

    SpeechAct speechAct();

    PersonReference speaker();

    String speakerRole();

    String attributionText();

    String cue();

    LocalDate spokenAt();

    DatePrecision spokenAtPrecision();

    LocalDate spokenAfter();

    LocalDate spokenBefore();

    EventReference occasion();

    Double confidence();

    Boolean corrected();

    List<EventReference> topics();
}
