package org.onrecord.bulk.importing;

import java.time.Duration;

import org.jboss.logging.Logger;

/** Logs the progress of an import where there is no terminal. */
final class ProgressLog extends ImportProgress {

    private static final Logger LOG = Logger.getLogger(ProgressLog.class);

    ProgressLog(ImportReport report, long totalBytes) {
        super(report, totalBytes);
    }

    @Override
    protected Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    protected void show() {
        LOG.info((hasTotal() ? done(100) + " %  " : "") + summary());
    }
}
