package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.model.RejectedQuote;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.mutation.input.QuoteInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.publishing.QuoteWriter.Claim;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.statement.SameWords;
import org.onrecord.publishing.text.TextAnchor;
import org.onrecord.reading.linking.RejectedQuotes;
import org.onrecord.reading.linking.RejectedQuotes.Selector;

/** Anchors quotes in the text of an article. */
final class AppearanceWriter {

    private static final Comparator<QuoteAppearance> BY_POSITION = Comparator.<QuoteAppearance, Integer>comparing(
                    appearance -> appearance.start, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(appearance -> appearance.id);

    private final UnitOfWork unitOfWork;
    private final LookupCache lookup;
    private final QuoteWriter quotes;

    AppearanceWriter(WriteContext context) {
        this.unitOfWork = context.unitOfWork();
        this.lookup = context.lookup();
        this.quotes = new QuoteWriter(context);
    }

    /**
     * @param anchor null if the article has no body
     * @param there the appearances that the article has at this place
     * @param hasEnds whether one of them has the same ends
     */
    private record Placed(
            QuoteAppearanceInput input,
            TextAnchor anchor,
            List<QuoteAppearance> there,
            boolean hasEnds,
            FieldPath path) {}

    /** @param anchor null if the article has no body */
    private record Anchored(Quote quote, QuoteAppearanceInput input, TextAnchor anchor) {

        Integer start() {
            return anchor == null ? null : anchor.start();
        }

        /** Of two appearances of a quote that begin at one place, the longer one contains the other. */
        static Anchored longer(Anchored one, Anchored other) {
            return one.length() < other.length() ? other : one;
        }

        private int length() {
            return anchor == null ? input.exact().length() : anchor.end() - anchor.start();
        }
    }

    /**
     * Replaces the appearances in an article by those of the inputs. Several appearances of one quote are matched to
     * the stored ones in the order of their positions.
     *
     * @param oldBody the text in which the stored appearances have their positions; null if the article had none
     */
    void replace(Article article, String oldBody, List<QuoteAppearanceInput> inputs, FieldPath path) {
        replace(article, oldBody, lookup.parts(QuoteAppearance.class, "article", article), inputs, path);
    }

    /**
     * Replaces the appearances that were read in an article. Those that a person recorded or confirmed remain, and what
     * was read at their places is left out. So is what an editor has rejected, perhaps after the article was read.
     *
     * @param oldBody the text in which those that were read have their positions; null if the article had none
     */
    void replaceRead(Article article, String oldBody, List<QuoteAppearanceInput> inputs, FieldPath path) {
        List<QuoteAppearance> all = lookup.parts(QuoteAppearance.class, "article", article);
        List<QuoteAppearance> recorded =
                all.stream().filter(appearance -> appearance.confidence == null).toList();
        RejectedQuotes rejected = new RejectedQuotes(lookup.parts(RejectedQuote.class, "article", article).stream()
                .map(quote -> new Selector(quote.exact, quote.prefix, quote.suffix))
                .toList());
        List<QuoteAppearance> read = new ArrayList<>(all);
        read.removeAll(recorded);
        replace(
                article,
                oldBody,
                read,
                inputs.stream()
                        .filter(input ->
                                recorded.stream().noneMatch(appearance -> AppearancePlaces.isAt(appearance, input)))
                        .filter(input -> !rejected.contain(article.body, input.start(), input.exact()))
                        .toList(),
                path);
        all.clear();
        all.addAll(recorded);
        all.addAll(read);
    }

    private void replace(
            Article article,
            String oldBody,
            List<QuoteAppearance> stored,
            List<QuoteAppearanceInput> inputs,
            FieldPath path) {
        AppearancePlaces places = AppearancePlaces.find(oldBody, article.body, List.copyOf(stored));
        List<Placed> reports = path.mapElements(inputs, (input, inputPath) -> {
            TextAnchor anchor = InputAnchors.find(article.body, input, inputPath);
            List<QuoteAppearance> there = places.at(anchor, input);
            boolean hasEnds = !there.isEmpty() && places.hasEnds(there.get(0), anchor);
            return new Placed(input, anchor, there, hasEnds, inputPath.field("quote"));
        });
        Map<List<Object>, Anchored> distinct = new LinkedHashMap<>();
        writeQuotes(article, reports)
                .forEach(anchored ->
                        distinct.merge(Arrays.asList(anchored.quote.id, anchored.start()), anchored, Anchored::longer));
        List<Anchored> byPosition = new ArrayList<>(distinct.values());
        byPosition.sort(Comparator.comparing(Anchored::start, Comparator.nullsFirst(Comparator.naturalOrder())));
        stored.sort(BY_POSITION);
        Map<Object, Integer> storedCounts = new HashMap<>();
        Map<Object, Integer> anchoredCounts = new HashMap<>();
        unitOfWork.replaceParts(
                article,
                stored,
                appearance -> List.of(appearance.quote.id, storedCounts.merge(appearance.quote.id, 1, Integer::sum)),
                byPosition,
                anchored -> List.of(anchored.quote.id, anchoredCounts.merge(anchored.quote.id, 1, Integer::sum)),
                QuoteAppearance::new,
                (appearance, anchored) -> {
                    appearance.article = article;
                    appearance.quote = anchored.quote;
                    appearance.confidence = anchored.input.confidence();
                    if (anchored.anchor == null) {
                        setPositionless(appearance, anchored.input);
                    } else {
                        setPosition(appearance, article.body, anchored.anchor);
                    }
                });
    }

    private List<Anchored> writeQuotes(Article article, List<Placed> reports) {
        List<Anchored> written = new ArrayList<>();
        Map<QuoteAppearance, QuoteInput> taken = new HashMap<>();
        List<Placed> open = reports;
        for (Claim claim : Claim.values()) {
            List<Placed> next = new ArrayList<>();
            for (Placed placed : open) {
                QuoteInput input = placed.input.quote();
                List<Quote> free =
                        quotes(placed.there.stream().filter(appearance -> taken.getOrDefault(appearance, input)
                                .equals(input)));
                Quote quote = quotes.write(
                        QuoteReport.of(input, article), quotes(placed.there.stream()), free, claim, placed.path);
                if (quote == null) {
                    next.add(placed);
                } else {
                    placed.there.stream()
                            .filter(appearance -> SameWords.isSame(appearance.quote, quote))
                            .forEach(appearance -> taken.putIfAbsent(appearance, input));
                    written.add(new Anchored(quote, placed.input, placed.anchor));
                }
            }
            next.sort(Comparator.comparing(placed -> !placed.hasEnds));
            open = next;
        }
        return written;
    }

    private static List<Quote> quotes(Stream<QuoteAppearance> appearances) {
        return appearances.map(appearance -> appearance.quote).distinct().toList();
    }

    private static void setPositionless(QuoteAppearance appearance, QuoteAppearanceInput input) {
        appearance.start = null;
        appearance.end = null;
        appearance.exact = input.exact();
        appearance.prefix = input.prefix();
        appearance.suffix = input.suffix();
    }

    private static void setPosition(QuoteAppearance appearance, String body, TextAnchor anchor) {
        appearance.start = anchor.start();
        appearance.end = anchor.end();
        appearance.exact = anchor.exact(body);
        appearance.prefix = anchor.prefix();
        appearance.suffix = anchor.suffix();
    }

    /**
     * Finds appearances of the old body in the new one. Returns those that are not found.
     *
     * @param oldBody null if the article had none
     * @param filter tells which appearances to find
     */
    List<QuoteAppearance> reanchor(Article article, String oldBody, Predicate<QuoteAppearance> filter) {
        List<QuoteAppearance> appearances = lookup.parts(QuoteAppearance.class, "article", article).stream()
                .filter(filter)
                .toList();
        AppearancePlaces places = AppearancePlaces.find(oldBody, article.body, appearances);
        places.anchors().forEach((appearance, anchor) -> {
            unitOfWork.persistPart(article, appearance);
            setPosition(appearance, article.body, anchor);
        });
        return places.lost();
    }
}
