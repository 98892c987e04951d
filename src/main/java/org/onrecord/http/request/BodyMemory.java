package org.onrecord.http.request;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The memory that all bodies of requests have, or those of responses. When it is exhausted, the body that is being
 * received or sent for the longest time is given up, so clients that are slow do not keep out the others.
 */
public final class BodyMemory {

    /** Bytes. */
    private final long limit;

    /** The parts of the bodies that are not complete, the oldest first. This object guards it. */
    private final Set<Part> incomplete = new LinkedHashSet<>();

    /** The bytes of all bodies in memory: those that are not complete, and those that no worker thread took yet. */
    private long total;

    /** The part of the total that the incomplete bodies have reserved. */
    private long totalIncomplete;

    /** @param limit bytes */
    public BodyMemory(long limit) {
        this.limit = limit;
    }

    /**
     * The memory of a body that is received or sent from now on.
     *
     * @param giveUp called on any thread when the body has lost its memory to another one
     */
    public synchronized Part open(Runnable giveUp) {
        Part part = new Part(giveUp);
        incomplete.add(part);
        return part;
    }

    private synchronized boolean reserve(Part part, int length) {
        if (!incomplete.contains(part)) {
            return false;
        }
        long others = totalIncomplete - part.reserved;
        if (total - others + length > limit) {
            return false; // Complete bodies hold the memory. To give up the others would not help.
        }
        for (Iterator<Part> oldest = incomplete.iterator(); total + length > limit; ) {
            Part slow = oldest.next();
            if (slow != part && slow.reserved > 0) {
                oldest.remove();
                totalIncomplete -= slow.reserved;
                total -= slow.reserved;
                slow.reserved = 0;
                slow.giveUp.run();
            }
        }
        totalIncomplete += length;
        total += length;
        part.reserved += length;
        return true;
    }

    private synchronized boolean complete(Part part) {
        boolean removed = incomplete.remove(part);
        if (removed) {
            totalIncomplete -= part.reserved;
        }
        return removed;
    }

    private synchronized void release(Part part) {
        complete(part);
        total -= part.reserved;
        part.reserved = 0;
    }

    /** The memory of one body. */
    public final class Part {

        private final Runnable giveUp;
        /** Bytes. Guarded by the memory of all bodies. */
        private long reserved;

        private Part(Runnable giveUp) {
            this.giveUp = giveUp;
        }

        /** Reserves memory for further bytes. Returns whether there is enough. */
        public boolean reserve(int length) {
            return BodyMemory.this.reserve(this, length);
        }

        /** The body has arrived. No other body takes its memory from now on. Returns false if it was given up. */
        boolean complete() {
            return BodyMemory.this.complete(this);
        }

        public void release() {
            BodyMemory.this.release(this);
        }
    }
}
