package org.onrecord.reading.text;

import java.util.List;
import java.util.Set;

/** Corrects parts of speech that the words beside a word exclude. */
final class TagCorrections {

    private static final Set<String> OBJECTS = Set.of("that", "this", "it", "them", "those", "these", "him", "her");

    private static final Set<String> NUMBERS =
            Set.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private final List<Unit> sentence;
    private final Tag[] tags;
    private final Set<String> reportingWords;

    private TagCorrections(List<Unit> sentence, Tag[] tags, Set<String> reportingWords) {
        this.sentence = sentence;
        this.tags = tags;
        this.reportingWords = reportingWords;
    }

    /** Changes tags in their array. */
    static void correct(List<Unit> sentence, Tag[] tags, Set<String> reportingWords) {
        TagCorrections corrections = new TagCorrections(sentence, tags, reportingWords);
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == Tag.VERB && corrections.isBehindArticle(i)) {
                tags[i] = Tag.NOUN;
            } else if (sentence.get(i).lower().endsWith("ty")
                    && NUMBERS.contains(sentence.get(i).lower())) {
                tags[i] = Tag.NUM;
            } else if (tags[i] == Tag.VERB && corrections.isSubjectBehindReport(i)) {
                tags[i] = Tag.NOUN;
            } else if (tags[i] == Tag.NOUN && (corrections.isPredicate(i) || corrections.isBehindQuotation(i))) {
                tags[i] = Tag.VERB;
            }
        }
    }

    /** "a figure the board": a verb behind an article is a participle. */
    private boolean isBehindArticle(int i) {
        String word = sentence.get(i).lower();
        return (sentence.get(i - 1).is("a") || sentence.get(i - 1).is("an"))
                && !word.endsWith("ed")
                && !word.endsWith("ing")
                && !word.endsWith("en");
    }

    /** "The union disputes the figure", "Reed disputes that": an object stands behind the verb of the sentence. */
    private boolean isPredicate(int i) {
        String word = sentence.get(i).lower();
        boolean isVerb = word.endsWith("s")
                && reportingWords.contains(word)
                && i + 1 < tags.length
                && (tags[i + 1] == Tag.DET
                        || OBJECTS.contains(sentence.get(i + 1).lower()));
        int start = i;
        while (isVerb && start > 0 && isPartOfSubject(start - 1)) {
            start--;
        }
        return start < i
                && (start == 0
                        || tags[start - 1] == Tag.CCONJ
                        || tags[start - 1] == Tag.SCONJ
                        || sentence.get(start - 1).is(";")
                        || sentence.get(start - 1).is(":"));
    }

    /** "Reed said demand in Ohio had fallen": a verb behind "said" is the subject of what was said. */
    private boolean isSubjectBehindReport(int i) {
        String word = sentence.get(i).lower();
        String before = sentence.get(i - 1).lower();
        boolean isReport = tags[i - 1] == Tag.VERB
                && reportingWords.contains(before)
                && (before.endsWith("ed") || before.equals("said") || before.equals("says"));
        int verb = i + 1;
        while (isReport && verb < tags.length && isPartOfNoun(tags[verb])) {
            verb++;
        }
        return isReport
                && !word.endsWith("ed")
                && !word.endsWith("ing")
                && verb < tags.length
                && tags[verb] != null
                && tags[verb].isVerbal()
                && (tags[i + 1] == Tag.ADP || tags[i + 1] == Tag.AUX);
    }

    private static boolean isPartOfNoun(Tag tag) {
        return tag == Tag.ADP || tag == Tag.DET || tag == Tag.ADJ || tag == Tag.NUM || tag != null && tag.isNominal();
    }

    /** “It is over,” cautions Ann Reed. */
    private boolean isBehindQuotation(int i) {
        return sentence.get(i - 1).isQuotation()
                && i == 1
                && sentence.get(i).lower().endsWith("s")
                && reportingWords.contains(sentence.get(i).lower())
                && i + 1 < tags.length
                && (tags[i + 1] == Tag.DET || tags[i + 1].isNominal());
    }

    private boolean isPartOfSubject(int i) {
        return tags[i] != null && tags[i].isNominal() && !sentence.get(i).isPossessive();
    }
}
