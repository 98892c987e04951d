package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.EventRelation;
import org.onrecord.model.EventType;
import org.onrecord.model.ParticipantRole;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;

@Input("EventInput")
@Description(
        "An event, identified by the slug. A field without a value keeps the stored value. A list replaces the stored"
                + " list.")
public record EventInput(
        @NotNull
        @Pattern(regexp = Patterns.SLUG)
        @Size(max = MaxLength.KEY)
        @Description("The unique, readable key, for example `helsinki-summit-2018`.")
        String slug,

        @NotBlank
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The name of the event.")
        String name,

        @NotNull @Description("The type of the event.") EventType type,

        @Printable @Size(max = MaxLength.SUMMARY) @Description("A description in one or two sentences.")
        String description,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Size(max = MaxLength.LANGUAGE)
        @Description("The language of `name` and `description` as a BCP 47 tag. The default of a new event is `en`.")
        String inLanguage,

        @Description("The day the event happened or began.") LocalDate startDate,

        @Description("The day the event ended.") LocalDate endDate,

        @Printable(isName = true) @Size(max = MaxLength.NAME) @Description("The place of the event, as a place name.")
        String location,

        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @Description("The official identifier: a case number, a docket number or a document number.")
        String identifier,

        @Pattern(regexp = Patterns.WIKIDATA_ID)
        @Size(max = MaxLength.KEY)
        @Description("The id of the Wikidata item, for example `Q699872`.")
        String wikidataId,

        @Description("URLs of public documents and reference pages about the event.")
        List<@Size(max = MaxLength.URL) @Pattern(regexp = Patterns.URL) String> sameAs,

        @Description("Other names of the event.") List<@Valid EventNameInput> alternateNames,

        @Valid @Description("The event that this event is a part of.")
        EventReference superEvent,

        @Description("The people who take part in the event.")
        List<@Valid EventParticipantInput> participants,

        @Description("The links from this event to other events.")
        List<@Valid EventLinkInput> links)
        implements EventFields {

    @Input("EventNameInput")
    @Description("Another name of an event.")
    public record EventNameInput(
            @NotBlank
            @Printable(isName = true)
            @Size(max = MaxLength.NAME)
            @MaxBytes(MaxLength.INDEXED_BYTES)
            @Description("The name as written.")
            String name,

            @Pattern(regexp = Patterns.LANGUAGE)
            @Size(max = MaxLength.LANGUAGE)
            @Description(
                    "The language of the name as a BCP 47 tag. Omit it if the name belongs to no particular language.")
            String inLanguage) {}

    @Input("EventParticipantInput")
    @Description("The participation of a person in the event.")
    public record EventParticipantInput(
            @NotNull @Valid @Description("The person who takes part.")
            PersonReference person,

            @NotNull @Description("The role of the person in the event.")
            ParticipantRole role) {}

    @Input("EventLinkInput")
    @Description("A link from the event to another event.")
    public record EventLinkInput(
            @NotNull @Description("The relation to the other event, for example CHARGES.")
            EventRelation relation,

            @NotNull @Valid @Description("The other event.") EventReference event) {}
}
