package org.onrecord.docs;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.onrecord.error.ErrorCode;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of codes in the guides are complete. */
class CodesTest {

    @Test
    void askingListsEveryErrorCodeWithItsStatus() {
        List<String> listed = MarkdownPage.guide("asking").rows().stream()
                .filter(row -> row.get(0).matches("`[A-Z_]+`"))
                .map(row -> row.get(0).replace("`", "") + " " + row.get(2))
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(Stream.of(ErrorCode.values())
                        .map(code -> code + " " + code.status)
                        .toList());
    }

    @Test
    void liveListsEveryCloseCode() throws ReflectiveOperationException {
        Class<?> closeCode = Class.forName("org.onrecord.websocket.CloseCode");
        Field code = closeCode.getDeclaredField("code");
        code.setAccessible(true);
        List<String> codes = new ArrayList<>();
        for (Object constant : closeCode.getEnumConstants()) {
            codes.add(code.get(constant).toString());
        }

        assertThat(MarkdownPage.guide("live").rows().stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(codes);
    }
}
