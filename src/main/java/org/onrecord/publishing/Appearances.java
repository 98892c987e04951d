package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.publishing.TextAnchor.Unanchored;

/** Finds the places of quotes in the text of an article, and writes them. */
final class Appearances {

    private static final Comparator<QuoteAppearance> IN_ORDER = Comparator.<QuoteAppearance, Integer>comparing(
                    appearance -> appearance.start, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(appearance -> appearance.id);

    private final Changes changes;
    private final Quotes quotes;
    private final Known known;

    Appearances(Changes changes, Quotes quotes, Known known) {
        this.known = known;
        this.changes = changes;
        this.quotes = quotes;
    }

    /** A quote at its place; a quote that stands several times in an article is told apart by the order of its places. */
    private record Placed(Quote quote, QuoteAppearanceInput input, TextAnchor anchor) {

        Integer start() {
            return anchor == null ? null : anchor.start();
        }
    }

    /** Makes the quotes that stand in an article those of the inputs. */
    void write(Article article, List<QuoteAppearanceInput> inputs, String path) {
        Map<List<Object>, Placed> places = new LinkedHashMap<>();
        for (Placed placed : Indexed.map(
                inputs,
                path,
                (input, at) -> new Placed(
                        quotes.write(input.quote(), article.inLanguage, at + ".quote"),
                        input,
                        anchor(article.body, input, at)))) {
            places.putIfAbsent(Arrays.asList(placed.quote.id, placed.start()), placed);
        }
        List<Placed> inOrder = new ArrayList<>(places.values());
        inOrder.sort(Comparator.comparing(Placed::start, Comparator.nullsFirst(Comparator.naturalOrder())));
        List<QuoteAppearance> appearances = known.parts(QuoteAppearance.class, "article", article);
        appearances.sort(IN_ORDER);
        Map<Object, Integer> seenKnown = new HashMap<>();
        Map<Object, Integer> seenPlaced = new HashMap<>();
        changes.sync(
                article,
                appearances,
                appearance -> List.of(appearance.quote.id, seenKnown.merge(appearance.quote.id, 1, Integer::sum)),
                inOrder,
                placed -> List.of(placed.quote.id, seenPlaced.merge(placed.quote.id, 1, Integer::sum)),
                (before, placed) -> {
                    QuoteAppearance appearance = before == null ? new QuoteAppearance() : before;
                    appearance.article = article;
                    appearance.quote = placed.quote;
                    place(appearance, article.body, placed.anchor);
                    if (placed.anchor == null) {
                        appearance.exact = placed.input.exact();
                        appearance.prefix = placed.input.prefix();
                        appearance.suffix = placed.input.suffix();
                    }
                    return appearance;
                });
    }

    private static void place(QuoteAppearance appearance, String body, TextAnchor anchor) {
        appearance.start = anchor == null ? null : anchor.start();
        appearance.end = anchor == null ? null : anchor.end();
        if (anchor != null) {
            appearance.exact = anchor.exact(body);
            appearance.prefix = anchor.prefix();
            appearance.suffix = anchor.suffix();
        }
    }

    /** Where the words stand; null in an article whose body is not kept. */
    private static TextAnchor anchor(String body, QuoteAppearanceInput input, String path) {
        boolean hasPlace = input.start() != null && input.end() != null;
        if (!hasPlace && (input.start() != null || input.end() != null)) {
            throw BadField.at(path, "has one of `start` and `end`: give both or none");
        } else if (!hasPlace && input.exact() == null) {
            throw BadField.at(path, "says not where the quote stands: give `exact`, or `start` and `end`");
        } else if (body == null && input.exact() == null) {
            throw BadField.at(path + ".exact", "is needed: the article has no `body` to read it from");
        } else if (body == null) {
            return null;
        }
        try {
            if (!hasPlace) {
                return TextAnchor.find(body, input.exact(), input.prefix(), input.suffix());
            }
            TextAnchor anchor = TextAnchor.of(body, input.start(), input.end());
            if (input.exact() != null && !input.exact().equals(anchor.exact(body))) {
                throw new Unanchored("The quote \"" + input.exact() + "\" does not stand at [" + input.start() + ", "
                        + input.end() + "): there the article's body has \"" + anchor.exact(body) + "\".");
            }
            return anchor;
        } catch (Unanchored e) {
            throw BadField.at(path, "has no place: " + e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    /** Finds the quotes that stood in the old body in the new one; returns those that are not there. */
    List<QuoteAppearance> move(Article article) {
        List<QuoteAppearance> lost = new ArrayList<>();
        for (QuoteAppearance appearance : List.copyOf(known.parts(QuoteAppearance.class, "article", article))) {
            try {
                TextAnchor anchor = again(article.body, appearance);
                changes.part(article, appearance);
                place(appearance, article.body, anchor);
            } catch (Unanchored e) {
                lost.add(appearance);
            }
        }
        return lost;
    }

    private static TextAnchor again(String body, QuoteAppearance appearance) {
        try {
            return TextAnchor.find(body, appearance.exact, null, null);
        } catch (Unanchored e) {
            return TextAnchor.find(body, appearance.exact, appearance.prefix, appearance.suffix);
        }
    }
}
