package org.onrecord;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import org.onrecord.publish.ImportJob;

/**
 * Starts the service; or, with {@code --migrate}, brings the database to this version's schema and ends; or, with
 * {@code --import FILE}, imports a file and ends.
 */
@QuarkusMain
public class OnRecord implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(OnRecord.class);

    private static final String IMPORT = "--import";
    private static final String MIGRATE = "--migrate";

    private final ImportJob importJob;

    OnRecord(ImportJob importJob) {
        this.importJob = importJob;
    }

    public static void main(String[] arguments) {
        if (isImport(arguments) || isMigration(arguments)) {
            System.setProperty("quarkus.http.host-enabled", "false"); // A job serves nobody.
        }
        if (isImport(arguments)) {
            // Whether there is a terminal for the progress bar: from Java 22 to 24 System.console() would always say
            // yes.
            System.setProperty("jdk.console", "java.base");
        }
        if (isMigration(arguments)) {
            System.setProperty("quarkus.flyway.migrate-at-start", "true");
        }
        // Without this check Quarkus fails too, but with a page of stack trace that buries what is missing.
        if (ConfigProvider.getConfig()
                                .getConfigValue("quarkus.datasource.jdbc.url")
                                .getValue()
                        == null
                && !bringsItsOwnDatabase()) {
            System.err.println(
                    "OnRecord needs a PostgreSQL database: set QUARKUS_DATASOURCE_JDBC_URL"
                            + " (jdbc:postgresql://host:5432/name), QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
            System.exit(1);
        }
        Quarkus.run(OnRecord.class, arguments);
    }

    /** Development mode starts the embedded PostgreSQL, whose address is not known yet; production does not carry it. */
    private static boolean bringsItsOwnDatabase() {
        try {
            Class.forName(
                    "io.quarkiverse.embedded.postgresql.EmbeddedPostgreSQLConfig",
                    false,
                    Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isImport(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(IMPORT);
    }

    private static boolean isMigration(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(MIGRATE);
    }

    @Override
    public int run(String... arguments) {
        if (isMigration(arguments)) {
            return 0; // It is done: the start of the application was it.
        }
        if (isImport(arguments)) {
            if (arguments.length != 2) {
                System.err.println("Say what to import: " + IMPORT + " FILE, or " + IMPORT + " - for standard input.");
                return 2;
            }
            return importJob.run(arguments[1]);
        }
        Config config = ConfigProvider.getConfig();
        LOG.infof("GraphiQL: http://localhost:%s/graphiql", config.getValue("quarkus.http.port", String.class));
        Quarkus.waitForExit();
        return 0;
    }
}
