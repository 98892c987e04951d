package org.onrecord.reading.speaker;

import java.util.ArrayList;
import java.util.List;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Tells people with the same role apart by the words beside the noun: "the new president", "the Idaho senator". */
final class Distinctions {

    private final Language language;

    Distinctions(Language language) {
        this.language = language;
    }

    /**
     * Whether the person has the words that tell apart: "President Putin" is not "the American president", nor "the
     * new president", and the transport minister not "the prime minister".
     */
    boolean hasAdjectives(Sentence sentence, Range source, int head, PersonName person) {
        boolean isOffice = language.list("offices").contains(sentence.get(head).lower());
        for (int i = source.from(); i < head; i++) {
            boolean isOfNation = sentence.has(i, Tag.ADJ) && sentence.get(i).isCapitalised() && i > 0;
            boolean tellsApart = isOfNation
                    || isDistinguishing(sentence.get(i))
                    || isOffice
                            && language.list("portfolios")
                                    .contains(sentence.get(i).lower());
            if (tellsApart && !person.roleWords().contains(sentence.get(i).lower())) {
                return false;
            }
        }
        return true;
    }

    /** "The mayor" is not the deputy mayor. */
    boolean isDeputy(Sentence sentence, Range source, int head, PersonName person) {
        for (String word : language.list("deputies")) {
            boolean isPrinted = false;
            for (int i = source.from(); i <= head; i++) {
                isPrinted |= sentence.is(i, word);
            }
            if (!isPrinted && person.roleWords().contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text did not introduce the person with the same noun and other words that tell apart. */
    boolean hasNoOther(Sentence sentence, Range source, int head, PersonName person) {
        String noun = language.canonical(sentence.get(head).lower());
        return !person.roleWords().contains(noun) || hasAdjectives(sentence, source, head, person);
    }

    /** "The current director" is not the director who was named before. */
    boolean isOther(Sentence sentence, Range source, int head) {
        for (int i = source.from(); i < head; i++) {
            if (isDistinguishing(sentence.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isDistinguishing(Unit unit) {
        return language.list("distinguishing adjectives").contains(unit.lower());
    }

    /** "The Idaho senator" is no senator from another state. */
    boolean isOfState(Sentence sentence, Range source, PersonName person) {
        List<String> states = new ArrayList<>();
        for (int i = source.from(); i < source.to(); i++) {
            String word = language.canonical(
                    NameRuns.withoutPossessive(sentence.get(i).lower()));
            if (language.list("states").contains(word)) {
                states.add(word);
            }
        }
        return states.isEmpty()
                || states.stream().anyMatch(person.roleWords()::contains)
                || person.roleWords().stream().noneMatch(language.list("states")::contains);
    }
}
