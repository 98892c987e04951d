package org.onrecord.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** A queue of nodes that a subscriber has yet to be told of, by their primary keys. Arrays in it may be shared, and stay as they are. */
public final class NodeKeyQueue {

    private final Deque<long[]> arrays = new ArrayDeque<>();
    /** How many keys of the first array are no longer in the queue. */
    private int offset;

    private int size;

    public int size() {
        return size;
    }

    public void add(long[] keys) {
        arrays.add(keys);
        size += keys.length;
    }

    /** The first keys, so many at most. They stay in the queue. */
    public List<Long> first(int most) {
        List<Long> first = new ArrayList<>();
        int next = offset;
        for (Iterator<long[]> rest = arrays.iterator(); rest.hasNext() && first.size() < most; next = 0) {
            long[] keys = rest.next();
            while (next < keys.length && first.size() < most) {
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
