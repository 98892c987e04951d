package org.onrecord.traversal.cost;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.onrecord.traversal.cost.Statistics.IndexColumn;
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
                   CASE WHEN s.n_distinct BETWEEN 1 AND 1000 THEN s.most_common_vals::text::text[] END AS common_values,
                   s.most_common_freqs AS common_shares, x.indexes, x.positions, x.options, x.collations, x.comparable,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid
                           AND strpos(pg_get_indexdef(i.indexrelid),
                                      format('(fold_case(%I) gin_trgm_ops)', a.attname)) > 0) AS has_trigrams
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_stats s
              ON s.schemaname = current_schema() AND s.tablename = c.relname AND s.attname = a.attname
              AND NOT s.inherited
            LEFT JOIN LATERAL (SELECT array_agg(i.indexrelid::bigint) AS indexes,
                                      array_agg(position) AS positions,
                                      array_agg(i.indoption[position]::integer) AS options,
                                      array_agg(l.collname::text) AS collations,
                                      -- Conditions compare values in the collation of the column.
                                      array_agg(i.indcollation[position] = a.attcollation) AS comparable
                               FROM pg_index i JOIN pg_class o ON o.oid = i.indexrelid JOIN pg_am m ON m.oid = o.relam
                               CROSS JOIN generate_series(0, i.indnkeyatts - 1) position
                               LEFT JOIN pg_collation l ON l.oid = i.indcollation[position]
                               WHERE i.indrelid = c.oid AND i.indkey[position] = a.attnum AND i.indpred IS NULL
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
        // The columns of each index, by their position.
        Map<Long, SortedMap<Integer, IndexColumn>> indexes = new HashMap<>();
        Map<Long, String> tableOfIndex = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                double rows = row.getDouble("reltuples"); // -1 if the table was never analyzed.
                String table = row.getString("relname");
                tables.computeIfAbsent(table, name -> new Table(rows, new HashMap<>(), new ArrayList<>()))
                        .columns()
                        .put(row.getString("attname"), column(row, rows));
                for (Map.Entry<Long, SortedMap<Integer, IndexColumn>> part :
                        indexColumns(row).entrySet()) {
                    tableOfIndex.put(part.getKey(), table);
                    indexes.computeIfAbsent(part.getKey(), index -> new TreeMap<>())
                            .putAll(part.getValue());
                }
            }
        }
        indexes.forEach((index, columns) ->
                tables.get(tableOfIndex.get(index)).indexes().add(leadingColumns(columns)));
        return new Statistics(tables);
    }

    private static Column column(ResultSet row, double rows) throws SQLException {
        double distinct = row.getDouble("n_distinct"); // 0 if unknown, negative if it grows with the table.
        double average = distinct < 0 ? -1 / distinct : distinct > 0 ? rows / distinct : 0;
        return new Column(
                average,
                Math.max(average, rows * row.getDouble("most_common")),
                commonValues(row),
                row.getBoolean("has_trigrams"));
    }

    private static Map<String, Double> commonValues(ResultSet row) throws SQLException {
        Array values = row.getArray("common_values"); // Null if the column has none, or too many values.
        if (values == null) {
            return Map.of();
        }
        String[] names = (String[]) values.getArray();
        Float[] shares = (Float[]) row.getArray("common_shares").getArray();
        Map<String, Double> common = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            common.put(names[i], shares[i].doubleValue());
        }
        return common;
    }

    /** The places of a column in indexes, by the identifier of the index. */
    private static Map<Long, SortedMap<Integer, IndexColumn>> indexColumns(ResultSet row) throws SQLException {
        Array array = row.getArray("indexes"); // Null if no index has the column.
        if (array == null) {
            return Map.of();
        }
        Long[] indexes = (Long[]) array.getArray();
        Integer[] positions = (Integer[]) row.getArray("positions").getArray();
        Integer[] options = (Integer[]) row.getArray("options").getArray();
        String[] collations = (String[]) row.getArray("collations").getArray();
        Boolean[] comparable = (Boolean[]) row.getArray("comparable").getArray();
        Map<Long, SortedMap<Integer, IndexColumn>> columns = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            Order order = new Order(collations[i], (options[i] & DESCENDING) != 0, (options[i] & NULLS_FIRST) != 0);
            columns.computeIfAbsent(indexes[i], index -> new TreeMap<>())
                    .put(positions[i], new IndexColumn(row.getString("attname"), order, comparable[i]));
        }
        return columns;
    }

    /** The columns of an index up to the first expression. */
    private static List<IndexColumn> leadingColumns(SortedMap<Integer, IndexColumn> columns) {
        List<IndexColumn> leading = new ArrayList<>();
        while (columns.containsKey(leading.size())) {
            leading.add(columns.get(leading.size()));
        }
        return leading;
    }
}
