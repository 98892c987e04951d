package org.onrecord.pages.view;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextCutTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cut off. A sentence, he said: | and so on. | A sentence, he said: | and so on.",
                "ter a US election he said: | and the oth | a US election he said: | and the",
                "he \u201cdenied.\u201d Later he said: | . He went aw | Later he said: | .",
                "\u5426\u8ba4\u3002\u4ed6\u8bf4\uff1a | \u4ed6\u8bf4\u3002\u540e"
                        + " | \u4ed6\u8bf4\uff1a | \u4ed6\u8bf4\u3002",
                "\ud83c\udfc3\ud83c\udfc3\ud83c\udfc3 | \ud83c\udfc3\ud83c\udfc3"
                        + " | \ud83c\udfc3\ud83c\udfc3\ud83c\udfc3 | \ud83c\udfc3\ud83c\udfc3"
            })
    void cutsTheTextAroundAQuoteBetweenSentencesOrWords(String before, String after, String begin, String end) {
        PageData context = new PageData(new HashMap<>(Map.of("before", before, "after", after, "start", 7L)));

        TextCut.apply(context, 2);

        assertThat(context.text("before")).isEqualTo(begin);
        assertThat(context.text("after")).isEqualTo(end);
        int dropped = before.substring(0, before.length() - begin.length())
                .codePointCount(0, before.length() - begin.length());
        assertThat(context.number("start")).isEqualTo(7 + dropped);

        PageData whole = new PageData(new HashMap<>(Map.of("before", before, "after", after)));
        TextCut.apply(whole, 1000);
        assertThat(whole.text("before")).isEqualTo(before);
        assertThat(whole.text("after")).isEqualTo(after);
    }
}
