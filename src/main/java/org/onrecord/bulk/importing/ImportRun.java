package org.onrecord.bulk.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Executor;

import org.onrecord.bulk.LineReader;
import org.onrecord.bulk.LineReader.UnreadableLineException;
import org.onrecord.bulk.importing.DeferredLines.NumberedJson;
import org.onrecord.publishing.Publisher;
import org.onrecord.publishing.Publisher.Pass;

/**
 * One import. The first pass reads the input and defers the lines that refer to unknown nodes. Further passes read the
 * deferred lines again, as long as each pass resolves some of them.
 */
final class ImportRun {

    /** Lines that refer to each other in a circle can only be written in one batch. */
    private static final int LARGEST_BATCH = 5000;

    private final Publisher publisher;
    private final LineParser parser;
    private final Executor writers;
    private final ImportConfig config;
    private final ImportReport report;
    private final boolean read;

    private DeferredLines deferred;

    /** Whether a line with text was read. */
    private boolean begun;

    /** Whether the input is a JSON array of several lines. */
    private boolean isArray;

    /**
     * @param writers runs tasks with the identity of the client
     * @param read whether the quotes of articles without appearances are read
     */
    ImportRun(
            Publisher publisher,
            LineParser parser,
            Executor writers,
            ImportConfig config,
            ImportReport report,
            boolean read) {
        this.read = read;
        this.publisher = publisher;
        this.parser = parser;
        this.writers = writers;
        this.config = config;
        this.report = report;
    }

    /**
     * Imports all lines.
     *
     * @param from the number of the first line to import, from 1
     * @throws IOException if the input breaks off, or if the deferred lines cannot be stored
     */
    void run(InputStream ndjson, long from) throws IOException {
        deferred = new DeferredLines();
        try {
            LineReader lines = new LineReader(ndjson, config.line().asLongValue());
            runPass(() -> nextLine(lines, from), config.batch(), Pass.IN_ORDER);
            int batchSize = config.batch();
            while (report.waiting() > 0) {
                long before = report.waiting();
                runDeferredPass(batchSize, Pass.IN_ORDER);
                if (report.waiting() == before && batchSize < LARGEST_BATCH) {
                    batchSize = LARGEST_BATCH;
                } else if (report.waiting() == before) {
                    // Two lines about a node and a line that refers to the node can wait for each other.
                    if (deferred.repeatNodes()) {
                        runDeferredPass(config.batch(), Pass.IN_ANY_ORDER);
                    }
                    if (report.waiting() == before) {
                        runDeferredPass(config.batch(), Pass.LAST);
                    }
                }
            }
        } finally {
            deferred.close();
        }
    }

    private void runDeferredPass(int batchSize, Pass pass) throws IOException {
        DeferredLines previous = deferred;
        deferred = new DeferredLines();
        report.startPass();
        try (previous;
                InputStream file = previous.open()) {
            LineReader lines = new LineReader(file, Long.MAX_VALUE);
            runPass(() -> nextDeferredLine(lines), batchSize, pass);
        }
        report.endPass();
    }

    /** Returns the next line, or null at the end. */
    private interface LineSource {
        ImportLine next() throws IOException;
    }

    private void runPass(LineSource lines, int batchSize, Pass pass) throws IOException {
        try (BatchScheduler scheduler =
                new BatchScheduler(publisher, writers, config.writers(), report, batchSize, pass, deferred)) {
            IOException breakOff = null;
            try {
                for (ImportLine line = lines.next(); line != null; line = lines.next()) {
                    scheduler.add(line);
                }
            } catch (IOException e) {
                breakOff = e; // The lines before it are published.
            }
            scheduler.finish();
            if (breakOff != null) {
                throw breakOff;
            }
        }
    }

    /** Returns the next valid line. Reports the others. */
    private ImportLine nextLine(LineReader lines, long from) throws IOException {
        while (true) {
            try {
                String json = lines.next();
                if (json == null) {
                    return null;
                }
                report.read(lines.number());
                if (json.isBlank()) {
                    report.skipped(lines.number());
                    continue;
                }
                boolean isPartOfArray = isArray;
                isArray |= !begun
                        && LineParser.isArray(json)
                        && !json.stripTrailing().endsWith("]");
                begun = true;
                if (lines.number() < from) {
                    report.skipped(lines.number());
                } else if (isPartOfArray) {
                    report.failed(lines.number(), List.of("The line is a part of a JSON array."));
                } else {
                    return parser.parse(lines.number(), json, read);
                }
            } catch (UnreadableLineException e) {
                report.read(lines.number());
                report.failed(lines.number(), List.of(e.getMessage()));
            } catch (RuntimeException | StackOverflowError e) {
                if (BatchFailure.endsImport(e)) { // The database links what was read.
                    throw e;
                }
                report.failed(lines.number(), BatchFailure.reasons(e));
            }
        }
    }

    private ImportLine nextDeferredLine(LineReader lines) throws IOException {
        try {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            NumberedJson numbered = NumberedJson.parse(line);
            report.read(numbered.number());
            return parser.parse(numbered.number(), numbered.json(), read);
        } catch (UnreadableLineException e) {
            throw new IOException(e); // The file was changed by someone else.
        }
    }
}
