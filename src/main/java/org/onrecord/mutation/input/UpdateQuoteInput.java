package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/** Changes a quote. */
@Input("UpdateQuoteInput")
@Description(
        "What to change of a quote: what is left out stays as it is, null removes it, and a list replaces the one there.")
public record UpdateQuoteInput(
        @NotNull @Id @Description("The quote's global id.") String id,

        @NotNull @Description("The version that the change is made to; if it is no longer that, the change is refused.")
        Integer version,

        @Pattern(regexp = Patterns.NOT_BLANK) @Description("What was said.")
        String text,

        @Description("Whether the words themselves are quoted, their content is reported, or both.")
        QuoteType type,

        @Description("What the speaker does by saying it.") SpeechAct speechAct,

        @Valid @Description("Who said it.") PersonReference speaker,

        @Description("As what the speaker spoke.") String speakerRole,

        @Description("The source as printed.") String attributionText,

        @Description("The words that introduce the quote.") String cue,

        @Description("When it was said.") LocalDate spokenAt,

        @Description("How much of `spokenAt` is known; DAY where it is left out.")
        DatePrecision spokenAtPrecision,

        @Valid @Description("The event at which it was said.")
        EventReference occasion,

        @DecimalMin("0") @DecimalMax("1") @Description("How sure the extraction is, from 0 to 1.")
        Double confidence,

        @Description("The events it is about.") List<@Valid EventReference> topics) {}
