package org.onrecord.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.limits.Limits;

/**
 * Executes a bounded number of operations of one client at a time, so that a client leaves connections to the database
 * for others. Some further operations wait for a moment, as a page that sends many queries at once needs. It knows only
 * the clients that have operations now.
 *
 * <p>Most operations run and wait on worker threads, which health checks need too. Therefore the operations of all
 * clients are at most three quarters of the threads, and those that wait are at most half.
 */
@Singleton
public final class ClientQueue {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Limits.Client limits;
    /** For the operations of all clients that run or wait. */
    private final Semaphore threads;
    /** For the operations of all clients that wait. */
    private final Semaphore waiting;

    private final Map<String, Operations> clients = new HashMap<>();

    ClientQueue(Limits limits, @ConfigProperty(name = "quarkus.thread-pool.max-threads") int maxThreads) {
        this.limits = limits.client();
        this.threads = new Semaphore(Math.max(1, maxThreads * 3 / 4));
        this.waiting = new Semaphore(maxThreads / 2);
    }

    /** The operations of one client. */
    private static final class Operations {

        private final Semaphore running;
        /** The operations that run or wait. Guarded by the queue. */
        private int all;

        private Operations(int max) {
            running = new Semaphore(max, true);
        }
    }

    /**
     * Executes an operation, on the calling thread. Blocks while the client has too many of them.
     *
     * @throws ApiException if too many operations run or wait, or if this one has waited for too long
     */
    public <T> T execute(String client, Supplier<T> operation) {
        Operations operations = enter(client);
        try {
            acquire(operations.running);
            try {
                return operation.get();
            } finally {
                operations.running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooManyOfClient();
        } finally {
            leave(client, operations);
        }
    }

    /**
     * Starts an operation if it need not wait. Does not block.
     *
     * @return what the caller runs when the operation has ended; null if the operation would have to wait
     */
    Runnable tryStart(String client) {
        Operations operations;
        try {
            operations = enter(client);
        } catch (ApiException e) {
            return null;
        }
        boolean entered = false;
        try {
            entered = operations.running.tryAcquire(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            leave(client, operations);
            return null;
        }
        return () -> {
            operations.running.release();
            leave(client, operations);
        };
    }

    private void acquire(Semaphore running) throws InterruptedException {
        // Unlike tryAcquire() without a time, this does not overtake operations that wait.
        if (running.tryAcquire(0, TimeUnit.MILLISECONDS)) {
            return;
        }
        if (!waiting.tryAcquire()) {
            throw tooManyOfAll();
        }
        try {
            if (!running.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooManyOfClient();
            }
        } finally {
            waiting.release();
        }
    }

    private synchronized Operations enter(String client) {
        Operations operations = clients.get(client);
        if (operations == null) {
            operations = new Operations(limits.running());
        }
        if (operations.all >= limits.running() + limits.waiting()) {
            throw tooManyOfClient();
        }
        if (!threads.tryAcquire()) {
            throw tooManyOfAll();
        }
        operations.all++;
        clients.put(client, operations);
        return operations;
    }

    private synchronized void leave(String client, Operations operations) {
        threads.release();
        operations.all--;
        if (operations.all == 0) {
            clients.remove(client);
        }
    }

    private ApiException tooManyOfClient() {
        return new ApiException(
                ErrorCode.TOO_MANY_OPERATIONS,
                "A client may run at most " + limits.running() + " operations at a time, while at most "
                        + limits.waiting() + " wait, for at most " + MAX_WAIT.toSeconds()
                        + " seconds. Wait for responses before you send more requests.");
    }

    private static ApiException tooManyOfAll() {
        return new ApiException(
                ErrorCode.TOO_MANY_OPERATIONS,
                "The service has too many operations of all clients. Send the request again in a moment.");
    }
}
