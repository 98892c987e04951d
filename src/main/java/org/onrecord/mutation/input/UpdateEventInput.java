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
import org.onrecord.mutation.input.EventInput.EventNameInput;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;

@Input("UpdateEventInput")
@Description(
        "The new values of an event. An omitted field keeps the stored value, null removes it, and a list replaces the"
                + " stored list. To change links, use `linkEvents` and `unlinkEvents`.")
public record UpdateEventInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the event.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @Size(min = 1, max = MaxLength.KEY)
        @Pattern(regexp = Patterns.SLUG)
        @Description("A new slug. The old slug still finds the event.")
        String slug,

        @Pattern(regexp = Patterns.NOT_BLANK)
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The name of the event.")
        String name,

        @Description("The type of the event.") EventType type,

        @Printable @Size(max = MaxLength.SUMMARY) @Description("A description in one or two sentences.")
        String description,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Size(max = MaxLength.LANGUAGE)
        @Description("The language of `name` and `description` as a BCP 47 tag.")
        String inLanguage,

        @Description("The day the event happened or began.") LocalDate startDate,

        @Description("The day the event ended.") LocalDate endDate,

        @Printable(isName = true) @Size(max = MaxLength.NAME) @Description("The place of the event, as a place name.")
        String location,

        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @Description("The official identifier: a case number, a docket number or a document number.")
        String identifier,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Size(max = MaxLength.KEY) @Description("The id of the Wikidata item.")
        String wikidataId,

        @Description("URLs of public documents and reference pages about the event.")
        List<@Size(max = MaxLength.URL) @Pattern(regexp = Patterns.URL) String> sameAs,

        @Description("Other names of the event.") List<@Valid EventNameInput> alternateNames,

        @Valid @Description("The event that this event is a part of.")
        EventReference superEvent,

        @Description("The people who take part in the event.")
        List<@Valid EventParticipantInput> participants)
        implements NodeVersion, EventFields {}
