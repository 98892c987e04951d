package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.onrecord.model.Article;
import org.onrecord.model.Quote;
import org.onrecord.model.QuoteAppearance;
import org.onrecord.mutation.input.ArticleInput.QuoteAppearanceInput;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Visible;
import org.onrecord.publishing.persistence.LookupCache;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;
import org.onrecord.publishing.text.BodyRevision;
import org.onrecord.publishing.text.TextAnchor;
import org.onrecord.publishing.text.TextUnit.Span;

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
     * was read at their places is left out.
     *
     * @param oldBody the text in which those that were read have their positions; null if the article had none
     */
    void replaceRead(Article article, String oldBody, List<QuoteAppearanceInput> inputs, FieldPath path) {
        List<QuoteAppearance> all = lookup.parts(QuoteAppearance.class, "article", article);
        List<QuoteAppearance> recorded =
                all.stream().filter(appearance -> appearance.confidence == null).toList();
        List<QuoteAppearance> read = new ArrayList<>(all);
        read.removeAll(recorded);
        replace(
                article,
                oldBody,
                read,
                inputs.stream()
                        .filter(input -> recorded.stream()
                                .noneMatch(appearance -> isSamePlace(place(appearance), input.start(), input.end())))
                        .toList(),
                path);
        all.clear();
        all.addAll(recorded);
        all.addAll(read);
    }

    /** Whether two places have more than half of their text in common. */
    private static boolean isSamePlace(TextAnchor place, int start, int end) {
        int common = Math.min(place.end(), end) - Math.max(place.start(), start);
        int all = Math.max(place.end(), end) - Math.min(place.start(), start);
        return 2 * common > all;
    }

    /** The places of stored appearances in the body of an article, as far as they are clear. */
    private static Map<QuoteAppearance, TextAnchor> places(
            Article article, String oldBody, List<QuoteAppearance> stored) {
        if (article.body == null || stored.isEmpty()) {
            return Map.of();
        } else if (oldBody == null) {
            return findWords(article.body, stored);
        } else if (!oldBody.equals(article.body)) {
            return findAgain(oldBody, article.body, stored);
        }
        Map<QuoteAppearance, TextAnchor> places = new LinkedHashMap<>();
        stored.forEach(appearance -> places.put(appearance, place(appearance)));
        return places;
    }

    private static TextAnchor place(QuoteAppearance appearance) {
        return new TextAnchor(appearance.start, appearance.end, appearance.prefix, appearance.suffix);
    }

    /**
     * The quote that an article has at a place; null if it has none.
     *
     * @param anchor null if the article has no body; then the words are the place
     * @param places the places of the stored appearances, if the article has a body
     */
    private static Quote quoteAt(
            TextAnchor anchor,
            Map<QuoteAppearance, TextAnchor> places,
            List<QuoteAppearance> stored,
            QuoteAppearanceInput input) {
        Stream<QuoteAppearance> there = anchor == null
                ? stored.stream().filter(appearance -> appearance.exact.equals(input.exact()))
                : places.entrySet().stream()
                        .filter(place -> isSamePlace(place.getValue(), anchor.start(), anchor.end()))
                        .map(Map.Entry::getKey);
        return there.findFirst().map(appearance -> appearance.quote).orElse(null);
    }

    private void replace(
            Article article,
            String oldBody,
            List<QuoteAppearance> stored,
            List<QuoteAppearanceInput> inputs,
            FieldPath path) {
        Map<QuoteAppearance, TextAnchor> places = places(article, oldBody, stored);
        Map<List<Object>, Anchored> distinct = new LinkedHashMap<>();
        path.mapElements(inputs, (input, inputPath) -> {
                    TextAnchor anchor = anchor(article.body, input, inputPath);
                    Quote current = quoteAt(anchor, places, stored, input);
                    QuoteReport report = QuoteReport.of(input.quote(), article);
                    return new Anchored(quotes.write(report, current, inputPath.field("quote")), input, anchor);
                })
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

    /** Returns null if the article has no body. */
    private static TextAnchor anchor(String body, QuoteAppearanceInput input, FieldPath path) {
        boolean hasPosition = input.start() != null && input.end() != null;
        if (!hasPosition && (input.start() != null || input.end() != null)) {
            throw path.error("has only one of `start` and `end`: give both or neither");
        } else if (!hasPosition && input.exact() == null) {
            throw path.error("has no position: give `exact`, or `start` and `end`");
        } else if (body == null && input.exact() == null) {
            throw path.field("exact").error("must not be null, because the article has no `body`");
        } else if (body == null) {
            return null;
        }
        return hasPosition ? anchorAtPosition(body, input, path) : anchorWords(body, input, path);
    }

    private static TextAnchor anchorAtPosition(String body, QuoteAppearanceInput input, FieldPath path) {
        String position = "[" + input.start() + ", " + input.end() + ")";
        TextAnchor anchor = TextAnchor.of(body, input.start(), input.end())
                .orElseThrow(() -> path.error("has the position " + position + ", but the body has "
                        + body.codePointCount(0, body.length()) + " Unicode code points"));
        if (anchor.end() - anchor.start() > MaxLength.STATEMENT) {
            throw path.error("has the position " + position + ", but a quote has at most " + MaxLength.STATEMENT
                    + " characters");
        }
        String exact = anchor.exact(body);
        if (input.exact() != null && !input.exact().equals(exact)) {
            throw path.error(
                    "has the words \"" + input.exact() + "\", but at " + position + " the body has \"" + exact + "\"");
        }
        if (!Visible.Validator.isVisible(exact)) {
            throw path.error("has the position " + position + ", where the body has no visible character");
        }
        return anchor;
    }

    private static TextAnchor anchorWords(String body, QuoteAppearanceInput input, FieldPath path) {
        List<TextAnchor> anchors = TextAnchor.findAllWhole(body, input.exact(), input.prefix(), input.suffix());
        boolean hasContext = input.prefix() != null || input.suffix() != null;
        if (anchors.isEmpty()) {
            throw path.error("has the words \"" + input.exact() + "\", which do not occur in the body"
                    + (hasContext ? " with this prefix and suffix" : "")
                    + (body.contains(input.exact()) ? " as whole words: give more words, or `start` and `end`" : ""));
        } else if (anchors.size() > 1) {
            throw path.error("has the words \"" + input.exact() + "\", which occur " + anchors.size()
                    + " times in the body: give a" + (hasContext ? " longer" : "")
                    + " `prefix` or `suffix`, or `start` and `end`");
        }
        return anchors.get(0);
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
        if (appearances.isEmpty()) {
            return List.of();
        }
        Map<QuoteAppearance, TextAnchor> anchors =
                oldBody == null ? findWords(article.body, appearances) : findAgain(oldBody, article.body, appearances);
        anchors.forEach((appearance, anchor) -> {
            unitOfWork.persistPart(article, appearance);
            setPosition(appearance, article.body, anchor);
        });
        return appearances.stream()
                .filter(appearance -> !anchors.containsKey(appearance))
                .toList();
    }

    private static Map<QuoteAppearance, TextAnchor> findAgain(
            String oldBody, String newBody, List<QuoteAppearance> appearances) {
        Map<QuoteAppearance, Span> spans = new LinkedHashMap<>();
        appearances.forEach(appearance -> {
            int start = oldBody.offsetByCodePoints(0, appearance.start);
            spans.put(appearance, new Span(start, start + appearance.exact.length()));
        });
        Map<Span, Span> found = new BodyRevision(oldBody, newBody).findAll(new LinkedHashSet<>(spans.values()));
        Map<QuoteAppearance, TextAnchor> anchors = new LinkedHashMap<>();
        spans.forEach((appearance, span) -> {
            Span place = found.get(span);
            if (place != null) {
                anchors.put(appearance, TextAnchor.at(newBody, place.start(), appearance.exact));
            }
        });
        return anchors;
    }

    /** Finds whole words that had no position. Two appearances never get the same one. */
    private static Map<QuoteAppearance, TextAnchor> findWords(String body, List<QuoteAppearance> appearances) {
        Map<QuoteAppearance, TextAnchor> anchors = new LinkedHashMap<>();
        for (QuoteAppearance appearance : appearances) {
            List<TextAnchor> places =
                    TextAnchor.findAllWhole(body, appearance.exact, appearance.prefix, appearance.suffix);
            if (places.isEmpty()) { // The context may have been written from memory.
                places = TextAnchor.findAllWhole(body, appearance.exact, null, null);
            }
            if (places.size() == 1) {
                anchors.put(appearance, places.get(0));
            }
        }
        Map<TextAnchor, Integer> claims = new HashMap<>();
        anchors.values().forEach(anchor -> claims.merge(anchor, 1, Integer::sum));
        anchors.values().removeIf(anchor -> claims.get(anchor) > 1);
        return anchors;
    }
}
