package org.onrecord.publish;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.event.Event;
import org.onrecord.event.EventRelation;
import org.onrecord.event.EventType;
import org.onrecord.event.ParticipantRole;

/** An {@link Event}, known by its slug. Its links are those that lead from it; {@code inLanguage} is "en" if left out. */
@RegisterForReflection
public record EventInput(
        @NotNull @Pattern(regexp = Patterns.SLUG) String slug,
        @NotBlank String name,
        @NotNull EventType type,
        String description,
        @Pattern(regexp = Patterns.LANGUAGE) String inLanguage,
        LocalDate startDate,
        LocalDate endDate,
        String location,
        String identifier,
        @Pattern(regexp = Patterns.WIKIDATA_ID) String wikidataId,
        List<@Pattern(regexp = Patterns.URL) String> sameAs,
        Reference superEvent,
        List<@Valid ParticipantInput> participants,
        List<@Valid LinkInput> links) {

    public EventInput {
        inLanguage = inLanguage == null ? "en" : inLanguage;
        sameAs = sameAs == null ? List.of() : sameAs;
        participants = participants == null ? List.of() : participants;
        links = links == null ? List.of() : links;
    }

    /** A person's part in the event. */
    @RegisterForReflection
    public record ParticipantInput(
            @NotNull Reference person, @NotNull ParticipantRole role) {}

    /** That the event charges, finds, follows ... another. */
    @RegisterForReflection
    public record LinkInput(
            @NotNull EventRelation relation, @NotNull Reference event) {}
}
