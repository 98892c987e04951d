package org.onrecord.reading.speaker;

import java.util.Locale;

import org.onrecord.reading.speaker.PersonName.Gender;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Finds the name in the source of an attribution. */
final class SourceNames {

    private static final int MAX_NAME = 4;

    private final People people;
    private final Nouns nouns;

    SourceNames(People people, Nouns nouns) {
        this.people = people;
        this.nouns = nouns;
    }

    /** The name in the source or, if the source is a noun ("her aide, Ann Reed"), in its apposition; or null. */
    Range of(Sentence sentence, Range source, Range outer) {
        if (isPlural(sentence, source) && !isKnown(sentence, new Range(0, 1))) {
            return null;
        }
        Range name = nameBehindOrganisation(sentence, source);
        name = name == null ? nameBehindRole(sentence, source) : name;
        name = name == null ? nameIn(sentence, source.from(), source.to()) : name;
        Range apposition = apposition(sentence, source, outer);
        boolean isBeforeName = name != null
                && apposition != null
                && !isKnown(sentence, name)
                && people.runs().isUntaggedFirstName(sentence.get(apposition.from()));
        if (name != null && !isBeforeName && isLast(sentence, name, source)) {
            return name;
        }
        if (apposition != null) {
            return apposition;
        }
        boolean isNoun = name != null && sentence.has(source.to() - 1, Tag.NOUN) && !isPerson(sentence, name);
        return name == null || isNoun || isNounBehind(sentence, name, source) ? null : name;
    }

    /** Whether at most letters follow a name: "Ann Reed KC", not "a Reed adviser". */
    private boolean isLast(Sentence sentence, Range name, Range source) {
        int end = name.to();
        if (end < source.to() && sentence.get(end - 1).isPossessive()) {
            return false; // "Stanning's MP"
        }
        while (end < source.to()
                && isAcronym(sentence.get(end))
                && people.runs().isTitle(sentence.get(end))) {
            end++;
        }
        return end == source.to();
    }

    /** "Residents said", "Supporters of Ann Reed said", but not "Wanderers manager Ann Reed said". */
    private boolean isPlural(Sentence sentence, Range source) {
        int noun = source.from() + 1;
        boolean isOfSeveral = sentence.has(source.from(), Tag.DET)
                && noun + 1 < source.to()
                && sentence.is(noun + 1, "of")
                && !sentence.get(noun).isCapitalised()
                && isPersonNouns(sentence.get(noun).lower());
        if (isOfSeveral) {
            return true; // "The presidents of Montara and Veld"
        }
        return source.from() == 0
                && ((sentence.has(0, Tag.NOUN) || isPersonNouns(sentence.get(0).lower()))
                                && sentence.get(0).lower().endsWith("s")
                        || isIrregularPlural(sentence.get(0).lower()))
                && !sentence.get(0).isPossessive()
                && !isAcronym(sentence.get(0))
                && !sentence.has(1, Tag.NOUN);
    }

    /** The tagger takes capitalised nouns for names: "Sources said". */
    private boolean isPersonNouns(String word) {
        return word.equals("sources") || word.endsWith("s") && nouns.isPersonNoun(word.substring(0, word.length() - 1));
    }

    private static boolean isIrregularPlural(String word) {
        return word.endsWith("men") || word.equals("people") || word.equals("children") || word.equals("police");
    }

    /** "the head of the Refugee Council Ann Reed", "Ambassador to the United States Ann Reed" */
    private Range nameBehindOrganisation(Sentence sentence, Range source) {
        int from = source.to() - 2;
        boolean isName = from - 1 > source.from()
                && isName(sentence.get(from))
                && isName(sentence.get(from + 1))
                && !sentence.get(from).isPossessive();
        return isName
                        && people.runs().isOrganisation(sentence, from - 1, from)
                        && !people.runs().isOrganisation(sentence, from, source.to())
                        && isLinked(sentence, source.from(), startOfName(sentence, source.from(), from))
                ? new Range(from, source.to())
                : null;
    }

    /** "Dean of Students Ann Reed", "President of Russia Ann Reed": the name of a known person behind a role. */
    private Range nameBehindRole(Sentence sentence, Range source) {
        for (int from = source.to() - 2; from > source.from() && from >= source.to() - MAX_NAME; from--) {
            boolean isRole = sentence.has(from - 1, Tag.NOUN)
                    || nouns.isPersonNoun(sentence.get(from - 1).lower())
                            && !isLinked(sentence, source.from(), from - 1);
            boolean isBehindRole = isRole
                    && sentence.get(from - 1).isCapitalised()
                    && !sentence.get(from - 1).isPossessive();
            if ((isBehindRole || isBehindTitle(sentence, source.from(), from))
                    && people.names().hasFullName(NameRuns.text(sentence, from, source.to()))) {
                return new Range(from, source.to());
            }
        }
        return null;
    }

    /** "President of Russia", "Prime Minister of the Republic of Korea" */
    private boolean isBehindTitle(Sentence sentence, int from, int name) {
        int of = name - 1;
        while (of > from && !sentence.is(of, "of") && (sentence.get(of).isCapitalised() || sentence.is(of, "the"))) {
            of--;
        }
        return of > from
                && of < name - 1
                && sentence.is(of, "of")
                && (people.runs().isTitle(sentence.get(of - 1)) || isBehindTitle(sentence, from, of));
    }

