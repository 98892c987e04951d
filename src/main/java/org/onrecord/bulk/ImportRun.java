package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import org.onrecord.bulk.Lines.BadLine;
import org.onrecord.error.ApiException;
import org.onrecord.mutation.input.ArticleInput;
import org.onrecord.publishing.Line;
import org.onrecord.publishing.Publisher;
import org.onrecord.publishing.Publisher.Published;
import org.onrecord.publishing.Rejected;

/**
 * One import: reads lines, puts them together in batches, and has several batches written beside each other that do not meet.
 * A batch that fails is halved until the line is found that is wrong; all others are written.
 */
final class ImportRun {

    /** Lines that wait for each other in a circle have to be in one batch to be written. */
    private static final int LARGEST_BATCH = 5000;

    /** Characters. Lines may be long, and then fewer of them are a batch. */
    private static final long MOST_TEXT = 8 << 20;

    private final Publisher publisher;
    private final EntryReader reader;
    private final Executor writers;
    private final ImportConfig config;
    private final ImportReport report;

    /** Lines that were read and are in no batch yet, in their order. */
    private final Deque<Line> next = new ArrayDeque<>();

    /** Characters of those. */
    private long text;

    /** What the batches write that are being written. */
    private final Set<String> locked = new HashSet<>();

    private int running;
    private Throwable failure;
    private WaitingLines waiting;

    /** @param writers runs what is given to it as whoever imports */
    ImportRun(Publisher publisher, EntryReader reader, Executor writers, ImportConfig config, ImportReport report) {
        this.publisher = publisher;
        this.reader = reader;
        this.writers = writers;
        this.config = config;
        this.report = report;
    }

    /**
     * Imports all lines.
     *
     * @param from the first line that is imported, from 1
     * @throws IOException where the lines break off, or there is no place for those that wait
     */
    void run(InputStream ndjson, long from) throws IOException {
        waiting = new WaitingLines();
        try {
            Lines lines = new Lines(ndjson, config.line().asLongValue());
            turn(() -> read(lines, from), config.batch(), false);
            // In ever new turns as long as they help; then in batches that are as large as may be; then as what is
            // wrong.
            for (int batch = config.batch(); report.waiting() > 0; ) {
                long before = report.waiting();
                again(batch, false);
                if (report.waiting() == before) {
                    if (batch == LARGEST_BATCH) {
                        again(config.batch(), true);
                    }
                    batch = LARGEST_BATCH;
                }
            }
        } finally {
            waitForWriters();
            waiting.close();
        }
    }

    private void again(int batch, boolean last) throws IOException {
        WaitingLines before = waiting;
        waiting = new WaitingLines();
        report.startTurn();
        try (before;
                InputStream numbered = before.read()) {
            Lines lines = new Lines(numbered, Long.MAX_VALUE);
            turn(() -> readAgain(lines), batch, last);
        }
        report.endTurn();
    }

    /** Where lines come from; null where there are no more. */
    private interface Source {
        Line next() throws IOException;
    }

    /** @param last whether nothing may still come that lines refer to */
    private void turn(Source lines, int batch, boolean last) throws IOException {
        IOException breakOff = null;
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                next.add(line);
                text += line.json().length();
                // Some more than a batch, to choose from.
                if (next.size() >= 2 * batch || text >= 2 * MOST_TEXT) {
                    write(batch, last);
                }
            }
        } catch (IOException e) {
            breakOff = e; // What came before it is written all the same.
        }
        while (!next.isEmpty()) {
            write(batch, last);
        }
        waitForWriters();
        throwFailure();
        if (breakOff != null) {
            throw breakOff;
        }
    }

    /** The next line that is an entry; of others the report tells. */
    private Line read(Lines lines, long from) throws IOException {
        while (true) {
            try {
                String json = lines.next();
                if (json == null) {
                    return null;
                }
                report.read(lines.number());
                if (lines.number() >= from && !json.isBlank()) {
                    return Line.of(lines.number(), json, reader.read(json));
                }
                report.passedOver(lines.number());
            } catch (BadLine e) {
                report.read(lines.number());
                report.failed(lines.number(), List.of(e.getMessage()));
            } catch (ApiException e) {
                report.failed(
                        lines.number(),
                        e.all().stream().map(ApiException::getMessage).toList());
            }
        }
    }

    /** The next line of those that wait. */
    private Line readAgain(Lines lines) throws IOException {
        try {
            String numbered = lines.next();
            if (numbered == null) {
                return null;
            }
            int end = numbered.indexOf(WaitingLines.BEHIND_NUMBER);
            long number = Long.parseLong(numbered.substring(0, end));
            String json = numbered.substring(end + 1);
            report.read(number);
            return Line.of(number, json, reader.read(json));
        } catch (BadLine e) {
            throw new IOException(e); // It was no bad line before.
        }
    }

    /** Has the next batch written that meets none of those that are being written. */
    private synchronized void write(int most, boolean last) {
        List<Line> batch = List.of();
        while (running == config.writers() || (batch = take(most)).isEmpty()) {
            pause();
        }
        throwFailure();
        batch.forEach(line -> locked.addAll(line.named().locks()));
        running++;
        List<Line> lines = batch;
        writers.execute(() -> {
            try {
                publish(lines, last);
            } catch (Throwable e) {
                failed(e);
            } finally {
                written(lines);
            }
        });
    }

    /** The first lines that meet nothing which is being written, nor a line before them that does. */
    private List<Line> take(int most) {
        List<Line> batch = new ArrayList<>();
        Set<String> articles = new HashSet<>();
        Set<String> blocked = new HashSet<>();
        long taken = 0;
        for (Iterator<Line> lines = next.iterator(); lines.hasNext() && batch.size() < most && taken < MOST_TEXT; ) {
            Line line = lines.next();
            ArticleInput article = line.entry().article();
            // Of an article, two versions are two batches: each has a text that its quotes stand in.
            if (line.named().meets(locked)
                    || line.named().meets(blocked)
                    || article != null && !articles.add(article.url())) {
                blocked.addAll(line.named().locks());
            } else {
                batch.add(line);
                taken += line.json().length();
                lines.remove();
            }
        }
        text -= taken;
        return batch;
    }

    private void publish(List<Line> batch, boolean last) throws IOException {
        Published published;
        try {
            published = publisher.publish(batch, last);
        } catch (RuntimeException e) {
            List<String> reasons = Rejected.reasons(e);
            if (reasons.isEmpty()) {
                throw e;
            } else if (batch.size() == 1) {
                report.failed(batch.get(0).number(), reasons);
            } else {
                publish(batch.subList(0, batch.size() / 2), last);
                publish(batch.subList(batch.size() / 2, batch.size()), last);
            }
            return;
        }
        for (Line line : published.unresolved()) {
            waiting.add(line);
        }
        report.written(batch, published);
    }

    private synchronized void written(List<Line> batch) {
        batch.forEach(line -> locked.removeAll(line.named().locks()));
        running--;
        notifyAll();
    }

    private synchronized void failed(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private synchronized void waitForWriters() {
        while (running > 0) {
            pause();
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException("A batch could not be written", failure);
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service stops", e);
        }
    }
}
