package org.onrecord.bulk.importing;

import java.time.Duration;

/** Draws the progress of an import as a bar on a terminal. */
final class ProgressBar extends ImportProgress {

    private static final int WIDTH = 30;

    /** Returns to the start of the line and erases it (ECMA-48). */
    private static final String ERASE_LINE = "\r\u001B[K";

    ProgressBar(ImportReport report, long totalBytes) {
        super(report, totalBytes);
    }

    @Override
    protected Duration interval() {
        return Duration.ofMillis(200);
    }

    @Override
    protected void show() {
        System.err.print(ERASE_LINE + bar() + summary());
        System.err.flush();
    }

    private String bar() {
        if (!hasTotal()) {
            return "";
        }
        int done = done(WIDTH);
        return "[" + "=".repeat(done) + " ".repeat(WIDTH - done) + "] " + done(100) + " %  ";
    }

    @Override
    public void close() {
        super.close();
        System.err.println();
    }
}
