package org.onrecord.reading.speaker;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Unit;

/**
 * Reads the roles beside names in languages without parts of speech: « le maire de Lyon, Jean Roy », „Karl Roth, der
 * Sprecher des Amtes“. The words of a role tell apart who has the same one.
 */
final class UntaggedRoles {

    private static final int MAX_WORDS = 8;

    private final Language language;
    private final RoleWords roles;

    UntaggedRoles(Language language) {
        this.language = language;
        roles = new RoleWords(language);
    }

    /** Returns what stands beside the name between two units. */
    Description of(Sentence sentence, int from, int to) {
        Set<String> words = new HashSet<>();
        String before = before(sentence, from, to, words);
        String behind = behind(sentence, to, words);
        if (sentence.is(to, "(") && to + 1 < sentence.size()) {
            words.add(sentence.get(to + 1).lower()); // „Karl Roth (SPD)“
        }
        return new Description(before == null ? behind : before, words);
    }

    private String before(Sentence sentence, int name, int nameEnd, Set<String> words) {
        boolean isClosed = nameEnd >= sentence.size()
                || sentence.get(nameEnd).isComma()
                || sentence.get(nameEnd).isSentenceEnd();
        boolean isApposition = name > 1 && sentence.get(name - 1).isComma() && isClosed;
        int end = isApposition ? name - 1 : name;
        for (int i = end - 1; i >= Math.max(0, end - MAX_WORDS) && isPart(sentence, i); i--) {
            if (roles.noun(sentence.get(i)) == null) {
                continue;
            }
            boolean isOblique = !language.list("genitive endings").isEmpty()
                    && !roles.word(sentence.get(i)).equals(sentence.get(i).lower());
            int governor = governor(sentence, i);
            boolean isGoverned = governor < i && !roles.has("genitive articles", sentence.get(i - 1));
            if (isOblique || isFormer(sentence, i) || isGoverned && !isApposition) {
                return null; // „мэра Каменска Сергея Руденко“: the name is in the same case.
            }
            int noun = isApposition ? governor : i;
            boolean isNear = noun == end - 1 || isComplement(sentence, noun + 1, end, isApposition);
            return isNear && !isFormer(sentence, noun) ? add(sentence, noun, end, words) : null;
        }
        return null;
    }

    /** Returns the noun for a person that another one belongs to, « l'adjoint au maire, Jean Roy », or the noun. */
    private int governor(Sentence sentence, int noun) {
        boolean hasArticle = noun > 1 && roles.isArticle(sentence.get(noun - 1));
        int link = hasArticle ? noun - 2 : noun - 1;
        boolean isLinked = link > 0
                && (roles.has("possessors", sentence.get(link)) || roles.has("prepositions", sentence.get(link)));
        int before = isLinked ? link - 1 : hasArticle ? link : -1;
        boolean isGoverned = before >= 0
                && (isLinked || roles.has("genitive articles", sentence.get(noun - 1)))
                && roles.noun(sentence.get(before)) != null;
        return isGoverned ? before : noun;
    }

    private boolean isFormer(Sentence sentence, int noun) {
        return noun > 0 && language.list("former words").contains(roles.word(sentence.get(noun - 1)));
    }

    private String behind(Sentence sentence, int nameEnd, Set<String> words) {
        int from = nameEnd + 1;
        if (from >= sentence.size() || !sentence.get(nameEnd).isComma()) {
            return null;
        }
        int noun = from;
        while (noun < Math.min(sentence.size(), from + 2) && roles.noun(sentence.get(noun)) == null) {
            noun++;
        }
        boolean isRole = noun < sentence.size()
                && roles.noun(sentence.get(noun)) != null
                && (noun == from || roles.isArticle(sentence.get(from)))
                && language.cue(sentence.get(from).lower()) == null;
        int end = noun + 1;
        while (isRole && end < sentence.size() && end - noun < MAX_WORDS && isPart(sentence, end)) {
            end++;
        }
        boolean isClosed = isRole
                && (end >= sentence.size()
                        || sentence.get(end).isComma()
                        || sentence.get(end).isSentenceEnd());
        // « Claire Besson, la maire a dit »: without a mark behind it, the noun alone is sure.
        return isRole ? add(sentence, noun, isClosed ? end : noun + 1, words) : null;
    }

    /**
     * Whether words in front of a name say whose role it is: « ministre de la Justice », „министр транспорта“. A word
     * in lower case behind a longer one may be a verb: « le maire de la ville rencontre Jean Roy ».
     */
    private boolean isComplement(Sentence sentence, int from, int to, boolean isApposition) {
        boolean hasEndings = !language.list("genitive endings").isEmpty();
        if (!hasEndings && !roles.has("possessors", sentence.get(from))) {
            return false;
        }
        int common = 0;
        for (int i = from; i < to; i++) {
            Unit unit = sentence.get(i);
            boolean isFunctionWord = roles.has("possessors", unit) || roles.isArticle(unit);
            boolean isGenitive = Stream.of("genitive endings", "place endings")
                    .flatMap(list -> language.list(list).stream())
                    .anyMatch(unit.lower()::endsWith);
            common += unit.isCapitalised() || isFunctionWord ? 0 : 1;
            boolean mayBeVerb = hasEndings
                    ? !isGenitive
                    : common > 1 || common == 1 && sentence.get(i - 1).isCapitalised();
            if (!isFunctionWord && !isApposition && mayBeVerb) {
                return false;
            }
        }
        return true;
    }

    private boolean isPart(Sentence sentence, int i) {
        Unit unit = sentence.get(i);
        return unit.isWord()
                && (unit.isCapitalised() || language.cue(unit.lower()) == null || roles.noun(unit) != null)
                && !roles.has("perfect auxiliaries", unit)
                && !roles.has("auxiliaries", unit)
                && !roles.has("passives", unit)
                && !roles.has("clause conjunctions", unit)
                && !roles.has("complementizers", unit);
    }

    private String add(Sentence sentence, int from, int to, Set<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            Unit unit = sentence.get(i);
            if (i == from || roles.noun(unit) == null) {
                words.add(roles.word(unit)); // The mayor's spokeswoman is no mayor.
            }
            text.append(text.isEmpty() ? "" : " ").append(unit.text());
        }
        words.add(roles.noun(sentence.get(from)));
        return text.toString();
    }
}
