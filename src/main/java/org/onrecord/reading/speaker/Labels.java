package org.onrecord.reading.speaker;

import java.util.Locale;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.syntax.Range;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;

/** Tells the labels of turns, "REED:", "THE COURT:", from other sources. */
final class Labels {

    private final Language language;
    private final Nouns nouns;

    Labels(Language language, Nouns nouns) {
        this.language = language;
        this.nouns = nouns;
    }

    /** "REED:", or "REED, on taxes:" */
    static boolean isLabel(Sentence sentence, Range name, String printed) {
        boolean isCapitals = printed.equals(printed.toUpperCase(Locale.ROOT));
        boolean isTopic = name.from() == 0
                && sentence.is(name.to(), ",")
                && sentence.units().stream().anyMatch(unit -> unit.is(":"));
        return isCapitals && (isTopic || sentence.is(name.to(), ":") || sentence.is(name.to(), "("));
    }

    /** "THE COURT:", "MODERATOR:" */
    boolean isRole(Sentence sentence, Range name) {
        return sentence.has(name.from() - 1, Tag.DET)
                || language.list("unnamed").contains(sentence.get(name.from()).lower())
                || name.to() == 1
                        && (language.list("title words")
                                        .contains(sentence.get(0).lower())
                                || nouns.isPersonNoun(sentence.get(0).lower()));
    }
}
