package org.onrecord.bulk.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Shows the progress of the import job from time to time. */
abstract class ImportProgress implements AutoCloseable {

    private final ImportReport report;
    private final long totalBytes;
    private final AtomicLong readBytes = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "import-progress");
        thread.setDaemon(true);
        return thread;
    });

    /** @param totalBytes the length of the input, or 0 if it is unknown */
    protected ImportProgress(ImportReport report, long totalBytes) {
        this.report = report;
        this.totalBytes = totalBytes;
    }

    /** Starts a bar on a terminal, and log messages elsewhere. */
    static ImportProgress start(ImportReport report, long totalBytes) {
        boolean onTerminal = System.console() != null;
        ImportProgress progress =
                onTerminal ? new ProgressBar(report, totalBytes) : new ProgressLog(report, totalBytes);
        long interval = progress.interval().toMillis();
        progress.clock.scheduleAtFixedRate(progress::show, interval, interval, TimeUnit.MILLISECONDS);
        return progress;
    }

    protected abstract Duration interval();

    protected abstract void show();

    protected String summary() {
        return report.summary();
    }

    protected boolean hasTotal() {
        return totalBytes > 0;
    }

    /** The part of the input that was read, in parts of the scale. */
    protected int done(int scale) {
        return (int) (scale * Math.min(totalBytes, readBytes.get()) / totalBytes);
    }

    /** Counts the bytes that are read from a stream. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                readBytes.addAndGet(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                readBytes.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }

    @Override
    public void close() {
        clock.shutdown();
        show();
    }
}
