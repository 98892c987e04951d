package org.onrecord.bulk;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Runs imports or exports, up to a maximum number at once. They run for a long time, so they have worker threads of
 * their own and do not delay queries.
 */
public final class BulkExecutor {

    /** Vert.x warns of tasks that run longer. Imports and exports run as long as their clients need. */
    private static final int MAX_EXECUTION_DAYS = 1000;

    private final String name;
    private final int maxRunning;
    private final Semaphore permits;
    private final WorkerExecutor workers;

    /** @param name the plural, for the names of threads and for messages */
    public BulkExecutor(String name, int maxRunning, Vertx vertx) {
        this.name = name;
        this.maxRunning = maxRunning;
        this.permits = new Semaphore(maxRunning);
        this.workers =
                vertx.createSharedWorkerExecutor("onrecord-" + name, maxRunning, MAX_EXECUTION_DAYS, TimeUnit.DAYS);
    }

    /**
     * Starts a task with the context of the current request.
     *
     * @throws ApiException if the maximum number of tasks is running
     */
    public void start(Runnable task) {
        if (!permits.tryAcquire()) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "This instance is already running " + maxRunning + " " + name
                            + ". Try again when one of them has ended.");
        }
        workers.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false)
                .onComplete(done -> permits.release());
    }
}
