package org.onrecord.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.limits.Limits;

/**
 * Executes a bounded number of operations of one client at a time, so that a client leaves connections to the database
 * for others. Some further operations wait for a moment, as a page that sends many queries at once needs. It knows only
 * the clients that have operations now.
 */
@Singleton
final class ClientQueue {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Limits.Client limits;
    private final Map<String, Operations> clients = new HashMap<>();

    ClientQueue(Limits limits) {
        this.limits = limits.client();
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
     * @throws ApiException if too many operations wait, or if this one has waited for too long
     */
    <T> T execute(String client, Supplier<T> operation) {
        Operations operations = enter(client);
        try {
            if (!operations.running.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany();
            }
            try {
                return operation.get();
            } finally {
                operations.running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooMany();
        } finally {
            leave(client, operations);
        }
    }

    private synchronized Operations enter(String client) {
        Operations operations = clients.computeIfAbsent(client, name -> new Operations(limits.running()));
        if (operations.all >= limits.running() + limits.waiting()) {
            throw tooMany();
        }
        operations.all++;
        return operations;
    }

    private synchronized void leave(String client, Operations operations) {
        operations.all--;
        if (operations.all == 0) {
            clients.remove(client);
        }
    }

    private ApiException tooMany() {
        return new ApiException(
                ErrorCode.TOO_MANY_OPERATIONS,
                "A client may run at most " + limits.running() + " operations at a time, while at most "
                        + limits.waiting() + " wait, for at most " + MAX_WAIT.toSeconds()
                        + " seconds. Wait for responses before you send more requests.");
    }
}
