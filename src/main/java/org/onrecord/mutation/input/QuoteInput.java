package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/** A {@link Quote}, known by who said it and its words. */
@Input("QuoteInput")
@Description(
        "A quote, known by who said it and its words, whatever their case and punctuation: if it is in the graph already,"
                + " this is another appearance of it. The longest wording is shown and the earliest date kept.")
public record QuoteInput(
        @NotBlank @Description("What was said.") String text,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Description("The language of `text` as a BCP 47 tag; that of the article where it is left out.")
        String inLanguage,

        @NotNull @Description("Whether the words themselves are quoted, their content is reported, or both.")
        QuoteType type,

        @NotNull @Description("What the speaker does by saying it.")
        SpeechAct speechAct,

        @Valid
        @Description("Who said it; left out where the source is no known person, and `attributionText` names it.")
        PersonReference speaker,

        @Description("As what the speaker spoke: `President of Russia`.")
        String speakerRole,

        @Description("The source as printed: `the Kremlin`.")
        String attributionText,

        @Description("The words that introduce the quote: `said`, `denied`.")
        String cue,

        @Description("When it was said.") LocalDate spokenAt,

        @Description("How much of `spokenAt` is known; DAY where it is left out.")
        DatePrecision spokenAtPrecision,

        @Valid @Description("The event at which it was said.")
        EventReference occasion,

        @DecimalMin("0") @DecimalMax("1") @Description("How sure the extraction is, from 0 to 1.")
        Double confidence,

        @Description("The events it is about; they are added to those that are known.")
        List<@Valid EventReference> topics) {

    // Defaults by accessors, not by a compact constructor: newer compilers mark the parameters of that, and JDK 17
    // then finds no type for the elements of a list.

    @Override
    public DatePrecision spokenAtPrecision() {
        return spokenAt != null && spokenAtPrecision == null ? DatePrecision.DAY : spokenAtPrecision;
    }

    @Override
    public List<EventReference> topics() {
        return topics == null ? List.of() : topics;
    }
}
