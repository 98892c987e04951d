import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table: medians over rounds, and medians of the ratios that two sides had in the same round. */
final class Report {

    private final List<String> lines = new ArrayList<>(List.of(
            "| | ours requests/s | of the floor | of PostGraphile | server CPU ms: ours / floor / PostGraphile"
                    + " | PostgreSQL CPU ms: ours / floor / PostGraphile | p50 ms: ours / floor / PostGraphile"
                    + " | buffers: ours / floor / PostGraphile |",
            "|---|---|---|---|---|---|---|---|"));

    /** PostGraphile has the rounds of its better number of workers. Sides that do not answer the query are absent. */
    void add(Query query, Map<String, List<Round>> rounds, Map<String, Double> buffers) {
        Map<String, Double> cpu = medians(rounds, Round::serverCpu);
        Map<String, Double> read = new LinkedHashMap<>();
        buffers.forEach((side, count) -> read.putIfAbsent(side.replaceFirst("-\\d+$", ""), count));
        lines.add("| " + String.join(
                        " | ",
                        query.name(),
                        number(medians(rounds, Round::rate).get(Side.OURS)),
                        ratio(rounds, Side.FLOOR),
                        ratio(rounds, Side.POSTGRAPHILE),
                        all(cpu),
                        all(medians(rounds, Round::postgresCpu)),
                        all(medians(rounds, Round::p50)),
                        all(read))
                + " |");
    }

    void addFailed(Query query) {
        lines.add("| " + query.name() + " | failed | | | | | | |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private static Map<String, Double> medians(Map<String, List<Round>> rounds, ToDoubleFunction<Round> value) {
        Map<String, Double> medians = new LinkedHashMap<>();
        rounds.forEach((side, measured) ->
                medians.put(side, median(measured.stream().mapToDouble(value).toArray())));
        return medians;
    }

    private static String ratio(Map<String, List<Round>> rounds, String other) {
        List<Round> ours = rounds.get(Side.OURS);
        List<Round> others = rounds.get(other);
        if (ours == null || others == null) {
            return "-";
        }
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).rate() / others.get(i).rate();
        }
        return String.format(Locale.ROOT, "%.2f", median(ratios));
    }

    private static String all(Map<String, Double> values) {
        List<String> texts = new ArrayList<>();
        for (String side : List.of(Side.OURS, Side.FLOOR, Side.POSTGRAPHILE)) {
            texts.add(number(values.get(side)));
        }
        return String.join(" / ", texts);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** With two or three significant digits. */
    static String number(Double value) {
        if (value == null) {
            return "-";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
