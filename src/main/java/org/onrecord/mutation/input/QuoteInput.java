package org.onrecord.mutation.input;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.DatePrecision;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Visible;

@Input("QuoteInput")
@Description(
        "A quote, identified by its source, its language and its words in their normal form, and, as far as they are"
                + " known, by its date, its occasion, and whether it denies the words. If the quote is stored already,"
                + " the input adds an appearance. The stored quote takes the longer wording, the better date, the"
                + " topics, and values that it does not have yet. The payload lists the other values as `differences`."
                + " An input without `confidence` replaces the wording and the values of a quote that was read. An"
                + " input with `confidence` changes nothing of a quote that a person recorded or confirmed.")
public record QuoteInput(
        @NotBlank @Visible @Size(max = MaxLength.STATEMENT) @Description("The statement.")
        String text,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Size(max = MaxLength.LANGUAGE)
        @Description("The language of `text` as a BCP 47 tag. The default is the language of the article.")
        String inLanguage,

        @NotNull @Description("Whether the quote gives the speaker's own words, the reported content, or both.")
        QuoteType type,

        @NotNull @Description("The speech act: what the speaker does by making the statement.")
        SpeechAct speechAct,

        @Valid @Description("The speaker. Omit it if the source is not a known person, and give `attributionText`.")
        PersonReference speaker,

        @Visible
        @Size(max = MaxLength.NAME)
        @Description("The role in which the speaker spoke, for example `President of Russia`.")
        String speakerRole,

        @Visible
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The source as printed, for example `the Kremlin`.")
        String attributionText,

        @Visible
        @Size(max = MaxLength.NAME)
        @Description("The cue: the words that introduce the quote, for example `said` or `denied`.")
        String cue,

        @Description(
                "Whether a denial denies `text`: true for `denied that`, false for `said that`. The default is what"
                        + " the `cue` tells. Exports have the value.")
        Boolean cueDenies,

        @Description("The date of the statement.") LocalDate spokenAt,

        @Description("The precision of `spokenAt`. The default is DAY.")
        DatePrecision spokenAtPrecision,

        @Description(
                "The date from which on a statement whose day is unknown was made. The default is unknown, and a week"
                        + " before `spokenBefore` for brief words and for a source that is not a known person.")
        LocalDate spokenAfter,

        @Description(
                "The date by which a statement whose day is unknown was made. The default is the day of the article, in"
                        + " UTC.")
        LocalDate spokenBefore,

        @Description(
                "The first day on which all known reports of the statement agree: a day in a report can be the next"
                        + " one too. The default is what the date says. Exports have the value.")
        LocalDate possibleFrom,

        @Description(
                "The last day on which all known reports of the statement agree. The default is what the date says."
                        + " Exports have the value.")
        LocalDate possibleUntil,

        @Valid @Description("The event at which the statement was made.")
        EventReference occasion,

        @DecimalMin("0") @DecimalMax("1") @Description("The confidence of automatic extraction, from 0 to 1.")
        Double confidence,

        @Description(
                "Whether an editor has changed the words, source, date or sense that articles report. Articles that"
                        + " report the quote differently at the same place do not change it. An input with true"
                        + " replaces all values of the quote. Exports have the value. The default is false.")
        Boolean corrected,

        @Description("The events that the quote is about. They are added to the stored topics.")
        List<@Valid EventReference> topics)
        implements QuoteFields {

    // Accessors set the defaults. A compact constructor would do so too, but compilers newer than JDK 17 mark its
    // parameters as mandated, and JDK 17 then finds no generic type for lists.

    @Override
    public DatePrecision spokenAtPrecision() {
        return spokenAt != null && spokenAtPrecision == null ? DatePrecision.DAY : spokenAtPrecision;
    }

    @Override
    public List<EventReference> topics() {
        return topics == null ? List.of() : topics;
    }
}
