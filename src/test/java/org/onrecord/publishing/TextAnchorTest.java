package org.onrecord.publishing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextAnchorTest {

    private static final String TEXT = "😀 He said “no”. Then 𝔹 said “no” too, and “нет”.";

    @Test
    void aPlaceIsCountedInCodePoints() {
        TextAnchor anchor = TextAnchor.find(TEXT, "“нет”", null, null);
        int[] codePoints = TEXT.codePoints().toArray();
        assertThat(new String(codePoints, anchor.start(), anchor.end() - anchor.start()))
                .isEqualTo("“нет”");
        assertThat(anchor.start())
                .isEqualTo(TEXT.indexOf("“нет”") - 2); // Two characters before it are two UTF-16 units each.
        assertThat(anchor.prefix()).endsWith("too, and ");
        assertThat(anchor.suffix()).isEqualTo(".");
    }

    @Test
    void contextIsNeverCutInsideACharacter() {
        String text = "😀".repeat(40) + "no" + "😀".repeat(40);
        TextAnchor anchor = TextAnchor.find(text, "no", null, null);
        assertThat(anchor).isEqualTo(new TextAnchor(40, 42, "😀".repeat(32), "😀".repeat(32)));
    }

    @Test
    void prefixOrSuffixTellOneOfSeveralPlacesFromTheOthers() {
        assertThat(TextAnchor.find(TEXT, "“no”", "𝔹 said ", null).start())
                .isEqualTo(TextAnchor.find(TEXT, "“no”", null, " too").start());
        assertThat(TextAnchor.find(TEXT, "“no”", "He said ", ". Then").start()).isEqualTo(10);
    }

    @Test
    void wordsInSeveralPlacesAreRefused() {
        assertThatThrownBy(() -> TextAnchor.find(TEXT, "“no”", null, null))
                .hasMessageContaining("“no”")
                .hasMessageContaining("2 places");
        assertThatThrownBy(() -> TextAnchor.find("aaa", "aa", null, null)).hasMessageContaining("2 places");
    }

    @Test
    void wordsThatDoNotStandThereAreRefused() {
        assertThatThrownBy(() -> TextAnchor.find(TEXT, "“never”", null, null)).hasMessageContaining("does not stand");
        assertThatThrownBy(() -> TextAnchor.find(TEXT, "“no”", "She said ", null))
                .hasMessageContaining("does not stand");
        assertThatThrownBy(() -> TextAnchor.find("short", "a longer text", "and a prefix", null))
                .hasMessageContaining("does not stand");
    }
}
