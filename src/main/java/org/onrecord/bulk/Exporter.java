package org.onrecord.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import jakarta.inject.Singleton;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.DatabaseFailure;
import org.onrecord.database.ReadConnections;
import org.onrecord.database.ReadOperation;
import org.onrecord.database.ReadTarget;

/**
 * Reads the graph as lines that an import accepts. An export lists the nodes in one short transaction, and reads their
 * lines in pages, each by one statement. So it holds no connection, no transaction and no lock while a client receives
 * a page.
 */
@Singleton
class Exporter {

    private static final int PAGE_SIZE = 200;

    /** The lists of ids sort all nodes of a kind, which takes longer than a query of a client may take. */
    private static final Duration LIST_TIMEOUT = Duration.ofMinutes(10);

    private static final String VERSION = "SELECT pg_snapshot_xmin(pg_current_snapshot())";

    /** The records of transactions that had not started when the export began do not belong to it. */
    private static final String AUDIT_END = "SELECT pg_snapshot_xmax(pg_current_snapshot())";

    private static final String AUDIT_IDS = "SELECT id FROM audit_record WHERE transaction >= CAST(? AS xid8)";

    private static final String AUDIT_PAGE = """
            SELECT transaction, key, line FROM exported_audit_record
            WHERE (transaction, key) > (CAST(? AS xid8), ?) AND transaction < CAST(? AS xid8)
            ORDER BY transaction, key LIMIT ?
            """;

    private final ReadConnections reads;

    Exporter(ReadConnections reads) {
        this.reads = reads;
    }

    /** The kinds of lines. An import of the lines in this order defers none of them. */
    enum Kind {
        PERSON("person", "slug", changed("Person")),
        EVENT("event", "slug", changed("Event")),
        ARTICLE(
                "article",
                "url",
                // The line of an article has its quotes.
                changed("Article") + " UNION SELECT article_id FROM quote_appearance WHERE quote_id IN ("
                        + changed("Quote") + ")"),
        /** The audit records. An import does not accept them. */
        AUDIT(null, null, null);

        private final String table;
        private final String key;
        private final String changedSince;

        Kind(String table, String key, String changedSince) {
            this.table = table;
            this.key = key;
            this.changedSince = changedSince;
        }

        private static String changed(String type) {
            return "SELECT owner_key FROM audit_record WHERE owner_type = '" + type
                    + "' AND transaction >= since AND id <> ALL (known)";
        }

        private String selectIds(boolean all) {
            return "SELECT id FROM " + table
                    + (all
                            ? ""
                            : ", CAST(CAST(? AS text) AS xid8) AS since, CAST(? AS bigint[]) AS known WHERE id IN ("
                                    + changedSince + ")")
                    + " ORDER BY " + key + " COLLATE \"C\"";
        }

        private String selectLines() {
            return "SELECT line FROM exported_" + table + " WHERE id = ANY (?) ORDER BY key COLLATE \"C\"";
        }
    }

    /**
     * The changes whose nodes are listed.
     *
     * @param version the version of the graph before the changes
     * @param known the ids of the audit records that are later than the version, but do not count
     */
    private record Changes(String version, long[] known) {}

    /**
     * The nodes of an export.
     *
     * @param token the position of the server that listed the nodes
     * @param later the changes that are not in the lists
     * @param ids the ids of the nodes of each kind, in the order of their keys
     */
    private record Contents(ConsistencyToken token, Changes later, String auditEnd, Map<Kind, long[]> ids) {}

    /**
     * Exports all nodes, or those that have changed. A node that is deleted meanwhile has no line. The nodes that
     * change meanwhile follow after the others.
     *
     * @param since the version of an earlier export, for the nodes that have changed after it; null for all nodes
     * @param version takes the version of this export, before the first line
     * @param line takes the lines without terminators; an exception ends the export
     * @throws DatabaseFailure if the database fails
     */
    void export(List<Kind> kinds, Long since, Consumer<String> version, Consumer<String> line) {
        Changes changes = since == null ? null : new Changes(since.toString(), new long[0]);
        Contents contents = list(null, connection -> contents(connection, kinds, changes));
        version.accept(contents.later().version());
        for (Kind kind : kinds) {
            if (kind == Kind.AUDIT) {
                exportAuditRecords(since, contents, line);
            } else {
                exportNodes(kind, contents.ids().get(kind), contents.token(), line);
            }
        }
        exportLaterChanges(kinds, contents, line);
    }

