package org.onrecord.publishing.statement;

import java.util.Objects;

import org.onrecord.model.Event;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;

/**
 * What tells apart the statements of one source with the same words: how the words are meant, when, and at which event
 * they were said. The last {@code quote_is_made_once_at_a_time} of the migrations has the same rules.
 *
 * @param cueDenies whether the cue of a denial in reported words denies these words; null if it is unknown, and for
 *     other statements
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

    /** Whether both can be those of one statement. */
    public boolean agreesWith(Circumstances other) {
        return !isOppositeOf(other) && days.overlaps(other.days) && occasionAgreesWith(other);
    }

    /**
     * The words of "denied that she took it" are those of "said that she took it", and mean the opposite. The speaker's
     * own words say themselves what they deny. "Denied that she never paid" and "said that she never paid" are both
     * denials, and mean the opposite too.
     */
    private boolean isOppositeOf(Circumstances other) {
        if (cueDenies != null && other.cueDenies != null) {
            return !cueDenies.equals(other.cueDenies);
        }
        return denies() != other.denies() && (denies() ? this : other).type != QuoteType.DIRECT;
    }

    public boolean denies() {
        return speechAct.denies();
    }

    /** Whether both deny the same words, or say them, or leave it unknown. */
    public boolean deniesWordsAs(Circumstances other) {
        return Objects.equals(deniesWords(), other.deniesWords());
    }

    private Boolean deniesWords() {
        return type == QuoteType.DIRECT ? Boolean.FALSE : cueDenies;
    }

    private boolean occasionAgreesWith(Circumstances other) {
        return occasion == null || other.occasion == null || hasSameOccasion(other);
    }

    public boolean hasSameOccasion(Circumstances other) {
        return occasion != null && other.occasion != null && occasion.id.equals(other.occasion.id);
    }

    public Circumstances withDays(Days other) {
        return new Circumstances(type, speechAct, cueDenies, date, other, occasion);
    }

    public Circumstances withOccasion(Event other) {
        return new Circumstances(type, speechAct, cueDenies, date, days, other);
    }
}
