package org.onrecord.publish;

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

import org.onrecord.publish.Lines.BadLine;
import org.onrecord.publish.Publisher.Published;
import org.onrecord.traversal.Refusal;

/**
 * One import: reads lines, puts them together in batches, and has several batches written beside each other that do not meet.
 * A batch that fails is halved until the line is found that is wrong; all others are written.
 */
final class ImportRun {

    /** Lines that wait for each other in a circle have to be in one batch to be written. */
    private static final int LARGEST_BATCH = 5000;

    private final Publisher publisher;
    private final EntryReader reader;
    private final Executor writers;
    private final ImportConfig config;
    private final ImportReport report;

    /** Lines that were read and are in no batch yet, in their order. */
    private final Deque<Line> next = new ArrayDeque<>();

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
            turn(new Lines(ndjson, config.line().asLongValue()), from, config.batch(), false);
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
                InputStream lines = before.read()) {
            turn(new Lines(lines, Long.MAX_VALUE), 1, batch, last);
        }
        report.endTurn();
    }

    /** @param last whether nothing may still come that lines refer to */
    private void turn(Lines lines, long from, int batch, boolean last) throws IOException {
        IOException breakOff = null;
        try {
            for (Line line = read(lines, from); line != null; line = read(lines, from)) {
                next.add(line);
                if (next.size() >= 2 * batch) {
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

    /** The next line that is an entry, null where there is none; of others the report tells. */
    private Line read(Lines lines, long from) throws IOException {
        while (true) {
            long number = lines.number() + 1;
            try {
                String text = lines.next();
                if (text == null) {
                    return null;
                }
                int tab = text.indexOf(WaitingLines.BEHIND_NUMBER);
                if (tab > 0) {
                    number = Long.parseLong(text.substring(0, tab));
                    text = text.substring(tab + 1);
                }
                report.read(number);
                if (number >= from && !text.isBlank()) {
                    return Line.of(number, text, reader.read(text));
                }
                report.passedOver(number);
            } catch (BadLine e) {
                report.read(number);
                report.failed(number, List.of(e.getMessage()));
            } catch (Refusal e) {
                report.failed(number, e.all().stream().map(Refusal::getMessage).toList());
            }
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
            } catch (Exception e) {
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
        Set<String> blocked = new HashSet<>(locked);
        for (Iterator<Line> lines = next.iterator(); lines.hasNext() && batch.size() < most; ) {
            Line line = lines.next();
            ArticleInput article = line.entry().article();
            // Of an article, two versions are two batches: each has a text that its quotes stand in.
            if (line.named().meets(blocked) || article != null && !articles.add(article.url())) {
                blocked.addAll(line.named().locks());
            } else {
                batch.add(line);
                lines.remove();
            }
        }
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

    private synchronized void failed(Exception e) {
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
