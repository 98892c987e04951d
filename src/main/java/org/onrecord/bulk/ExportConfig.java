package org.onrecord.bulk;

import io.smallrye.config.ConfigMapping;

/** What exports may take of the service. */
@ConfigMapping(prefix = "onrecord.export")
interface ExportConfig {

    /** How many exports run beside each other in one process. */
    int running();
}
