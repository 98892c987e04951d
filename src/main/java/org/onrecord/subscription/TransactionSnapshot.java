package org.onrecord.subscription;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions were done at some moment (PostgreSQL's {@code pg_snapshot}).
 *
 * @param oldest all before this one were done
 * @param next this one, and all behind it, had not begun
 * @param running those between the two that were not done
 */
record TransactionSnapshot(long oldest, long next, Set<Long> running) {

    /** Of PostgreSQL's notation, {@code 10:20:10,14,15}. */
    static TransactionSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        Set<Long> running = Arrays.stream(parts[2].split(","))
                .filter(transaction -> !transaction.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether what a transaction did could be seen, if it was not rolled back. */
    boolean shows(long transaction) {
        return transaction < oldest || transaction < next && !running.contains(transaction);
    }
}
