package org.onrecord.traversal.limits;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all bodies of requests have, or all responses. Some of it waits for clients, which send or receive
 * slowly; the rest is what the service works on. When the memory is exhausted, the service gives up what waits for the
 * client that has most of it, the oldest first. So clients that are slow do not keep out the others.
 */
public final class MemoryBudget {

    /** How long {@link Part#await} waits. The service works on a response for a small part of it. */
    private static final long MAX_WAIT_MILLIS = 5000;

    /** Bytes. */
    private final long limit;

    /** What waits for clients, the oldest first. This object guards it, and all that follows. */
    private final Set<Part> waiting = new LinkedHashSet<>();

    /** The bytes of all parts. */
    private long total;

    /** The bytes of the parts that wait for clients. */
    private long totalWaiting;

    /** The bytes of the parts that were given up, but are not closed yet. */
    private long totalGivenUp;

    /** @param limit bytes */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Memory that waits for a client.
     *
     * @param giveUp called on any thread when others need the memory. It makes the owner close the part.
     */
    public synchronized Part waiting(String client, Runnable giveUp) {
        Part part = new Part(client, giveUp);
        waiting.add(part);
        return part;
    }

    /** Memory for what the service works on. */
    public Part working() {
        return new Part(null, null);
    }

    private synchronized boolean reserve(Part part, long length) {
        if (part.givenUp || !canGiveUp(part, length)) {
            return false;
        }
        add(part, length);
        return true;
    }

    /** Whether there is memory if all others are given up that wait. */
    private boolean canGiveUp(Part part, long length) {
        long others = totalWaiting - (waiting.contains(part) ? part.reserved : 0);
        return total - totalGivenUp - others + length <= limit;
    }

    private synchronized void add(Part part, long length) {
        giveUpOthers(part, length);
        total += length;
        totalWaiting += waiting.contains(part) ? length : 0;
        part.reserved += length;
    }

    private void giveUpOthers(Part part, long length) {
        for (Part slow = part; slow != null && total - totalGivenUp + length > limit; ) {
            slow = oldestOfLargestClient(part);
            if (slow != null) {
                complete(slow);
                slow.givenUp = true;
                totalGivenUp += slow.reserved;
                slow.giveUp.run();
            }
        }
    }

    /** The part that is given up next; null if there is none. */
    private Part oldestOfLargestClient(Part except) {
        Map<String, Long> clients = new HashMap<>();
        String largest = null;
        for (Part part : waiting) {
            if (part != except && part.reserved > 0) {
                long bytes = clients.merge(part.client, part.reserved, Long::sum);
                largest = largest == null || bytes > clients.get(largest) ? part.client : largest;
            }
        }
        for (Part part : waiting) {
            if (part != except && part.reserved > 0 && part.client.equals(largest)) {
                return part;
            }
        }
        return null;
    }

    private synchronized boolean await(Part part, long length) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_WAIT_MILLIS);
        while (length <= limit) {
            if (canGiveUp(part, length)) {
                giveUpOthers(part, length);
            }
            if (total + length <= limit) {
                add(part, length);
                return true;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return false;
    }

    private synchronized boolean complete(Part part) {
        boolean removed = waiting.remove(part);
        if (removed) {
            totalWaiting -= part.reserved;
        }
        return removed;
    }

    private synchronized void release(Part part) {
        complete(part);
        total -= part.reserved;
        totalGivenUp -= part.givenUp ? part.reserved : 0;
        part.reserved = 0;
        notifyAll();
    }

    /** The memory of one body or response. */
    public final class Part implements AutoCloseable {

        private final String client;
        /** Null if the service works on it from the start. */
        private final Runnable giveUp;
        /** Guarded by the budget, as is the next field. */
        private boolean givenUp;
        /** Bytes. */
        private long reserved;

        private Part(String client, Runnable giveUp) {
            this.client = client;
            this.giveUp = giveUp;
        }

        /** Reserves memory for further bytes. Returns whether there is enough, and the part was not given up. */
        public boolean reserve(long length) {
            return MemoryBudget.this.reserve(this, length);
        }

        /**
         * Reserves memory for further bytes. Blocks for a moment if the service works on too many others. Returns
         * whether there is enough.
         */
        public boolean await(long length) {
            try {
                return MemoryBudget.this.await(this, length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Counts further bytes, which are in memory already. */
        public void add(long length) {
            MemoryBudget.this.add(this, length);
        }

        /** The client has sent everything. Returns false if the part was given up. */
        public boolean complete() {
            return MemoryBudget.this.complete(this);
        }

        /** Releases the memory, once or several times. */
        @Override
        public void close() {
            release(this);
        }
    }
}
