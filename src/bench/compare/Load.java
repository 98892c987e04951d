import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Sends whole passes over the sets of variables, so that a slow server answers the same questions as a fast one in each
 * round.
 */
final class Load implements AutoCloseable {

    /** What receives the answer to a set of variables. */
    interface Receiver {
        void receive(int index, byte[] answer) throws IOException;
    }

    private static final byte[] ERRORS = "\"errors\":".getBytes(StandardCharsets.US_ASCII);

    private final int connections;
    private final long postgresPid;
    private final ExecutorService threads;

    Load(int connections, long postgresPid) {
        this.connections = connections;
        this.postgresPid = postgresPid;
        threads = Executors.newFixedThreadPool(connections);
    }

    Round measure(Query query, Side side, int passes) throws IOException, InterruptedException {
        int total = passes * query.variables().size();
        long[] nanos = new long[total];
        long server = Cpu.millis(side.pid());
        long postgres = Cpu.millis(postgresPid);
        long start = System.nanoTime();
        send(query, side, total, nanos, (index, answer) -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos);
        return new Round(
                total / seconds,
                (double) (Cpu.millis(side.pid()) - server) / total,
                (double) (Cpu.millis(postgresPid) - postgres) / total,
                nanos[total / 2] / 1e6);
    }

    /** One pass. The receiver is called by several threads. */
    void ask(Query query, Side side, Receiver receiver) throws IOException, InterruptedException {
        int total = query.variables().size();
        send(query, side, total, new long[total], receiver);
    }

    private void send(Query query, Side side, int total, long[] nanos, Receiver receiver)
            throws IOException, InterruptedException {
        IntFunction<byte[]> requests = query.requests(side);
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(threads.submit(() -> {
                try (HttpConnection connection = new HttpConnection(side.port())) {
                    for (int n = next.getAndIncrement(); n < total; n = next.getAndIncrement()) {
                        int index = n % query.variables().size();
                        byte[] request = requests.apply(index);
                        long start = System.nanoTime();
                        byte[] answer;
                        try {
                            answer = connection.ask(request);
                        } catch (IOException e) {
                            throw failure(query, side, index, e.getMessage());
                        }
                        nanos[n] = System.nanoTime() - start;
                        if (contains(answer, ERRORS)) {
                            throw failure(query, side, index, new String(answer, StandardCharsets.UTF_8));
                        }
                        receiver.receive(index, answer);
                    }
                } catch (IOException | RuntimeException e) {
                    next.set(total);
                    throw e;
                }
                return null;
            }));
        }
        IOException failure = null;
        for (Future<Void> client : clients) {
            try {
                client.get();
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException failure(Query query, Side side, int index, String message) {
        return new IOException(side.name() + " with the variables " + query.variables().get(index) + ": "
                + Text.shortened(message));
    }

    /** JSON escapes quotation marks in strings, so the pattern cannot be a part of a string. */
    private static boolean contains(byte[] answer, byte[] pattern) {
        for (int i = 0; i <= answer.length - pattern.length; i++) {
            if (answer[i] == '"' && Arrays.equals(answer, i, i + pattern.length, pattern, 0, pattern.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