    /**
     * Exports the nodes that have changed since the lists were read: the lines of others can name their new slugs. A
     * line names nodes of its own kind and of the kinds before, so the lists of these are read after it.
     */
    private void exportLaterChanges(List<Kind> kinds, Contents contents, Consumer<String> line) {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            Kind kind = kinds.get(i);
            if (kind != Kind.AUDIT) {
                long[] ids = list(contents.token(), connection -> ids(connection, kind, contents.later()));
                exportNodes(kind, ids, contents.token(), line);
            }
        }
    }

    /** Reads lists of ids, in one transaction. */
    private <T> T list(ConsistencyToken token, ReadOperation<T> operation) {
        return reads.read(ReadTarget.REPLICA, token, connection -> {
            int networkTimeout = connection.getNetworkTimeout();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + LIST_TIMEOUT.toMillis());
                // The server ends the statement first.
                connection.setNetworkTimeout(
                        Runnable::run, (int) LIST_TIMEOUT.plusMinutes(1).toMillis());
                return operation.execute(connection);
            } finally {
                connection.rollback();
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        });
    }

    private static Contents contents(Connection connection, List<Kind> kinds, Changes changes) throws SQLException {
        // All older transactions are in the snapshot. Some later ones can be too; the next export repeats them.
        String version = readText(connection, VERSION);
        String auditEnd = readText(connection, AUDIT_END);
        Map<Kind, long[]> ids = new EnumMap<>(Kind.class);
        for (Kind kind : kinds) {
            if (kind != Kind.AUDIT) {
                ids.put(kind, ids(connection, kind, changes));
            }
        }
        Changes later = new Changes(version, auditIds(connection, version));
        return new Contents(ConsistencyToken.now(connection), later, auditEnd, ids);
    }

    private static long[] ids(Connection connection, Kind kind, Changes changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.selectIds(changes == null))) {
            if (changes != null) {
                statement.setString(1, changes.version());
                statement.setObject(2, changes.known());
            }
            return readIds(statement);
        }
    }

    private static long[] auditIds(Connection connection, String version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AUDIT_IDS)) {
            statement.setString(1, version);
            return readIds(statement);
        }
    }

    private static long[] readIds(PreparedStatement statement) throws SQLException {
        statement.setFetchSize(10_000);
        LongStream.Builder ids = LongStream.builder();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids.build().toArray();
    }

    private void exportNodes(Kind kind, long[] ids, ConsistencyToken token, Consumer<String> line) {
        for (int from = 0; from < ids.length; from += PAGE_SIZE) {
            long[] page = Arrays.copyOfRange(ids, from, Math.min(from + PAGE_SIZE, ids.length));
            reads.read(ReadTarget.REPLICA, token, connection -> lines(connection, kind, page))
                    .forEach(line);
        }
    }

    private static List<String> lines(Connection connection, Kind kind, long[] ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(kind.selectLines())) {
            statement.setObject(1, ids);
            List<String> lines = new ArrayList<>(ids.length);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        }
    }

    private void exportAuditRecords(Long since, Contents contents, Consumer<String> line) {
        AuditPage page = new AuditPage(since == null ? "0" : since.toString(), 0, List.of());
        do {
            AuditPage previous = page;
            page = reads.read(
                    ReadTarget.REPLICA,
                    contents.token(),
                    connection -> auditPage(connection, previous, contents.auditEnd()));
            page.lines().forEach(line);
        } while (page.lines().size() == PAGE_SIZE);
    }

    /**
     * A page of audit records.
     *
     * @param transaction the transaction of its last record
     * @param key the key of its last record
     */
    private record AuditPage(String transaction, long key, List<String> lines) {}

    private static AuditPage auditPage(Connection connection, AuditPage previous, String end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AUDIT_PAGE)) {
            statement.setString(1, previous.transaction());
            statement.setLong(2, previous.key());
            statement.setString(3, end);
            statement.setInt(4, PAGE_SIZE);
            String transaction = previous.transaction();
            long key = previous.key();
            List<String> lines = new ArrayList<>(PAGE_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    transaction = rows.getString(1);
                    key = rows.getLong(2);
                    lines.add(rows.getString(3));
                }
            }
            return new AuditPage(transaction, key, lines);
        }
    }

    private static String readText(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
