package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.EventType;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;

/** Changes an event. */
@Input("UpdateEventInput")
@Description(
        "What to change of an event: what is left out stays as it is, null removes it, and a list replaces the one there.")
public record UpdateEventInput(
        @NotNull @Id @Description("The event's global id.") String id,

        @NotNull @Description("The version that the change is made to; if it is no longer that, the change is refused.")
        Integer version,

        @Size(min = 1)
        @Pattern(regexp = Patterns.SLUG)
        @Description("Another unique key; the old one still finds the event.")
        String slug,

        @Pattern(regexp = Patterns.NOT_BLANK) @Description("The name.")
        String name,

        @Description("What kind of event it is.") EventType type,

        @Description("What happened.") String description,

        @Pattern(regexp = Patterns.LANGUAGE) @Description("The language as a BCP 47 tag.")
        String inLanguage,

        @Description("The day the event happened or began.") LocalDate startDate,

        @Description("The day the event ended.") LocalDate endDate,

        @Description("Where it happened.") String location,

        @Description("What officials call it.") String identifier,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Description("The Wikidata item.")
        String wikidataId,

        @Description("URLs of the documents that establish the event.")
        List<@Pattern(regexp = Patterns.URL) String> sameAs,

        @Valid @Description("The event that this one is a part of.")
        EventReference superEvent,

        @Description("The people who take part.") List<@Valid EventParticipantInput> participants) {}
