package org.onrecord.reading.syntax;

import java.util.Set;
import java.util.regex.Pattern;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds where a noun phrase begins and ends, without relative clauses and appositions. */
final class PhraseBounds {

    private static final int MAX_LENGTH = 25;

    /** The tagger takes longer words for pronouns if it does not know them: "county clerks". */
    private static final int MAX_PRONOUN = 4;

    private static final Set<String> LINKS = Set.of("of", "for", "at", "in", "to", "from", "with", "on");

    private static final Pattern YEAR_OR_DAY = Pattern.compile("\\d{4}|\\d{1,2}");

    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private static final Set<String> PERIODS =
            Set.of("year", "month", "week", "night", "spring", "summer", "autumn", "winter", "season");

    private final Sentence sentence;
    private final Language language;

    PhraseBounds(Sentence sentence, Language language) {
        this.sentence = sentence;
        this.language = language;
    }

    /** Returns the longest noun phrase that ends before a unit, or null. */
    Range endingAt(int end) {
        int i = end - 1;
        if (i < 0) {
            return null;
        }
        if (sentence.has(i, Tag.PRON)) {
            return sentence.is(i, "it") && sentence.is(i - 1, "that") ? null : new Range(startOfPartitive(i), end);
        }
        if (!isHead(i) || isPredicate(i)) {
            return null;
        }
        while (i > 0 && end - i < MAX_LENGTH) {
            Unit unit = sentence.get(i - 1);
            boolean isLinked = i > 1 && isLink(i - 1);
            if (sentence.has(i, Tag.DET) && unit.tag() != Tag.DET && !isLinked) {
                break;
            }
            if (isPart(i - 1) || unit.tag() == Tag.PRON && isPossessivePronoun(unit)) {
                i--;
            } else if (i > 1 && isPart(i - 2) && isLink(i - 1)) {
                i -= 2;
            } else {
                break;
            }
        }
        return new Range(behindTime(i, end), end);
    }

    /** "On Monday Reed said", "In 2018 Reed said": the name begins behind the time. */
    private int behindTime(int from, int end) {
        boolean isBehindPreposition = sentence.has(from - 1, Tag.ADP);
        int i = from;
        while (i < end - 1 && isTime(i, isBehindPreposition)) {
            i++;
        }
        return sentence.get(i).isCapitalised() ? i : from;
    }

    private boolean isTime(int i, boolean isBehindPreposition) {
        Unit unit = sentence.get(i);
        boolean isDate = language.list("months").contains(unit.lower())
                || YEAR_OR_DAY.matcher(unit.text()).matches();
        boolean isBeforeDay = language.list("time words").contains(unit.lower())
                && (isWeekday(i + 1) || PERIODS.contains(sentence.get(i + 1).lower()));
        isBeforeDay |= i > 0 && unit.tag() == Tag.NOUN && PERIODS.contains(unit.lower()) && isTimeWord(i - 1);
        return isWeekday(i) || isBehindPreposition && isDate || isBeforeDay;
    }

    private boolean isTimeWord(int i) {
        return language.list("time words").contains(sentence.get(i).lower());
    }

    private boolean isWeekday(int i) {
        return language.list("weekdays").contains(sentence.get(i).lower());
    }

    /** "one of them" */
    private int startOfPartitive(int pronoun) {
        boolean isPartitive = sentence.is(pronoun - 1, "of") && pronoun > 1 && isPart(pronoun - 2);
        return isPartitive ? pronoun - 2 : pronoun;
    }

    /** "Reed was right to deny" */
    private boolean isPredicate(int i) {
        return sentence.has(i, Tag.ADJ)
                && sentence.has(i - 1, Tag.AUX)
                && !sentence.get(i).isCapitalised()
                && sentence.is(i + 1, "to");
    }

    private boolean isHead(int i) {
        Unit unit = sentence.get(i);
        return unit.tag() == Tag.PROPN
                || unit.tag() == Tag.NOUN
                || unit.tag() == Tag.X
                || unit.tag() == Tag.NUM
                || unit.tag() == Tag.ADJ
                || unit.tag() == Tag.DET && !ARTICLES.contains(unit.lower())
                || unit.isWord() && unit.isCapitalised() && !ARTICLES.contains(unit.lower());
    }

    private boolean isPart(int i) {
        Unit unit = sentence.get(i);
        return !unit.isQuotation()
                && (unit.tag().isNominal()
                        || unit.is("close") // "a source close to the company"
                        || unit.is("managing") && sentence.has(i + 1, Tag.NOUN) // "the managing director"
                        || language.list("title words").contains(unit.lower())
                        || unit.isWord()
                                && unit.isCapitalised()
                                && !(i == 0 && isParticiple(unit))
                                && (unit.tag() != Tag.ADP
                                        || language.list("organisation words").contains(unit.lower()))
                                && unit.tag() != Tag.SCONJ
                                && unit.tag() != Tag.CCONJ
                                && unit.tag() != Tag.PRON
                                && unit.tag() != Tag.ADV);
    }

    /** "Speaking in Ohio, Ann Reed said", "Asked about it, Reed said" */
    private static boolean isParticiple(Unit unit) {
        return unit.tag() == Tag.VERB
                && (unit.lower().endsWith("ing") || unit.lower().endsWith("ed"));
    }

    private boolean isLink(int i) {
        Unit unit = sentence.get(i);
        boolean isPreposition = unit.tag() == Tag.ADP
                || unit.is("to") && (sentence.has(i + 1, Tag.PROPN) || sentence.has(i + 1, Tag.DET));
        return isPreposition && LINKS.contains(unit.lower()) && i > 0 && !unit.isCapitalised()
                || unit.tag() == Tag.CCONJ
                        && !unit.isCapitalised()
                        && sentence.get(i - 1).tag() == sentence.get(i + 1).tag()
                || unit.is("&");
    }

    private static boolean isPossessivePronoun(Unit unit) {
        return Set.of("his", "her", "their", "its", "my", "our").contains(unit.lower());
    }

    /** Returns the noun phrase that begins at a unit, or null. */
    Range startingAt(int start) {
        if (start >= sentence.size()) {
            return null;
        }
        boolean isPronoun = sentence.has(start, Tag.PRON)
                && !isPossessivePronoun(sentence.get(start))
                && !(sentence.get(start).text().length() > MAX_PRONOUN && sentence.has(start + 1, Tag.NOUN));
        if (isPronoun) {
            return new Range(start, start + 1);
        }
        int i = start;
        while (i < sentence.size() && i - start < MAX_LENGTH) {
            Unit unit = sentence.get(i);
            boolean isNext = i > start
                    && unit.tag() == Tag.DET
                    && sentence.get(i - 1).tag() != Tag.DET
                    && sentence.get(i - 1).tag() != Tag.ADJ;
            if (isNext) {
                break;
            }
            if (isPart(i) || i == start && unit.tag() == Tag.PRON) {
                i++;
            } else if (i > start
                    && i + 1 < sentence.size()
                    && isLink(i)
                    && (isPart(i + 1) || isPossessivePronoun(sentence.get(i + 1)))) {
                i += 2;
            } else {
                break;
            }
        }
        return i == start ? null : new Range(start, i);
    }
}
