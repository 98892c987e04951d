package org.onrecord.bulk;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;

/** The limits of exports. */
@ConfigMapping(prefix = "onrecord.export")
interface ExportConfig {

    /** The maximum number of exports that one instance runs at once. */
    int running();

    /** Whether everyone who may read may export the graph. Otherwise exports require the role {@code admin}. */
    boolean open();

    /** How long an export may take. */
    Duration deadline();

    /** How long a client may take to receive a part of an export, which is 64 KB. */
    Duration stall();
}
