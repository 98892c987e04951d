package org.onrecord.publishing.text;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextAnchorTest {

    private static final String TEXT = "😀 He said “no”. Then 𝔹 said “no” too, and “нет”.";

    @Test
    void countsInCodePoints() {
        TextAnchor anchor = find("“нет”", null, null);
        int[] codePoints = TEXT.codePoints().toArray();
        assertThat(new String(codePoints, anchor.start(), anchor.end() - anchor.start()))
                .isEqualTo("“нет”");
        // Two of the characters before it have two UTF-16 code units each.
        assertThat(anchor.start()).isEqualTo(TEXT.indexOf("“нет”") - 2);
        assertThat(anchor.prefix()).endsWith("too, and ");
        assertThat(anchor.suffix()).isEqualTo(".");
    }

    @Test
    void doesNotSplitACharacterAtTheEndsOfTheContext() {
        String text = "😀".repeat(40) + "no" + "😀".repeat(40);
        assertThat(TextAnchor.findAll(text, "no", null, null))
                .containsExactly(new TextAnchor(40, 42, "😀".repeat(32), "😀".repeat(32)));
    }

    @Test
    void findsOneOfSeveralPositionsByPrefixOrSuffix() {
        assertThat(find("“no”", "𝔹 said ", null)).isEqualTo(find("“no”", null, " too"));
        assertThat(find("“no”", "He said ", ". Then").start()).isEqualTo(10);
    }

    @Test
    void findsAllPositions() {
        assertThat(TextAnchor.findAll(TEXT, "“no”", null, null)).hasSize(2);
        assertThat(TextAnchor.findAll("aaa", "aa", null, null)).hasSize(2);
    }

    @Test
    void findsWholeWords() {
        String text = "In November nobody said “No”, Noé said no2. No\u0301 他说不会。ไม่ใช่";
        assertThat(TextAnchor.findAllWhole(text, "No", null, null))
                .extracting(TextAnchor::start)
                .containsExactly(text.indexOf("No”"));
        assertThat(TextAnchor.findAllWhole(text, "no", null, null)).isEmpty();
        assertThat(TextAnchor.findAllWhole(text, "“No", null, null)).hasSize(1);
        assertThat(TextAnchor.findAllWhole(text, "不", null, null)).hasSize(1);
        assertThat(TextAnchor.findAllWhole(text, "ไม่", null, null)).hasSize(1);
        assertThat(TextAnchor.findAll(text, "No", null, null)).hasSize(4);
    }

    @Test
    void findsWholeNumbers() {
        String text = "Of -5, 1.5, 15, 5.5, 5%, 5 000, 5:30, $5, 5€, 5-year-olds: 5, “5.” 5’s";
        assertThat(TextAnchor.findAllWhole(text.replace("5 000", "5\u00A0000"), "5", null, null))
                .extracting(TextAnchor::start)
                .containsExactly(text.indexOf("5, “"), text.indexOf("5.”"));
    }

    @Test
    void findsNothingIfTheWordsOrTheContextDoNotOccur() {
        assertThat(TextAnchor.findAll(TEXT, "“never”", null, null)).isEmpty();
        assertThat(TextAnchor.findAll(TEXT, "“no”", "She said ", null)).isEmpty();
        assertThat(TextAnchor.findAll("short", "a longer text", "and a prefix", null))
                .isEmpty();
    }

    @Test
    void hasNoAnchorForAPositionOutsideTheText() {
        assertThat(TextAnchor.of("😀😀", 1, 2)).contains(new TextAnchor(1, 2, "😀", ""));
        assertThat(TextAnchor.of("😀😀", 1, 3)).isEmpty();
        assertThat(TextAnchor.of("😀😀", -1, 1)).isEmpty();
        assertThat(TextAnchor.of("😀😀", 1, 1)).isEmpty();
    }

    private static TextAnchor find(String exact, String prefix, String suffix) {
        List<TextAnchor> anchors = TextAnchor.findAll(TEXT, exact, prefix, suffix);
        assertThat(anchors).hasSize(1);
        return anchors.get(0);
    }
}
