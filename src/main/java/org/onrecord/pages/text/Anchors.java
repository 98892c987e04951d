package org.onrecord.pages.text;

import org.onrecord.traversal.graph.GlobalId;

/** The fragments by which links lead to a quote on the page of an article: {@code q343}. */
public final class Anchors {

    private Anchors() {}

    /** @param id of the quote */
    public static String of(String id) {
        return "q" + GlobalId.parse(id).key();
    }
}
