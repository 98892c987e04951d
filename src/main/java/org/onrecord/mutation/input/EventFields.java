package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import org.onrecord.model.Event;
import org.onrecord.model.EventType;
import org.onrecord.mutation.input.EventInput.EventNameInput;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;

/** The components for the attributes of an {@link Event}, in inputs that create and in inputs that update. */
public interface EventFields extends NamedEntityFields {

    EventType type();

    String inLanguage();

    LocalDate startDate();

    LocalDate endDate();

    String location();

    String identifier();

    List<EventNameInput> alternateNames();

    EventReference superEvent();

    List<EventParticipantInput> participants();
}
