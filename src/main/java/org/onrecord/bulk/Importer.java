package org.onrecord.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.logging.Logger;

import org.onrecord.publishing.Entry;
import org.onrecord.publishing.Publisher;

/** Imports people, events and articles from NDJSON: an {@link Entry} a line, in any order. */
@Singleton
class Importer {

    private static final Logger LOG = Logger.getLogger(Importer.class);

    private final Publisher publisher;
    private final EntryReader reader;
    private final ImportConfig config;
    private final CurrentIdentityAssociation currentIdentity;

    Importer(Publisher publisher, EntryReader reader, ImportConfig config, CurrentIdentityAssociation currentIdentity) {
        this.publisher = publisher;
        this.reader = reader;
        this.config = config;
        this.currentIdentity = currentIdentity;
    }

    ImportReport newReport() {
        return new ImportReport(config.reportedErrors());
    }

    /**
     * Imports all lines and tells of them in the report, also of what it breaks off for.
     *
     * @param from the first line that is imported, from 1
     * @param identity who imports, for the audit records; null for the service itself
     */
    void run(InputStream ndjson, long from, SecurityIdentity identity, ImportReport report) {
        ExecutorService writers = Executors.newFixedThreadPool(config.writers(), task -> new Thread(task, "import"));
        try {
            new ImportRun(publisher, reader, task -> writers.execute(() -> as(identity, task)), config, report)
                    .run(ndjson, from);
        } catch (IOException e) {
            LOG.infof("An import breaks off: %s", e.getMessage());
            report.brokeOff("The lines break off: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("An import breaks off", e);
            report.brokeOff("The service or its database failed; the service's log has the reason.");
        } finally {
            writers.shutdown();
        }
    }

    private void as(SecurityIdentity identity, Runnable task) {
        ManagedContext context = Arc.container().requestContext();
        context.activate();
        try {
            if (identity != null) {
                currentIdentity.setIdentity(identity);
            }
            task.run();
        } finally {
            context.terminate();
        }
    }
}
