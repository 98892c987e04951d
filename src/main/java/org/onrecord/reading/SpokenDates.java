package org.onrecord.reading;

import java.time.LocalDate;

import org.onrecord.model.DatePrecision;
import org.onrecord.reading.attribution.sentence.Attribution;
import org.onrecord.reading.language.DateWords;
import org.onrecord.reading.language.DateWords.Role;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * The dates of statements, from the words around their cue that are not part of the statement: "said on Monday", "On
 * Oct. 27 she told". They are days up to the publication.
 */
final class SpokenDates {

    private static final int BEHIND = 14;
    private static final int BEFORE = 30;
    private static final int NEAR = 4;

    private final LocalDate published;
    private final DateWords words;

    /** @param published null gives no date */
    SpokenDates(LocalDate published, DateWords words) {
        this.published = published;
        this.words = words;
    }

    /** @param sentence the sentence with the cue */
    SpokenAt at(Sentence sentence, Attribution attribution) {
        if (published == null || attribution.cueUnit() < 0) {
            return null;
        }
        LocalDate date = behind(sentence, attribution);
        date = date == null ? before(sentence, attribution) : date;
        return date == null ? null : new SpokenAt(date, DatePrecision.DAY);
    }

    private LocalDate behind(Sentence sentence, Attribution attribution) {
        int cue = attribution.cueUnit();
        PrintedDates dates = new PrintedDates(sentence, words, published);
        boolean ofCue = true;
        int commas = 0;
        for (int i = cue + 1; i < Math.min(sentence.size(), cue + BEHIND); i++) {
            if (endsClause(sentence, i) || isContent(sentence.get(i), attribution)) {
                return null;
            }
            if (sentence.get(i).isComma()) {
                commas++;
                ofCue = isAdjunct(sentence, i + 1, dates.endOf(i + 1), commas > 1);
            }
            LocalDate date = ofCue ? dates.at(i) : null;
            if (date != null) {
                return isOfEvent(sentence, i) ? null : date;
            }
        }
        return null;
    }

    /**
     * Whether the words behind a comma belong to the cue: "said Reed, the mayor, on Monday". A date behind the first
     * comma may begin a clause: „..., am Montag werde“.
     *
     * @param dateEnd the end of the date with which they begin, or -1
     */
    private boolean isAdjunct(Sentence sentence, int start, int dateEnd, boolean isBehindApposition) {
        if (!words.has(Role.ADJUNCT) || dateEnd >= 0 && isBehindApposition) {
            return true;
        }
        int next = dateEnd < 0 ? start : dateEnd;
        boolean isWord = next < sentence.size() && sentence.get(next).isWord();
        return isWord ? words.is(Role.ADJUNCT, sentence.get(next).lower()) : dateEnd >= 0;
    }

    /** A clause has another verb: "said Reed, who resigned on Monday", „sagte Krause und trat am Montag zurück“. */
    private boolean endsClause(Sentence sentence, int i) {
        Unit unit = sentence.get(i);
        return unit.isQuotation() || unit.is(";") || words.is(Role.CLAUSE, unit.lower());
    }

    /** The date is in the part of the sentence with the cue, or in the first: "On Monday, Reed, the mayor, said". */
    private LocalDate before(Sentence sentence, Attribution attribution) {
        int cue = attribution.cueUnit();
        PrintedDates dates = new PrintedDates(sentence, words, published);
        for (int i = cue - 1; i >= Math.max(0, cue - BEFORE); i--) {
            LocalDate date = isContent(sentence.get(i), attribution) ? null : dates.at(i);
            if (date != null && !isOfEvent(sentence, i) && !isBetweenCommas(sentence, i, cue)) {
                return date;
            }
        }
        return null;
    }

    /** "Reed, arrested on Monday, said" */
    private boolean isBetweenCommas(Sentence sentence, int date, int cue) {
        return words.has(Role.ADJUNCT) && hasComma(sentence, date, cue) && hasComma(sentence, 0, date);
    }

    private static boolean hasComma(Sentence sentence, int from, int to) {
        return sentence.units().subList(from, to).stream().anyMatch(Unit::isComma);
    }

    /** „Vor dem Spiel am Samstag sagte Reed“ */
    private boolean isOfEvent(Sentence sentence, int date) {
        for (int i = date - 1; i >= Math.max(0, date - NEAR); i--) {
            Unit unit = sentence.get(i);
            if (unit.isComma() || unit.isQuotation()) {
                return false;
            }
            if (words.is(Role.OTHER_EVENT, unit.lower())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContent(Unit unit, Attribution attribution) {
        return unit.start() >= attribution.start() && unit.end() <= attribution.end();
    }
}
