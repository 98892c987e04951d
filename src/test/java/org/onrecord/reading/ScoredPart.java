package org.onrecord.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.onrecord.model.QuoteType;
import org.onrecord.model.SpeechAct;
import org.onrecord.reading.ArticleScore.Attribute;
import org.onrecord.reading.ArticleScore.Pair;
import org.onrecord.reading.ArticleText.Span;

/** The scores of a part of the corpus in percent, and the outcome of each of its quotes. */
final class ScoredPart {

    private static final Set<QuoteType> DIRECT = EnumSet.of(QuoteType.DIRECT);
    private static final Set<QuoteType> REPORTED = EnumSet.of(QuoteType.INDIRECT, QuoteType.MIXED);
    private static final Set<QuoteType> ALL = EnumSet.allOf(QuoteType.class);

    /** Those that say most of a person. */
    private static final List<SpeechAct> ACTS = List.of(
            SpeechAct.DENIAL,
            SpeechAct.ADMISSION,
            SpeechAct.PROMISE,
            SpeechAct.APOLOGY,
            SpeechAct.PRAISE,
            SpeechAct.ALLEGATION,
            SpeechAct.CRITICISM);

    private static final double HALF = 0.5;
    private static final double EXACT = 1;

    private final List<ArticleScore> articles;

    ScoredPart(List<ArticleScore> articles) {
        this.articles = articles;
    }

    /** The scores in percent with one digit behind the point, by their names. */
    Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("direct.overlap.f", f(DIRECT, HALF));
        scores.put("direct.exact.f", f(DIRECT, EXACT));
        scores.put("direct.speaker.printed", accuracy(DIRECT, Attribute.PRINTED));
        scores.put("direct.speaker.resolved", accuracy(DIRECT, Attribute.RESOLVED));
        scores.put("indirect.overlap.f", f(REPORTED, HALF));
        scores.put("indirect.overlap.precision", precision(REPORTED, HALF));
        scores.put("cue", accuracy(ALL, Attribute.CUE));
        scores.put("speechAct", accuracy(ALL, Attribute.ACT));
        for (SpeechAct act : ACTS) {
            String name = "speechAct." + act.name().toLowerCase(Locale.ROOT);
            scores.put(
                    name + ".precision",
                    accuracyOfAct(pair -> pair.found().quote().speechAct() == act));
            scores.put(name + ".recall", accuracyOfAct(pair -> pair.expected().speechAct() == act));
        }
        scores.put("spokenAt", accuracy(ALL, Attribute.DATE));
        scores.values().removeIf(score -> Double.isNaN(score));
        return scores;
    }

    /**
     * By the id of an article, {@code start-end:found} for each quote that was found, with the initials of the
     * attributes that are wrong, and {@code start-end:false} for each false alarm.
     */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        for (ArticleScore article : articles) {
            Set<String> outcome = new TreeSet<>();
            for (Set<QuoteType> types : List.of(DIRECT, REPORTED)) {
                for (Pair pair : article.pairs(types, HALF)) {
                    outcome.add(place(pair.expected().span()) + ":found" + wrong(pair));
                }
                article.falseAlarms(types, HALF).forEach(span -> outcome.add(place(span) + ":false"));
            }
            outcomes.put(article.article().id(), String.join(" ", outcome));
        }
        return outcomes;
    }

    /** What is worse than in earlier outcomes, one line for each quote. */
    List<String> worseThan(Map<String, String> earlier) {
        Map<String, String> now = outcomes();
        List<String> worse = new ArrayList<>();
        for (ArticleScore article : articles) {
            String id = article.article().id();
            Map<String, String> before = byPlace(earlier.getOrDefault(id, ""));
            Map<String, String> after = byPlace(now.get(id));
            before.forEach((place, outcome) -> {
                String present = after.getOrDefault(place, "missed");
                if (outcome.startsWith("found") && !present.startsWith("found")) {
                    worse.add(id + ": no longer found: " + words(article, place));
                }
            });
            after.forEach((place, outcome) -> {
                String past = before.getOrDefault(place, "missed");
                if (outcome.equals("false") && !past.equals("false")) {
                    worse.add(id + ": new false alarm: " + words(article, place));
                }
                if (outcome.startsWith("found") && past.startsWith("found")) {
                    for (Attribute attribute : Attribute.values()) {
                        if (outcome.contains(sign(attribute)) && !past.contains(sign(attribute))) {
                            worse.add(id + ": wrong " + attribute.title() + ": " + words(article, place));
                        }
                    }
                }
            });
        }
        return worse;
    }

    private double f(Set<QuoteType> types, double leastOverlap) {
        double pairs = pairs(types, leastOverlap);
        return percent(2 * pairs, expected(types) + pairs + falseAlarms(types, leastOverlap));
    }

    private double precision(Set<QuoteType> types, double leastOverlap) {
        double pairs = pairs(types, leastOverlap);
        return percent(pairs, pairs + falseAlarms(types, leastOverlap));
    }

    private double accuracy(Set<QuoteType> types, Attribute attribute) {
        List<Pair> pairs = articles.stream()
                .flatMap(article -> article.pairs(types, HALF).stream())
                .filter(attribute::isScored)
                .toList();
        return percent(pairs.stream().filter(attribute::isRight).count(), pairs.size());
    }

    /** Of the quotes that are found and meant, those with the right speech act. */
    private double accuracyOfAct(Predicate<Pair> isMeant) {
        List<Pair> pairs = articles.stream()
                .flatMap(article -> article.pairs(ALL, HALF).stream())
                .filter(Attribute.ACT::isScored)
                .filter(isMeant)
                .toList();
        return percent(pairs.stream().filter(Attribute.ACT::isRight).count(), pairs.size());
    }

    private int pairs(Set<QuoteType> types, double leastOverlap) {
        return articles.stream()
                .mapToInt(article -> article.pairs(types, leastOverlap).size())
                .sum();
    }

    private int falseAlarms(Set<QuoteType> types, double leastOverlap) {
        return articles.stream()
                .mapToInt(article -> article.falseAlarms(types, leastOverlap).size())
                .sum();
    }

    private int expected(Set<QuoteType> types) {
        return articles.stream()
                .mapToInt(article -> article.expected(types).size())
                .sum();
    }

    private static double percent(double part, double whole) {
        return whole == 0 ? Double.NaN : Math.round(1000 * part / whole) / 10.0;
    }

    private static String wrong(Pair pair) {
        return EnumSet.allOf(Attribute.class).stream()
                .filter(attribute -> attribute.isScored(pair) && !attribute.isRight(pair))
                .map(ScoredPart::sign)
                .collect(Collectors.joining());
    }

    private static String sign(Attribute attribute) {
        return "-" + attribute.name().toLowerCase(Locale.ROOT);
    }

    private static String place(Span span) {
        return span.start() + "-" + span.end();
    }

    private static Map<String, String> byPlace(String outcomes) {
        return outcomes.isEmpty()
                ? Map.of()
                : List.of(outcomes.split(" ")).stream()
                        .map(outcome -> outcome.split(":"))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, TreeMap::new));
    }

    private static String words(ArticleScore article, String place) {
        String[] ends = place.split("-");
        return article.text().substring(new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
    }
}
