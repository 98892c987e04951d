package org.onrecord.bulk.importing;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.onrecord.publishing.Publisher.BatchResult;

/** The progress and the result of an import. */
final class ImportReport {

    private static final long NONE = Long.MAX_VALUE;

    private final long start = System.nanoTime();
    private final int maxErrors;
    private final TreeMap<Long, List<String>> errors = new TreeMap<>();
    private final TreeSet<Long> inProgress = new TreeSet<>();
    private long waiting;

    /** The first of the lines that the current pass reads again. */
    private long firstReread = NONE;

    /** The first of the lines that were deferred to the next pass. */
    private long firstDeferred = NONE;

    private long lines;
    private long written;
    private long created;
    private long updated;
    private long unchanged;
    private long failed;
    private String failure;

    /** @param maxErrors the maximum number of failed lines that the result lists */
    ImportReport(int maxErrors) {
        this.maxErrors = maxErrors;
    }

    /** Counts a line of the input or a deferred line that was read again. */
    synchronized void read(long number) {
        if (number > lines) {
            lines = number;
        } else {
            waiting--;
        }
        inProgress.add(number);
    }

    /** Starts a pass over the deferred lines. */
    synchronized void startPass() {
        firstReread = firstDeferred;
        firstDeferred = NONE;
    }

    synchronized void endPass() {
        firstReread = NONE;
    }

    /** The number of deferred lines. */
    synchronized long waiting() {
        return waiting;
    }

    synchronized void published(List<ImportLine> batch, BatchResult result) {
        for (ImportLine line : batch) {
            if (result.unresolved().contains(line.entry())) {
                waiting++;
                firstDeferred = Math.min(firstDeferred, line.number());
            } else {
                written++;
            }
            inProgress.remove(line.number());
        }
        created += result.created();
        updated += result.updated();
        unchanged += result.unchanged();
    }

    /** Counts an empty line, or a line before the first one to import. */
    synchronized void skipped(long number) {
        inProgress.remove(number);
    }

    synchronized void failed(long number, List<String> reasons) {
        inProgress.remove(number);
        failed++;
        errors.put(number, reasons);
        if (errors.size() > maxErrors) {
            errors.pollLastEntry();
        }
    }

    /** Records why the import could not continue. */
    synchronized void brokeOff(String reason) {
        failure = reason;
    }

    synchronized long failed() {
        return failed;
    }

    synchronized boolean isComplete() {
        return failure == null;
    }

    /** A summary in one line for operators. */
    synchronized String summary() {
        double linesPerSecond = lines * 1e9 / Math.max(1, System.nanoTime() - start);
        return "%,d written, %,d waiting, %,d failed, %,.0f lines/s"
                .formatted(written, waiting, failed, linesPerSecond);
    }

    synchronized JsonObject progress() {
        return counts("progress").build();
    }

    /** The final counts with the errors, by line. */
    synchronized JsonObject result() {
        JsonArrayBuilder failures = Json.createArrayBuilder();
        errors.forEach((number, reasons) -> {
            for (String reason : reasons) {
                failures.add(Json.createObjectBuilder().add("line", number).add("message", reason));
            }
        });
        JsonObjectBuilder result = counts(failure == null ? "done" : "brokeOff");
        if (failure != null) {
            result.add("reason", failure);
        }
        return result.add("errors", failures).build();
    }

    /** All lines before this one were written or have failed. */
    private long resumeFrom() {
        long next = inProgress.isEmpty() ? lines + 1 : inProgress.first();
        return Math.min(next, Math.min(firstReread, firstDeferred));
    }

    private JsonObjectBuilder counts(String status) {
        return Json.createObjectBuilder()
                .add("status", status)
                .add("lines", lines)
                .add("written", written)
                .add("failed", failed)
                .add("waiting", waiting)
                .add("resumeFrom", resumeFrom())
                .add(
                        "nodes",
                        Json.createObjectBuilder()
                                .add("created", created)
                                .add("updated", updated)
                                .add("unchanged", unchanged))
                .add("seconds", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }
}
