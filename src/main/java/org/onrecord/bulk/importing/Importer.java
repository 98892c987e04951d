package org.onrecord.bulk.importing;

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

import org.onrecord.mutation.input.NodeInput;
import org.onrecord.publishing.Publisher;

/** Imports NDJSON with a {@link NodeInput} on each line, in any order. */
@Singleton
class Importer {

    private static final Logger LOG = Logger.getLogger(Importer.class);

    private final Publisher publisher;
    private final LineParser parser;
    private final ImportConfig config;
    private final CurrentIdentityAssociation currentIdentity;

    Importer(Publisher publisher, LineParser parser, ImportConfig config, CurrentIdentityAssociation currentIdentity) {
        this.publisher = publisher;
        this.parser = parser;
        this.config = config;
        this.currentIdentity = currentIdentity;
    }

    ImportReport newReport() {
        return new ImportReport(config.reportedErrors());
    }

    /**
     * Imports all lines. The report takes the results, and the reason if the import breaks off.
     *
     * @param from the number of the first line to import, from 1
     * @param read whether the quotes of articles without appearances are read
     * @param identity the actor of the audit records; null for the service itself
     */
    void run(InputStream ndjson, long from, boolean read, SecurityIdentity identity, ImportReport report) {
        ExecutorService writers = Executors.newFixedThreadPool(config.writers(), task -> new Thread(task, "import"));
        try {
            new ImportRun(publisher, parser, task -> writers.execute(() -> runAs(identity, task)), config, report, read)
                    .run(ndjson, from);
        } catch (IOException e) {
            LOG.infof("An import broke off: %s", e.getMessage());
            report.brokeOff("The input broke off: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("An import failed", e);
            report.brokeOff("The service or the database failed. See the log of the service.");
        } finally {
            writers.shutdown();
        }
    }

    private void runAs(SecurityIdentity identity, Runnable task) {
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
