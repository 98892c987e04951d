package org.onrecord.pages;

import java.util.Map;

/** Prepares the page. */
final class ArticleView {

    private ArticleView() {}

    static Map<String, Object> of(PageData data) {
        return data.fields();
    }
}
