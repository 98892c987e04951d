package org.onrecord.websocket;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/**
 * The statements that read the events of subscriptions. One change can have events for thousands of subscriptions. So
 * that they leave worker threads and connections to the database for requests, few statements run at a time, and the
 * clients take turns. Thread-safe.
 */
final class EventReads {

    private final int max;
    private final int maxPerClient;
    private final Map<String, Integer> running = new HashMap<>();
    private int total;
    /** The clients that have reads to start. The first one is next. */
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();

    /**
     * @param max the reads that run at a time
     * @param maxPerClient the reads of one client that run at a time
     */
    EventReads(int max, int maxPerClient) {
        this.max = max;
        this.maxPerClient = maxPerClient;
    }

    /**
     * Starts a read when it is its turn.
     *
     * @param start called on any thread. It must not block. The caller calls {@link #end} when the read has ended.
     */
    synchronized void start(String client, Runnable start) {
        waiting.computeIfAbsent(client, name -> new ArrayDeque<>()).add(start);
        startWaiting();
    }

    /** A read has ended. */
    synchronized void end(String client) {
        total--;
        running.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
        startWaiting();
    }

    private void startWaiting() {
        while (total < max) {
            String client = nextClient();
            if (client == null) {
                return;
            }
            Queue<Runnable> reads = waiting.remove(client);
            total++;
            running.merge(client, 1, Integer::sum);
            reads.remove().run();
            if (!reads.isEmpty()) {
                waiting.put(client, reads); // Behind the others.
            }
        }
    }

    /** Looks at few clients: those that run as much as they may are at most max / maxPerClient. */
    private String nextClient() {
        for (String client : waiting.keySet()) {
            if (running.getOrDefault(client, 0) < maxPerClient) {
                return client;
            }
        }
        return null;
    }
}
