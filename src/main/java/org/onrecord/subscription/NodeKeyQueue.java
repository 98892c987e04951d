package org.onrecord.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A queue of the primary keys of nodes, whose events wait for a subscriber. Queues share the arrays and never change
 * them.
 */
public final class NodeKeyQueue {

    private final Deque<long[]> arrays = new ArrayDeque<>();
    /** The number of keys of the first array that were removed. */
    private int offset;

    private int size;

    public int size() {
        return size;
    }

    public void add(long[] keys) {
        arrays.add(keys);
        size += keys.length;
    }

    /** The first keys, without removing them. */
    public List<Long> first(int max) {
        List<Long> first = new ArrayList<>();
        int next = offset;
        for (Iterator<long[]> rest = arrays.iterator(); rest.hasNext() && first.size() < max; next = 0) {
            long[] keys = rest.next();
            while (next < keys.length && first.size() < max) {
                first.add(keys[next++]);
            }
        }
        return first;
    }

    public void removeFirst(int count) {
        size -= count;
        offset += count;
        while (!arrays.isEmpty() && offset >= arrays.getFirst().length) {
            offset -= arrays.removeFirst().length;
        }
    }
}
