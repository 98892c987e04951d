package org.onrecord.database;

/** The database, and the connection pool, that a read uses. */
public enum ReadTarget {

    /**
     * A replica, if one is configured. The primary takes its place while the replica is unavailable, or if the replica
     * does not have the changes yet that the read must see.
     */
    REPLICA,

    /** The primary, for reads that must see every committed change. */
    PRIMARY,

    /**
     * The primary, by the connection pool of the writes. It is for reads after a write of the same request, so that
     * clients that only read cannot exhaust its connections.
     */
    PRIMARY_WRITE_POOL
}
