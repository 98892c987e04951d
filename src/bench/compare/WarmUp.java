import java.io.IOException;
import java.util.Collection;

/**
 * Lets sides answer until they no longer get faster. A JVM compiles for tens of seconds, or for minutes on a busy
 * machine, and the compiler takes CPU time from the server.
 */
final class WarmUp {

    /** The most warm-ups of a side. */
    private static final int MOST = 10;

    /** A side may get faster still if it is faster than before by this factor. */
    private static final double FASTER = 1.05;

    /** A JVM is still compiling if the compiler uses more than this part of a core. */
    private static final double COMPILING = 0.05;

    private final Load load;
    private final int seconds;

    /** @param seconds of one warm-up */
    WarmUp(Load load, int seconds) {
        this.load = load;
        this.seconds = seconds;
    }

    /** Lets a side open its connections and read statistics, so that their buffers do not count for a query. */
    void connect(Query query, Side side) throws InterruptedException {
        try {
            if (query.isAnsweredBy(side)) {
                load.measure(query, side, 1);
            }
        } catch (IOException e) {
            // The comparison of answers meets the failure again, and reports it.
        }
    }

    /**
     * Lets a side answer all queries in turn until its JVM has compiled their code, as a service does that is asked all
     * of them. A JVM compiles code for the queries that it has seen, and compiles it again when other queries follow.
     * That would be measured with the queries that come late.
     */
    void answerAll(Collection<Query> queries, Side side) throws InterruptedException {
        try {
            boolean compiles = true;
            for (int i = 0; i < MOST && compiles; i++) {
                long start = System.nanoTime();
                long compiled = Cpu.compilerMillis(side.pid());
                for (Query query : queries) {
                    if (query.isAnsweredBy(side)) {
                        answer(query, side, load.measure(query, side, 1).rate());
                    }
                }
                compiles = isCompiling(side, compiled, start);
            }
        } catch (IOException e) {
            // The measurement meets the failure again, and reports it.
        }
    }

    /**
     * Lets a side answer a query until a warm-up is less than 5 % faster than the one before, and its JVM does not
     * compile. Returns the requests a second of the last warm-up.
     */
    double answer(Query query, Side side) throws IOException, InterruptedException {
        double rate = load.measure(query, side, 1).rate();
        boolean warm = false;
        for (int i = 0; i < MOST && !warm; i++) {
            long start = System.nanoTime();
            long compiled = Cpu.compilerMillis(side.pid());
            double before = rate;
            rate = answer(query, side, before);
            warm = i > 0 && rate < before * FASTER && !isCompiling(side, compiled, start);
        }
        return rate;
    }

    /** Sends requests for one warm-up, and returns the requests a second. */
    private double answer(Query query, Side side, double rate) throws IOException, InterruptedException {
        int passes = (int) Math.max(1, Math.round(rate * seconds / query.variables().size()));
        return load.measure(query, side, passes).rate();
    }

    private static boolean isCompiling(Side side, long compiled, long start) throws IOException {
        double millis = (System.nanoTime() - start) / 1e6;
        return Cpu.compilerMillis(side.pid()) - compiled > COMPILING * millis;
    }
}
