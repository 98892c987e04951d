package org.onrecord.bulk;

import io.smallrye.config.ConfigMapping;

/** The limits of exports. */
@ConfigMapping(prefix = "onrecord.export")
interface ExportConfig {

    /** The maximum number of exports that one instance runs at once. */
    int running();
}
