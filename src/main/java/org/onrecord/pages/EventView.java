package org.onrecord.pages;

import java.util.Map;

/** Prepares the page. */
final class EventView {

    private EventView() {}

    static Map<String, Object> of(PageData data) {
        return data.fields();
    }
}
