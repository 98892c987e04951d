package org.onrecord.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Connections for short reads on event loops. The driver of Vert.x does not block, so a read needs no worker thread.
 * They lead to the database of the pool "reads", with its settings. Reads that find no place here, and reads whose
 * connection fails, are for {@link ReadConnections}, which waits, checks connections and knows the primary.
 */
@Singleton
public final class EventLoopConnections {

    private static final Logger LOG = Logger.getLogger(EventLoopConnections.class);

    /**
     * How long a read may take. One that takes longer is not short, or waits for a lock, or its connection is dead.
     */
    private static final Duration MAX_TIME = Duration.ofSeconds(1);

    /** How long no read comes here after there was no connection. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ReplicaMonitor monitor;
    private final ProbeConnections probes;
    private final int maxConnections;
    /** Null if a setting of the pool "reads" means nothing to this driver, or no connections are configured. */
    private final PgConnectOptions options;

    /** Null if there are no options. */
    private final Pool pool;

    /** The connections in use. No read waits for one. */
    private final AtomicInteger active = new AtomicInteger();

    private volatile long resumption = System.nanoTime();

    /** The options once the encryption is known; null at first, and after a connection failed. */
    private volatile PgConnectOptions negotiated;

    /** Whether the last attempt to open a connection failed. */
    private final AtomicBoolean failing = new AtomicBoolean();

    EventLoopConnections(
            Vertx vertx,
            @DataSource("reads") AgroalDataSource reads,
            ReplicaMonitor monitor,
            ProbeConnections probes,
            @ConfigProperty(name = "onrecord.event-loop-connections") int maxConnections) {
        this.vertx = vertx;
        this.monitor = monitor;
        this.probes = probes;
        this.maxConnections = maxConnections;
        this.options = maxConnections == 0 ? null : PgOptions.of(reads);
        this.pool = options == null
                ? null
                : PgBuilder.pool()
                        .with(PgOptions.ofPool(reads).setMaxSize(maxConnections))
                        .connectingTo(this::nextOptions)
                        .withConnectHandler(this::opened)
                        .using(vertx)
                        .build();
    }

    /** Finds out early whether the server encrypts. If this fails, the first connection tries it again. */
    void start(@Observes StartupEvent event) {
        if (pool != null) {
            nextOptions();
        }
    }

    /** The read has to be repeated on a worker thread. */
    public static final class Unavailable extends RuntimeException {

        public Unavailable(String message) {
            super(message);
        }

        private Unavailable(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Whether reads come here: connections are configured, and the database had one a moment ago. */
    public boolean isOpen() {
        return pool != null && !monitor.isReplicaUnavailable() && System.nanoTime() - resumption >= 0;
    }

    /**
     * Starts a read of at most one row. Does not block.
     *
     * @param sql with the parameters {@code $1}, {@code $2}
     * @return the row, or null if there is none; or {@link DatabaseFailure} if PostgreSQL ended the read with an error;
     *     or {@link Unavailable}. Null if reads do not come here, if all connections are in use, or if the statement is
     *     too long to keep it prepared.
     */
    public Future<Row> read(String sql, List<Object> values) {
        if (!isOpen() || !options.getPreparedStatementCacheSqlFilter().test(sql)) {
            return null;
        }
        if (active.incrementAndGet() > maxConnections) {
            active.decrementAndGet();
            return null;
        }
        return pool.getConnection()
                .recover(failure -> {
                    active.decrementAndGet();
                    resumption = System.nanoTime() + PAUSE.toNanos();
                    negotiated = null; // The server may have another encryption now.
                    logFirst(failure);
                    return Future.failedFuture(new Unavailable(failure));
                })
                .compose(connection -> read(connection, sql, values));
    }

    /** Logs only the first failure of an outage. */
    private void logFirst(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            String cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            LOG.warnf("Short queries run on worker threads, because event loops get no connection: %s", cause);
        }
    }

    /** The pool calls this for each new connection. Only a new one shows that the outage is over. */
    private void opened(SqlConnection connection) {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Event loops get connections again");
        }
        connection.close(); // It goes to the pool.
    }

    private Future<Row> read(SqlConnection connection, String sql, List<Object> values) {
        Promise<Row> result = Promise.promise();
        Future<RowSet<Row>> read = execute(connection, sql, values);
        long timer = vertx.setTimer(MAX_TIME.toMillis(), expired -> {
            result.tryFail(new Unavailable("The database did not answer in time"));
            cancel(connection, read);
        });
        read.onComplete(rows -> {
            if (vertx.cancelTimer(timer)) {
                release(connection);
            }
            if (rows.succeeded()) {
                result.tryComplete(first(rows.result()));
            } else {
                result.tryFail(failure(rows.cause()));
            }
        });
        return result.future();
    }

    private static Future<RowSet<Row>> execute(SqlConnection connection, String sql, List<Object> values) {
        try {
            return connection.preparedQuery(sql).execute(Tuple.wrap(values));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /** Cancels a read. The request to cancel it must not find the next read of the connection. */
    private void cancel(SqlConnection connection, Future<RowSet<Row>> read) {
        Future<Void> request = vertx.executeBlocking(this::lookUpAddress, false)
                .compose(known -> PgConnection.cast(connection).cancelRequest());
        Future.join(read, request)
                .onComplete(both -> vertx.setTimer(MAX_TIME.toMillis(), later -> release(connection)));
    }

    private void release(SqlConnection connection) {
        connection.close();
        active.decrementAndGet();
    }

    private static Row first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    /**
     * The driver does not tell a connection that broke from one that PostgreSQL ended: both have no message. So a read
     * that the server ended is repeated, once, on a worker thread.
     */
    private RuntimeException failure(Throwable failure) {
        if (failure instanceof PgException error) {
            DatabaseFailure ended =
                    new DatabaseFailure(new SQLException(error.getErrorMessage(), error.getSqlState(), error));
            // The replica may cancel the read again because of replication. The primary does not.
            boolean isRepeated =
                    monitor.isReplicated() && ended.isConflictWithReplication() || isOfPreparedStatement(error);
            return isRepeated ? new Unavailable(error) : ended;
        }
        return new Unavailable(failure);
    }

    /**
     * Whether the statement has to be prepared again: the session has lost it (26000), or its result would have other
     * types now (0A000, of this function of PostgreSQL). JDBC repeats it, too.
     */
    private static boolean isOfPreparedStatement(PgException error) {
        return "26000".equals(error.getSqlState())
                || "0A000".equals(error.getSqlState()) && "RevalidateCachedQuery".equals(error.getRoutine());
    }

    /** Looks up the address of the database, and returns the options of the next connection. */
    private Future<SqlConnectOptions> nextOptions() {
        return vertx.executeBlocking(
                () -> {
                    lookUpAddress();
                    PgConnectOptions known = negotiated;
                    if (known == null) {
                        known = PgOptions.negotiated(options, probes);
                        negotiated = known;
                    }
                    return PgOptions.withCertificates(known);
                },
                false);
    }

    /** Java looks up the address of the database, which blocks. Without this, Vert.x would do it on the event loop. */
    private Void lookUpAddress() throws IOException {
        try {
            InetAddress.getAllByName(options.getHost());
            return null;
        } catch (UnknownHostException e) {
            throw new IOException("The name of the host is unknown: " + options.getHost(), e);
        }
    }

    void stop(@Observes Shutdown event) {
        if (pool != null) {
            pool.close();
        }
    }
}
