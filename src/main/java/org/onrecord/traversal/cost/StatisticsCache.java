package org.onrecord.traversal.cost;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;

import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadTarget;
import org.onrecord.traversal.cost.Statistics.Column;
import org.onrecord.traversal.cost.Statistics.Order;
import org.onrecord.traversal.cost.Statistics.Table;

/**
 * Reads the statistics of the database when the service starts, and again every few minutes while there are requests.
 * No request waits for that: until new statistics have been read, the old ones apply.
 */
@Singleton
public final class StatisticsCache {

    private static final Logger LOG = Logger.getLogger(StatisticsCache.class);

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Until the next attempt, if the database does not answer. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Bits of {@code pg_index.indoption}. */
    private static final int DESCENDING = 1;

    private static final int NULLS_FIRST = 2;

    private static final String COLUMNS = """
            SELECT c.relname, c.reltuples, a.attname, s.n_distinct, s.most_common_freqs[1] AS most_common,
                   coalesce(x.is_indexed, FALSE) AS is_indexed, x.options, x.collations,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid
                           AND strpos(pg_get_indexdef(i.indexrelid),
                                      format('(fold_case(%I) gin_trgm_ops)', a.attname)) > 0) AS has_trigrams
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_stats s
              ON s.schemaname = current_schema() AND s.tablename = c.relname AND s.attname = a.attname
              AND NOT s.inherited
            LEFT JOIN LATERAL (SELECT array_agg(i.indoption[0]::integer) AS options,
                                      array_agg(l.collname::text) AS collations,
                                      -- Conditions compare values in the collation of the column.
                                      bool_or(i.indcollation[0] = a.attcollation) AS is_indexed
                               FROM pg_index i JOIN pg_class o ON o.oid = i.indexrelid JOIN pg_am m ON m.oid = o.relam
                               LEFT JOIN pg_collation l ON l.oid = i.indcollation[0]
                               WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum AND i.indpred IS NULL
                                 AND i.indisvalid AND m.amname = 'btree') x ON TRUE
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
            """;

    private final ReadConnections connections;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile Statistics current = Statistics.UNKNOWN;

    StatisticsCache(ReadConnections connections) {
        this.connections = connections;
    }

    void start(@Observes StartupEvent event) {
        current();
    }

    /** The latest statistics that were read. Does not block. */
    public Statistics current() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos())) {
            try {
                Infrastructure.getDefaultWorkerPool().execute(this::refresh);
            } catch (RejectedExecutionException e) {
                LOG.debug("The statistics are not read, because the service stops", e);
            }
        }
        return current;
    }

    /** Reads the statistics now. Blocks. */
    void refresh() {
        try {
            current = connections.read(ReadTarget.REPLICA, null, StatisticsCache::read);
            next.set(System.nanoTime() + INTERVAL.toNanos());
        } catch (DatabaseFailure e) {
            LOG.debug("The statistics of the database cannot be read", e);
        }
    }

    private static Statistics read(Connection connection) throws SQLException {
        Map<String, Table> tables = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                double rows = row.getDouble("reltuples"); // -1 if the table was never analyzed.
                tables.computeIfAbsent(row.getString("relname"), name -> new Table(rows, new HashMap<>()))
                        .columns()
                        .put(row.getString("attname"), column(row, rows));
            }
        }
        return new Statistics(tables);
    }

    private static Column column(ResultSet row, double rows) throws SQLException {
        double distinct = row.getDouble("n_distinct"); // 0 if unknown, negative if it grows with the table.
        double average = distinct < 0 ? -1 / distinct : distinct > 0 ? rows / distinct : 0;
        return new Column(
                average,
                Math.max(average, rows * row.getDouble("most_common")),
                row.getBoolean("is_indexed"),
                orders(row),
                row.getBoolean("has_trigrams"));
    }

    private static Set<Order> orders(ResultSet row) throws SQLException {
        Array options = row.getArray("options"); // Null if no index starts with the column.
        if (options == null) {
            return Set.of();
        }
        Integer[] bits = (Integer[]) options.getArray();
        String[] collations = (String[]) row.getArray("collations").getArray();
        Set<Order> orders = new HashSet<>();
        for (int i = 0; i < bits.length; i++) {
            orders.add(new Order(collations[i], (bits[i] & DESCENDING) != 0, (bits[i] & NULLS_FIRST) != 0));
        }
        return orders;
    }
}
