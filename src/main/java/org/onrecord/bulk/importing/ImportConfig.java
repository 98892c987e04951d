package org.onrecord.bulk.importing;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** The limits of imports. */
@ConfigMapping(prefix = "onrecord.import")
interface ImportConfig {

    /** The maximum number of lines in one transaction. */
    int batch();

    /** The number of transactions that one import runs at once. */
    int writers();

    /** The maximum length of a line. A longer line is reported as failed. */
    MemorySize line();

    /** The maximum number of failed lines that the result lists. Others are only counted. */
    int reportedErrors();

    /** The maximum number of imports that one instance runs at once. */
    int running();

    /** The interval of progress messages. */
    Duration progress();
}
