package org.onrecord.pages;

import java.util.Map;

/** Prepares the page. */
final class QuoteView {

    private QuoteView() {}

    static Map<String, Object> of(PageData data) {
        return data.fields();
    }
}
