package org.onrecord.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Prepares statements in lists: the template {@code tags/statement.html} shows them. */
final class Statements {

    private Statements() {}

    /**
     * Adds {@code printed}, an article of each publisher among the loaded appearances; {@code furtherArticles}, the
     * number of the other articles; and {@code distance}, the number of days of {@code daysSince}.
     */
    static PageData prepare(PageData quote) {
        List<Object> printed = new ArrayList<>();
        Set<String> publishers = new HashSet<>();
        for (PageData appearance : quote.nodes("appearances")) {
            PageData article = appearance.object("article");
            if (publishers.add(article.text("publisher"))) {
                printed.add(article.fields());
            }
        }
        addDistance(quote);
        return quote.with("printed", printed)
                .with("furtherArticles", quote.object("appearances").number("totalCount") - printed.size());
    }

    /**
     * Adds also what the statements run into.
     *
     * @param denials in the order in which the page shows them: it describes an event once
     */
    static void prepareCollisions(List<PageData> denials) {
        Set<String> described = new HashSet<>();
        denials.forEach(denial -> prepare(denial).with("collisions", Collisions.of(denial, described)));
    }

    /** Adds {@code distance}, the number of days of {@code daysSince}, if that is known. */
    static void addDistance(PageData node) {
        if (node.has("daysSince")) {
            node.with("distance", Math.abs(node.number("daysSince")));
        }
    }
}
