package org.onrecord.subscription;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transactions that were finished at some moment (PostgreSQL's {@code pg_snapshot}).
 *
 * @param xmin all earlier transactions were finished
 * @param xmax this transaction and all later ones had not started
 * @param running the transactions from {@code xmin} to {@code xmax} that were not finished
 */
record TransactionSnapshot(long xmin, long xmax, Set<Long> running) {

    /** @param text PostgreSQL's text form, for example {@code 10:20:10,14,15} */
    static TransactionSnapshot parse(String text) {
        String[] parts = text.split(":", -1);
        Set<Long> running = Arrays.stream(parts[2].split(","))
                .filter(transaction -> !transaction.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /** Whether the transaction was finished. */
    boolean contains(long transaction) {
        return transaction < xmin || transaction < xmax && !running.contains(transaction);
    }
}
