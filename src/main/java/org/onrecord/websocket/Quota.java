package org.onrecord.websocket;

import java.util.HashMap;
import java.util.Map;

/** Counts what clients use, up to a maximum for one client and a maximum for all. Thread-safe. */
final class Quota {

    private final int max;
    private final int maxPerClient;
    private final Map<String, Integer> used = new HashMap<>();
    private int total;

    Quota(int max, int maxPerClient) {
        this.max = max;
        this.maxPerClient = maxPerClient;
    }

    /** Returns whether the client may use one more. If so, it must be released. */
    synchronized boolean tryAcquire(String client) {
        if (total >= max || used.getOrDefault(client, 0) >= maxPerClient) {
            return false;
        }
        total++;
        used.merge(client, 1, Integer::sum);
        return true;
    }

    synchronized void release(String client) {
        total--;
        used.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }
}
