package org.onrecord.publishing.statement;

import java.util.Arrays;
import java.util.Objects;

import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/**
 * What tells apart the statements of one source with the same words: how the words are meant, when, and at which event
 * they were said. The last {@code quote_is_made_once_at_a_time} of the migrations has the same rules.
 *
 * @param cueDenies whether a denial denies the words, as far as its cue and its reports tell: "denied that" denies
 *     them, "said that" says them; null if it is unknown, and for other statements
 * @param days those on which it may have been said
 * @param occasion null if it is unknown
 */
public record Circumstances(
        QuoteType type, SpeechAct speechAct, Boolean cueDenies, SpokenDate date, Days days, Event occasion) {

    public static Circumstances of(Quote quote) {
        return new Circumstances(
                quote.type, quote.speechAct, quote.cueDenies, SpokenDate.of(quote), Days.of(quote), quote.occasion);
    }

    /** The circumstances of a report. */
    public static Circumstances of(QuoteType type, SpeechAct speechAct, String cue, SpokenDate date, Event occasion) {
        return new Circumstances(type, speechAct, cueDenies(type, speechAct, cue), date, date.days(), occasion);
    }

    public static Boolean cueDenies(QuoteType type, SpeechAct speechAct, String cue) {
        return type != QuoteType.DIRECT && speechAct.denies() ? DenyingCue.denies(cue) : null;
    }

    /**
     * Whether a quote that is a denial denies its words, as far as its cue and its reports tell. The words that one
     * report says are not those that another one denies, so a quote remembers what it has been told once. An article
     * that reports the words as no denial says them.
     *
     * @param reports those of the quote, or what is known by them
     */
    public static Boolean cueDenies(Quote quote, Circumstances... reports) {
        if (!quote.speechAct.denies()) {
            return null;
        }
        Boolean told = Arrays.stream(reports)
                .map(Circumstances::cueDenies)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> cueDenies(quote.type, quote.speechAct, quote.cue));
        return told == null && !Arrays.stream(reports).allMatch(Circumstances::denies) ? Boolean.FALSE : told;
    }

    /** Whether both can be those of one statement. */
    public boolean agreesWith(Circumstances other) {
        return !isOppositeOf(other) && days.overlaps(other.days) && occasionAgreesWith(other);
    }

    /**
     * The words of "denied that she took it" are those of "said that she took it", and mean the opposite. The speaker's
     * own words say themselves what they deny, unless another report denies them. "Denied that she never paid" and
     * "said that she never paid" are both denials, and mean the opposite too.
     */
    private boolean isOppositeOf(Circumstances other) {
        if (cueDenies != null && other.cueDenies != null) {
            return !cueDenies.equals(other.cueDenies);
        }
        Circumstances denial = denies() ? this : other;
        return denies() != other.denies() && (denial.type != QuoteType.DIRECT || Boolean.TRUE.equals(denial.cueDenies));
    }

    public boolean denies() {
        return speechAct.denies();
    }

    /** Whether both deny the same words, or say them, or leave it unknown. */
    public boolean deniesWordsAs(Circumstances other) {
        return Objects.equals(deniesWords(), other.deniesWords());
    }

    private Boolean deniesWords() {
        return cueDenies == null && type == QuoteType.DIRECT ? Boolean.FALSE : cueDenies;
    }

    private boolean occasionAgreesWith(Circumstances other) {
        return occasion == null || other.occasion == null || hasSameOccasion(other);
    }

    public boolean hasSameOccasion(Circumstances other) {
        return occasion != null && other.occasion != null && occasion.id.equals(other.occasion.id);
    }

    public Circumstances withCueDenies(Boolean other) {
        return new Circumstances(type, speechAct, other, date, days, occasion);
    }

    public Circumstances withDays(Days other) {
        return new Circumstances(type, speechAct, cueDenies, date, other, occasion);
    }

    public Circumstances withOccasion(Event other) {
        return new Circumstances(type, speechAct, cueDenies, date, days, other);
    }
}
