package org.onrecord.database;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** When a query is slow, and how often PostgreSQL is asked why. */
@ConfigMapping(prefix = "onrecord.slow-query")
public interface SlowQueryConfig {

    /** How long a query's statement takes, waiting for a connection included, before the log tells of it. */
    Duration threshold();

    /** How much time passes at least between two questions to PostgreSQL for its plan of a slow query. */
    Duration explainInterval();
}
