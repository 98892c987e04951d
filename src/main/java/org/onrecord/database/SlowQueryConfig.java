package org.onrecord.database;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** The settings of {@link SlowQueryLog}. */
@ConfigMapping(prefix = "onrecord.slow-query")
public interface SlowQueryConfig {

    /** The time from which a query is slow. It includes the time that the query waits for a connection. */
    Duration threshold();

    /** The shortest time between two requests for PostgreSQL's plan of a slow query. */
    Duration explainInterval();
}
