package org.onrecord.bulk.importing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.publishing.BatchEntry;
import org.onrecord.publishing.Publisher;
import org.onrecord.publishing.Publisher.BatchResult;
import org.onrecord.publishing.Publisher.Pass;

/**
 * Publishes the lines of one pass in batches. Several batches are published at once, if they do not write or reference
 * the same nodes. A batch that cannot be written is halved: until the invalid line is found, so that the other lines
 * are written, and until the database has enough locks for the batch, and time.
 */
final class BatchScheduler implements AutoCloseable {

    /** The maximum length of a batch in characters. */
    private static final long MAX_LENGTH = 8 << 20;

    /** How often a single line is written while the database has no free locks. */
    private static final int MAX_ATTEMPTS = 10;

    private static final int PAUSE_MILLIS = 500;

    private final Publisher publisher;
    private final Executor writers;
    private final int maxRunning;
    private final ImportReport report;
    private final int batchSize;
    private final Pass pass;
    private final DeferredLines deferred;

    /** The lines that are in no batch yet, in their order. */
    private final Deque<ImportLine> pending = new ArrayDeque<>();

    /** The length of the pending lines in characters. */
    private long pendingLength;

    /** The locks of the running batches. */
    private final Set<String> locked = new HashSet<>();

    private int running;
    private Throwable failure;

    /**
     * @param batchSize the maximum number of lines
     * @param pass what lines wait for
     * @param deferred takes the lines that wait
     */
    BatchScheduler(
            Publisher publisher,
            Executor writers,
            int maxRunning,
            ImportReport report,
            int batchSize,
            Pass pass,
            DeferredLines deferred) {
        this.publisher = publisher;
        this.writers = writers;
        this.maxRunning = maxRunning;
        this.report = report;
        this.batchSize = batchSize;
        this.pass = pass;
        this.deferred = deferred;
    }

    /** Adds a line. Blocks while all writers are busy. */
    void add(ImportLine line) {
        pending.add(line);
        pendingLength += line.json().length();
        // More lines than one batch give a choice of lines that do not conflict.
        if (pending.size() >= 2 * batchSize || pendingLength >= 2 * MAX_LENGTH) {
            startBatch();
        }
    }

    /** Publishes all lines that were added, and waits for the writers. */
    void finish() {
        while (!pending.isEmpty()) {
            startBatch();
        }
        close();
        throwFailure();
    }

    /** Waits for the writers. */
    @Override
    public synchronized void close() {
        while (running > 0) {
            awaitChange();
        }
    }

    private synchronized void startBatch() {
        List<ImportLine> batch = List.of();
        while (running == maxRunning || (batch = takeBatch()).isEmpty()) {
            awaitChange();
        }
        throwFailure();
        List<ImportLine> lines = batch;
        lines.forEach(line -> locked.addAll(line.entry().keys().locks()));
        running++;
        writers.execute(() -> {
            try {
                publish(lines);
            } catch (Throwable e) {
                setFailure(e);
            } finally {
                endBatch(lines);
            }
        });
    }

    /** Takes the first lines that conflict neither with a running batch nor with a line that has to wait. */
    private List<ImportLine> takeBatch() {
        List<ImportLine> batch = new ArrayList<>();
        Set<String> urls = new HashSet<>();
        Set<String> blocked = new HashSet<>();
        long length = 0;
        for (Iterator<ImportLine> lines = pending.iterator();
                lines.hasNext() && batch.size() < batchSize && length < MAX_LENGTH; ) {
            ImportLine line = lines.next();
            BatchEntry entry = line.entry();
            ArticleInput article = entry.input().article();
            // Two lines of one article are in two batches, because the quotes of each are anchored in its own text.
            if (entry.keys().conflictsWith(locked)
                    || entry.keys().conflictsWith(blocked)
                    || article != null && !urls.add(article.url())) {
                blocked.addAll(entry.keys().locks());
            } else {
                batch.add(line);
                length += line.json().length();
                lines.remove();
            }
        }
        pendingLength -= length;
        return batch;
    }

    private void publish(List<ImportLine> batch) throws IOException {
        List<ImportLine> lines = deferNewer(batch);
        if (lines.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                report(
                        lines,
                        publisher.publish(lines.stream().map(ImportLine::entry).toList(), pass));
                return;
            } catch (RuntimeException | StackOverflowError e) {
                if (BatchFailure.endsImport(e)) {
                    throw e;
                } else if (lines.size() > 1) {
                    publish(lines.subList(0, lines.size() / 2));
                    publish(lines.subList(lines.size() / 2, lines.size()));
                    return;
                } else if (!BatchFailure.isOutOfLocks(e)) {
                    report.failed(lines.get(0).number(), BatchFailure.reasons(e));
                    return;
                } else if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    /**
     * Defers the lines about nodes that a deferred line writes. No other batch writes these nodes meanwhile.
     *
     * @return the other lines
     */
    private List<ImportLine> deferNewer(List<ImportLine> lines) throws IOException {
        List<ImportLine> others = new ArrayList<>();
        for (ImportLine line : lines) {
            if (pass == Pass.IN_ORDER && deferred.precede(line)) {
                report(List.of(line), new BatchResult(Set.of(line.entry()), 0, 0, 0));
            } else {
                others.add(line);
            }
        }
        return others;
    }

    private void report(List<ImportLine> lines, BatchResult result) throws IOException {
        for (ImportLine line : lines) {
            if (result.unresolved().contains(line.entry())) {
                deferred.add(line);
            }
        }
        report.published(lines, result);
    }

    /** Lets the transactions of others end, which hold the locks. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is shutting down", e);
        }
    }

    private synchronized void endBatch(List<ImportLine> batch) {
        batch.forEach(line -> locked.removeAll(line.entry().keys().locks()));
        running--;
        notifyAll();
    }

    private synchronized void setFailure(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException("A batch could not be written", failure);
        }
    }

    private void awaitChange() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is shutting down", e);
        }
    }
}
