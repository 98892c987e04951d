package org.onrecord.bulk;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.onrecord.publishing.Line;
import org.onrecord.publishing.Publisher.Published;

/** What has become of an import so far. */
final class ImportReport {

    private static final long NONE = Long.MAX_VALUE;

    private final long start = System.nanoTime();
    private final int mostErrors;
    private final TreeMap<Long, List<String>> errors = new TreeMap<>();
    private final TreeSet<Long> inHand = new TreeSet<>();
    private long waiting;
    private long waitingFrom = NONE;
    private long waitingAgainFrom = NONE;

    private long lines;
    private long written;
    private long created;
    private long updated;
    private long unchanged;
    private long failed;
    private String failure;

    /** @param mostErrors how many lines that failed are told one by one */
    ImportReport(int mostErrors) {
        this.mostErrors = mostErrors;
    }

    /** A line was read, from what is imported or from what waits. */
    synchronized void read(long number) {
        if (number > lines) {
            lines = number;
        } else {
            waiting--;
        }
        inHand.add(number);
    }

    /** What waits now is read again; what then still waits, waits for the next turn. */
    synchronized void startTurn() {
        waitingFrom = waitingAgainFrom;
        waitingAgainFrom = NONE;
    }

    synchronized void endTurn() {
        waitingFrom = NONE;
    }

    /** A line that waits for what it refers to. */
    synchronized void waits(Line line) {
        inHand.remove(line.number());
        waiting++;
        waitingAgainFrom = Math.min(waitingAgainFrom, line.number());
    }

    synchronized long waiting() {
        return waiting;
    }

    synchronized void written(List<Line> batch, Published published) {
        published.unresolved().forEach(this::waits);
        written += batch.size() - published.unresolved().size();
        created += published.created();
        updated += published.updated();
        unchanged += published.unchanged();
        batch.forEach(line -> inHand.remove(line.number()));
    }

    /** An empty line, or one before the first that is imported. */
    synchronized void passedOver(long number) {
        inHand.remove(number);
    }

    synchronized void failed(long number, List<String> reasons) {
        inHand.remove(number);
        failed++;
        errors.put(number, reasons);
        if (errors.size() > mostErrors) {
            errors.pollLastEntry();
        }
    }

    /** The import could not go on. */
    synchronized void brokeOff(String reason) {
        failure = reason;
    }

    synchronized long written() {
        return written;
    }

    synchronized long failed() {
        return failed;
    }

    synchronized long lines() {
        return lines;
    }

    synchronized boolean isComplete() {
        return failure == null;
    }

    synchronized double linesPerSecond() {
        return lines * 1e9 / Math.max(1, System.nanoTime() - start);
    }

    /** How it stands. */
    synchronized JsonObject progress() {
        return counts("progress").build();
    }

    /** How it ended, with what failed. */
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

    /** All lines before this one are written, or have failed. */
    private long resumeFrom() {
        long next = inHand.isEmpty() ? lines + 1 : inHand.first();
        return Math.min(next, Math.min(waitingFrom, waitingAgainFrom));
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
