package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.Event;
import org.onrecord.model.EventRelation;
import org.onrecord.model.EventType;
import org.onrecord.model.ParticipantRole;

/** An {@link Event}, known by its slug. Its links are those that lead from it. */
@Input("EventInput")
@Description(
        "An event, known by the slug. What is left out stays as it is; a list that is given replaces the one there.")
public record EventInput(
        @NotNull @Pattern(regexp = Patterns.SLUG) @Description("The readable, unique key: `helsinki-summit-2018`.")
        String slug,

        @NotBlank @Description("The name of the event.") String name,

        @NotNull @Description("What kind of event it is.") EventType type,

        @Description("What happened, in a sentence or two.") String description,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Description("The language of `name` and `description` as a BCP 47 tag; `en` for a new event without one.")
        String inLanguage,

        @Description("The day the event happened or began.") LocalDate startDate,

        @Description("The day the event ended.") LocalDate endDate,

        @Description("Where it happened, as a place name.") String location,

        @Description("What officials call it: a case number, a docket, a document number.")
        String identifier,

        @Pattern(regexp = Patterns.WIKIDATA_ID) @Description("The event's Wikidata item: `Q699872`.")
        String wikidataId,

        @Description("URLs of the public documents that establish the event.")
        List<@Pattern(regexp = Patterns.URL) String> sameAs,

        @Valid @Description("The event that this one is a part of.")
        EventReference superEvent,

        @Description("The people who take part.") List<@Valid EventParticipantInput> participants,

        @Description("The links that lead from this event to others.")
        List<@Valid EventLinkInput> links) {

    /** A person's part in the event. */
    @Input("EventParticipantInput")
    @Description("A person's part in an event.")
    public record EventParticipantInput(
            @NotNull @Valid @Description("The person who takes part.")
            PersonReference person,

            @NotNull @Description("As what the person takes part.")
            ParticipantRole role) {}

    /** That the event charges, finds, follows ... another. */
    @Input("EventLinkInput")
    @Description("A link from an event to another.")
    public record EventLinkInput(
            @NotNull @Description("How the event is related to the other: it CHARGES it, say.")
            EventRelation relation,

            @NotNull @Valid @Description("The other event.") EventReference event) {}
}
