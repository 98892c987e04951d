package org.onrecord.bulk;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Imports or exports that run in this process, no more at once than allowed. They have threads of their own: they take long, and
 * queries must not wait for them.
 */
final class Transfers {

    /** Vert.x warns of what takes longer than it should; these may take as long as their clients do. */
    private static final int LONGEST_DAYS = 1000;

    private final String name;
    private final int most;
    private final Semaphore free;
    private final WorkerExecutor threads;

    /** @param name of what runs, in the plural */
    Transfers(String name, int most, Vertx vertx) {
        this.name = name;
        this.most = most;
        this.free = new Semaphore(most);
        this.threads = vertx.createSharedWorkerExecutor("onrecord-" + name, most, LONGEST_DAYS, TimeUnit.DAYS);
    }

    /**
     * Runs the work, which belongs to the request that the calling thread works on.
     *
     * @throws ApiException where others have taken all places
     */
    void start(Runnable work) {
        if (!free.tryAcquire()) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    most + " " + name + " are running here already. Try again when one is done.");
        }
        threads.executeBlocking(
                        () -> {
                            work.run();
                            return null;
                        },
                        false)
                .onComplete(done -> free.release());
    }
}
