package org.onrecord.pages;

import org.onrecord.traversal.graph.GlobalId;

/** The fragments by which links lead to a quote on the page of an article: {@code q343}. */
final class Anchors {

    private Anchors() {}

    /** @param id of the quote */
    static String of(String id) {
        return "q" + GlobalId.parse(id).key();
    }
}