    private int startOfName(Sentence sentence, int from, int end) {
        int start = end;
        while (start > from && isName(sentence.get(start - 1))) {
            start--;
        }
        return start;
    }

    /** "Clinton's spokesman", "a Trump adviser", "the Idaho Republican": the name is not that of the source. */
    private boolean isNounBehind(Sentence sentence, Range name, Range source) {
        return name.to() < source.to()
                && (sentence.has(name.to(), Tag.NOUN)
                        || nouns.isPersonNoun(sentence.get(source.to() - 1).lower())
                        || sentence.get(name.to() - 1).isPossessive());
    }

    /** The name of a person at the end of the first apposition: "her rival, Vermont Sen. Bennett Samuels". */
    private Range apposition(Sentence sentence, Range source, Range outer) {
        int from = source.to() + 1;
        if (outer.to() <= from || !sentence.get(source.to()).isComma()) {
            return null;
        }
        int to = from;
        while (to < outer.to() && sentence.get(to).isWord()) {
            to++;
        }
        Range name = nameIn(sentence, from, to);
        return name != null && name.to() == to && isPerson(sentence, name) && !mayBeOther(sentence, source)
                ? name
                : null;
    }

    /** "A spokesman for the mayor, Ann Reed, said": either may be Reed. */
    private boolean mayBeOther(Sentence sentence, Range source) {
        int last = source.to() - 1;
        return people.runs().mayBeOfOther(sentence, last)
                && nouns.head(sentence, source) < last
                && nouns.isPersonNoun(sentence.get(last).lower())
                && !sentence.get(last).isCapitalised();
    }

    private boolean isKnown(Sentence sentence, Range name) {
        return people.find(NameRuns.text(sentence, name.from(), name.to()), Gender.UNKNOWN) != null;
    }

    boolean isPerson(Sentence sentence, Range name) {
        boolean isFull = name.to() - name.from() > 1 && name.to() - name.from() <= MAX_NAME;
        return isKnown(sentence, name)
                || isFull
                        && !people.runs().isOrganisation(sentence, name.from(), name.to())
                        && !people.runs().isBehindArticle(sentence, name.from());
    }

    static boolean isAcronym(Unit unit) {
        return unit.text().length() > 1 && unit.text().equals(unit.text().toUpperCase(Locale.ROOT));
    }

    /** The first name of a person, else the last run of name words that does not follow a preposition; or null. */
    private Range nameIn(Sentence sentence, int from, int to) {
        Range best = null;
        int i = from;
        while (i < to) {
            int end = i;
            while (end < to
                    && (isName(sentence.get(end)) || end > i && people.runs().isParticle(sentence, end))
                    && !isOwned(sentence, i, end, to)) {
                end++;
            }
            boolean isOpening = i == 0 && people.runs().isNoName(sentence.get(0));
            if (end > i && !isOpening) {
                i = people.runs().behindNouns(sentence, i, end);
                Range run = new Range(isPartOfOrganisation(sentence, from, i, end) ? i - 1 : i, end);
                if (!isLinked(sentence, from, i)) {
                    best = best != null && isKnown(sentence, best) && !isNounBehind(sentence, best, run) ? best : run;
                } else if (best != null
                        && best.to() == i - 1
                        && people.runs().isOrganisation(sentence, best.from(), best.to())) {
                    best = new Range(best.from(), end);
                }
                i = end;
            } else {
                i++;
            }
        }
        return best;
    }

    /** "the Premier League": what else is a title is a part of the name. */
    private boolean isPartOfOrganisation(Sentence sentence, int source, int from, int to) {
        return from > source
                && to - from == 1
                && people.runs().isOrganisation(sentence, from, to)
                && people.runs().isTitle(sentence.get(from - 1))
                && sentence.get(from - 1).isCapitalised()
                && !sentence.is(from - 1, "former");
    }

    /** "City's Tom Baker": the name of a person behind a possessive, but not "McDonald's Corp". */
    private boolean isOwned(Sentence sentence, int from, int at, int to) {
        return at > from
                && at + 1 < to
                && sentence.get(at - 1).isPossessive()
                && (people.runs().isFirstName(sentence.get(at))
                        || people.names().hasFullName(NameRuns.text(sentence, at, to)));
    }

    private boolean isLinked(Sentence sentence, int from, int at) {
        int before = at - 1;
        while (before > from
                && (sentence.has(before, Tag.DET)
                        || sentence.has(before, Tag.ADJ)
                        || people.runs().isTitle(sentence.get(before)))) {
            before--;
        }
        return before > from
                && !sentence.get(before).isCapitalised()
                && (sentence.has(before, Tag.ADP)
                        || sentence.is(before, "to")
                        || people.runs().isPossessor(sentence, before));
    }

    private boolean isName(Unit unit) {
        return !unit.isQuotation()
                && unit.isWord()
                && unit.isCapitalised()
                && unit.tag() != Tag.DET
                && unit.tag() != Tag.NUM
                && (unit.tag() != Tag.PRON || isAcronym(unit) || people.find(unit.text(), Gender.UNKNOWN) != null)
                && !people.runs().isTitle(unit);
    }
}
