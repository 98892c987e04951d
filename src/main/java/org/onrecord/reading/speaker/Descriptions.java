package org.onrecord.reading.speaker;

import java.util.HashSet;
import java.util.Set;

import org.onrecord.reading.language.Language;
import org.onrecord.reading.text.Sentence;
import org.onrecord.reading.text.Tag;
import org.onrecord.reading.text.Unit;

/** Reads titles and appositions: "Sen. Ann Reed (D-Ohio)", "Ann Reed, a senator from Ohio", "her aide, Ann Reed". */
final class Descriptions {

    private static final int MAX_WORDS = 7;

    private final Language language;
    private final UntaggedRoles untagged;

    Descriptions(Language language) {
        this.language = language;
        untagged = new UntaggedRoles(language);
    }

    /** Returns what stands beside the name between two units. */
    Description of(Sentence sentence, int from, int to) {
        if (!language.isEnglish()) {
            return untagged.of(sentence, from, to);
        }
        Set<String> words = new HashSet<>();
        String before = before(sentence, from, to, words);
        String behind = behind(sentence, to, words);
        addParty(sentence, to, words);
        if (sentence.is(to, "of") && to + 1 < sentence.size()) {
            addState(
                    sentence.get(sentence.has(to + 2, Tag.PROPN) ? to + 2 : to + 1)
                            .lower(),
                    words);
        }
        return new Description(before == null ? behind : before, words);
    }

    private String before(Sentence sentence, int name, int nameEnd, Set<String> words) {
        int end = name;
        if (end > 1 && sentence.get(end - 1).isComma() && (isComma(sentence, nameEnd) || sentence.is(nameEnd, "."))) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from < MAX_WORDS && isDescribing(sentence.get(from - 1))) {
            from--;
        }
        return add(sentence, isAdjunct(sentence, from) ? titleFrom(sentence, from, end) : from, end, words);
    }

    /** "At the news conference President Reed": a sentence may begin with a place or an occasion, without a comma. */
    private static boolean isAdjunct(Sentence sentence, int from) {
        return sentence.has(0, Tag.ADP) && (from == 1 || from == 2 && sentence.has(1, Tag.DET));
    }

    /** Where the capitalised titles before a name begin. */
    private int titleFrom(Sentence sentence, int from, int end) {
        int title = end;
        while (title > from
                && sentence.get(title - 1).isCapitalised()
                && language.list("title words").contains(sentence.get(title - 1).lower())) {
            title--;
        }
        return title == end ? from : title;
    }

    private String behind(Sentence sentence, int nameEnd, Set<String> words) {
        int from = nameEnd;
        if (isComma(sentence, from)) {
            from++;
            if (sentence.has(from, Tag.NUM) && isComma(sentence, from + 1)) {
                words.add(sentence.get(from).lower() + Nouns.AGE);
                from += 2;
            }
        } else if (sentence.is(from, "is") || sentence.is(from, "was") || sentence.is(from, "became")) {
            from++;
            if (!sentence.has(from, Tag.DET)) {
                return null;
            }
        } else {
            return null;
        }
        while (sentence.has(from, Tag.DET)
                || from < sentence.size()
                        && language.list("possessives")
                                .contains(sentence.get(from).lower())) {
            from++;
        }
        from = behindOwner(sentence, from);
        int end = from;
        while (end < sentence.size() && end - from < MAX_WORDS && isDescribing(sentence.get(end))) {
            end++;
        }
        boolean isNoun = end > from
                && (sentence.has(end - 1, Tag.NOUN)
                        || language.list("person nouns")
                                .contains(sentence.get(end - 1).lower()));
        return isNoun ? add(sentence, from, end, words) : null;
    }

    /** "Ann Reed, the judge's cousin" */
    private int behindOwner(Sentence sentence, int from) {
        int owner = from;
        while (owner < sentence.size() && isDescribing(sentence.get(owner))) {
            owner++;
        }
        return owner < sentence.size()
                        && sentence.get(owner).isWord()
                        && sentence.get(owner).isPossessive()
                ? owner + 1
                : from;
    }

    private static boolean isComma(Sentence sentence, int i) {
        return i < sentence.size() && sentence.get(i).isComma();
    }

    private boolean isDescribing(Unit unit) {
        return unit.isWord()
                && !unit.isPossessive()
                && (unit.tag() == Tag.NOUN
                        || unit.tag() == Tag.ADJ
                        || unit.tag() == Tag.PROPN
                        || language.list("title words").contains(unit.lower())
                        || language.list("person nouns").contains(unit.lower()));
    }

    /** Adds the words to a set, and returns them as printed. */
    private String add(Sentence sentence, int from, int to, Set<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            addRole(sentence.get(i).lower(), words, language);
            if (!language.list("courtesy titles").contains(sentence.get(i).lower())) {
                text.append(text.isEmpty() ? "" : " ").append(sentence.get(i).text());
            }
        }
        return text.isEmpty() || !isPersonNoun(sentence.get(to - 1).lower()) ? null : text.toString();
    }

    /** Adds the word that different words for the same role have in common, and one that tells the gender. */
    static void addRole(String word, Set<String> words, Language language) {
        words.add(language.canonical(word));
        if (language.list("male titles").contains(word)
                || language.list("female titles").contains(word)) {
            words.add(word);
        }
    }

    private boolean isPersonNoun(String word) {
        return language.list("title words").contains(word)
                || language.list("person nouns").contains(word)
                || language.list("relatives").contains(word);
    }

    /** "Sen. Ann Reed of Ohio" */
    private void addState(String word, Set<String> words) {
        String state = language.canonical(word);
        if (language.list("states").contains(state)) {
            words.add(state);
        }
    }

    /** American papers put the party behind the name: (D-Ohio). */
    private void addParty(Sentence sentence, int nameEnd, Set<String> words) {
        if (!sentence.is(nameEnd, "(") || nameEnd + 1 >= sentence.size()) {
            return;
        }
        String party = sentence.get(nameEnd + 1).lower();
        if (party.equals("r") || party.startsWith("r-")) {
            words.add("republican");
        } else if (party.equals("d") || party.startsWith("d-")) {
            words.add("democrat");
        }
        addState(party.substring(party.indexOf('-') + 1), words);
    }
}
