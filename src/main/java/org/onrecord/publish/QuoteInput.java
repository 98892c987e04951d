package org.onrecord.publish;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.quote.DatePrecision;
import org.onrecord.quote.Quote;
import org.onrecord.quote.QuoteType;
import org.onrecord.quote.SpeechAct;

/** A {@link Quote}, known by who said it and its words. {@code spokenAtPrecision} is DAY where it is left out. */
@RegisterForReflection
public record QuoteInput(
        @NotBlank String text,
        @NotNull QuoteType type,
        @NotNull SpeechAct speechAct,
        Reference speaker,
        String speakerRole,
        String attributionText,
        String cue,
        LocalDate spokenAt,
        DatePrecision spokenAtPrecision,
        Reference occasion,
        List<@NotNull Reference> topics) {

    public QuoteInput {
        spokenAtPrecision = spokenAt != null && spokenAtPrecision == null ? DatePrecision.DAY : spokenAtPrecision;
        topics = topics == null ? List.of() : topics;
    }
}
