package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Visible;

@Input("UpdateQuoteInput")
@Description(
        "The new values of a quote. An omitted field keeps the stored value, null removes it, and a list replaces the"
                + " stored list.")
public record UpdateQuoteInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the quote.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @Pattern(regexp = Patterns.NOT_BLANK) @Visible @Size(max = MaxLength.STATEMENT) @Description("The statement.")
        String text,

        @Size(max = MaxLength.LANGUAGE)
        @Pattern(regexp = Patterns.LANGUAGE)
        @Description("The language of `text` as a BCP 47 tag.")
        String inLanguage,

        @Description("Whether the quote gives the speaker's own words, the reported content, or both.")
        QuoteType type,

        @Description("The speech act: what the speaker does by making the statement.")
        SpeechAct speechAct,

        @Valid @Description("The speaker.") PersonReference speaker,

        @Visible @Size(max = MaxLength.NAME) @Description("The role in which the speaker spoke.")
        String speakerRole,

        @Visible @Size(max = MaxLength.NAME) @MaxBytes(MaxLength.INDEXED_BYTES) @Description("The source as printed.")
        String attributionText,

        @Visible @Size(max = MaxLength.NAME) @Description("The cue: the words that introduce the quote.")
        String cue,

        @Description("The date of the statement.") LocalDate spokenAt,

        @Description("The precision of `spokenAt`. The default is DAY.")
        DatePrecision spokenAtPrecision,

        @Description("The date from which on a statement whose day is unknown was made.")
        LocalDate spokenAfter,

        @Description("The date by which a statement whose day is unknown was made.")
        LocalDate spokenBefore,

        @Valid @Description("The event at which the statement was made.")
        EventReference occasion,

        @DecimalMin("0") @DecimalMax("1") @Description("The confidence of automatic extraction, from 0 to 1.")
        Double confidence,

        @Description(
                "Whether articles that report the quote differently at the same place do not change it. The default"
                        + " is true if the update changes the words, source, date or sense of the quote.")
        Boolean corrected,

        @Description("The events that the quote is about.") List<@Valid EventReference> topics)
        implements NodeVersion, QuoteFields {}
