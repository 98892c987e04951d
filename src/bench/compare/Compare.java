import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the service, the floor and PostGraphile. First it compares the answers of all sides. Then it measures: the
 * sides take turns, so that other load on the machine affects all of them.
 *
 * <p>Arguments: the JDBC URL, the process id of PostgreSQL, the folder of logs, and each side as name:port:pid.
 * Settings are environment variables; see src/bench/run.
 */
final class Compare {

    private static final int ROUNDS = setting("ROUNDS");
    private static final int SECONDS_A_ROUND = setting("SECONDS_A_ROUND");

    private final List<Side> sides;
    private final Load load;
    private final WarmUp warmUp;
    private final Report report = new Report();
    private final List<String> failed = new ArrayList<>();

    private Compare(List<Side> sides, Load load) {
        this.sides = sides;
        this.load = load;
        this.warmUp = new WarmUp(load, setting("WARM_UP"));
    }

    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        List<Side> sides = new ArrayList<>();
        for (String argument : List.of(args).subList(3, args.length)) {
            sides.add(Side.parse(argument));
        }
        Path bench = Path.of("src", "bench");
        Path logs = Path.of(args[2]);
        String queries = System.getenv("QUERIES").strip();
        List<String> prefixes = queries.isEmpty() ? List.of() : List.of(queries.split("\\s+"));
        try (Connection database = DriverManager.getConnection(args[0], "onrecord", "onrecord");
                Load load = new Load(setting("CONNECTIONS"), Long.parseLong(args[1]))) {
            Path same = bench.resolve("postgraphile").resolve("same.jq");
            Compare compare = new Compare(sides, load);
            compare.run(
                    Query.load(bench.resolve("queries"), prefixes, database),
                    new Answers(load, database, same, logs));
            Files.writeString(logs.resolve("table.md"), compare.report + "\n");
            System.out.println("\n" + compare.report);
            if (!compare.failed.isEmpty()) {
                System.out.println("\nFailed: " + String.join(", ", compare.failed));
                System.exit(1);
            }
        }
    }

    private void run(List<Query> queries, Answers answers) throws InterruptedException, SQLException {
        for (Side side : sides) {
            warmUp.connect(queries.get(0), side);
        }
        Map<Query, Map<String, Double>> buffers = new LinkedHashMap<>();
        answers.countBuffers(true);
        for (Query query : queries) {
            long start = System.nanoTime();
            try {
                buffers.put(query, answers.compare(query, sides));
                print("%s: the same answers to %d sets of variables (%.0f s)", query.name(), query.variables().size(),
                        (System.nanoTime() - start) / 1e9);
            } catch (IOException e) {
                fail(query, e);
            }
        }
        answers.countBuffers(false);
        for (Side side : sides) {
            warmUp.answerAll(buffers.keySet(), side);
            print("%s has answered all queries", side.name());
        }
        for (Query query : queries) {
            if (!buffers.containsKey(query)) {
                report.addFailed(query);
                continue;
            }
            try {
                report.add(query, measure(query), buffers.get(query));
            } catch (IOException e) {
                fail(query, e);
                report.addFailed(query);
            }
        }
    }

    private void fail(Query query, IOException e) {
        failed.add(query.name());
        print("%s: failed: %s", query.name(), e.getMessage());
    }

    /** Returns the rounds of ours, floor and postgraphile, whose number of workers is the better one for the query. */
    private Map<String, List<Round>> measure(Query query) throws IOException, InterruptedException {
        Map<String, Side> chosen = new LinkedHashMap<>();
        Map<String, Double> rates = new LinkedHashMap<>();
        for (Side side : sides) {
            if (query.isAnsweredBy(side)) {
                double rate = warmUp.answer(query, side);
                String name = side.isPostGraphile() ? Side.POSTGRAPHILE : side.name();
                if (rate > rates.getOrDefault(name, 0.0)) {
                    chosen.put(name, side);
                    rates.put(name, rate);
                }
            }
        }
        Map<String, List<Round>> rounds = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Map.Entry<String, Side> entry : chosen.entrySet()) {
                double requests = rates.get(entry.getKey()) * SECONDS_A_ROUND;
                int passes = (int) Math.max(1, Math.round(requests / query.variables().size()));
                Round measured = load.measure(query, entry.getValue(), passes);
                rounds.computeIfAbsent(entry.getKey(), name -> new ArrayList<>()).add(measured);
                print("%-16s %d %-14s %8s requests/s   CPU ms a request: server %s, PostgreSQL %s", query.name(), round,
                        entry.getValue().name(), Report.number(measured.rate()), Report.number(measured.serverCpu()),
                        Report.number(measured.postgresCpu()));
            }
        }
        return rounds;
    }

    private static int setting(String name) {
        return Integer.parseInt(System.getenv(name));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
