package org.onrecord.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

/** Shows how far an import is: by a bar that moves on a terminal, by a line in the log now and then elsewhere. */
final class ProgressBar implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProgressBar.class);

    private static final int WIDTH = 30;

    /** Milliseconds. */
    private static final int ON_TERMINAL = 200;

    private static final int ELSEWHERE = 5000;

    private final boolean onTerminal = System.console() != null;
    private final ImportReport report;
    private final long bytes;
    private final AtomicLong read = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    /** @param bytes how long the import is, 0 where that is not known */
    ProgressBar(ImportReport report, long bytes) {
        this.report = report;
        this.bytes = bytes;
        int pause = onTerminal ? ON_TERMINAL : ELSEWHERE;
        clock.scheduleAtFixedRate(this::draw, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** The bytes that are imported, which the bar counts. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                read.addAndGet(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                read.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }

    private void draw() {
        StringBuilder line = new StringBuilder();
        if (bytes > 0) {
            int done = (int) (WIDTH * Math.min(bytes, read.get()) / bytes);
            line.append('[')
                    .append("=".repeat(done))
                    .append(" ".repeat(WIDTH - done))
                    .append("] ")
                    .append(100 * Math.min(bytes, read.get()) / bytes)
                    .append(" %  ");
        }
        line.append("%,d written, %,d waiting, %,d failed, %,.0f lines/s"
                .formatted(report.written(), report.waiting(), report.failed(), report.linesPerSecond()));
        if (onTerminal) {
            System.err.print("\r\u001B[K" + line);
            System.err.flush();
        } else {
            LOG.info(line);
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        draw();
        if (onTerminal) {
            System.err.println();
        }
    }
}
