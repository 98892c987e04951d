package org.onrecord;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import org.onrecord.bulk.importing.ImportJob;
import org.onrecord.database.IncompatibleSchema;
import org.onrecord.database.MigrationConnections;
import org.onrecord.reading.ReadMode;

/**
 * Starts the service. With {@code --migrate} it migrates the database to the schema of this version and exits; with
 * {@code --import FILE} or {@code --import FILE --read} it imports a file and exits; with {@code --read} it reads
 * articles without starting Quarkus, and exits.
 */
@QuarkusMain
public class OnRecord implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(OnRecord.class);

    /** Logs why the start fails. The log manager forgets a logger and its filter without a strong reference. */
    private static final java.util.logging.Logger QUARKUS =
            java.util.logging.Logger.getLogger(Application.class.getName());

    /**
     * They log their versions before the configuration is read. If it is invalid, these lines would hide the reason.
     * The log manager forgets the level of a logger without a strong reference.
     */
    private static final List<java.util.logging.Logger> VERSIONS = Stream.of(
                    "org.hibernate.orm.core",
                    "org.hibernate.orm.connections.pooling",
                    "org.hibernate.validator.internal.util.Version")
            .map(java.util.logging.Logger::getLogger)
            .toList();

    /** The start of the message of Quarkus about the port of the service. */
    private static final String PORT_IN_USE = "Port %d seems to be in use";

    private static final String DATABASE = "quarkus.datasource.jdbc.url";
    private static final String IMPORT = "--import";
    private static final String MIGRATE = "--migrate";
    private static final String READ = "--read";

    private static boolean explained;

    private final ImportJob importJob;

    OnRecord(ImportJob importJob) {
        this.importJob = importJob;
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(READ)) {
            System.setProperty("jdk.console", "java.base");
            System.exit(read(arguments));
        }
        if (isImport(arguments) || isMigration(arguments)) {
            // A job serves no requests, and may run beside the service.
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.management.host-enabled", "false");
        }
        if (isImport(arguments)) {
            // The progress bar needs to know whether there is a terminal. From Java 22 to 24 System.console() returns a
            // console even without one.
            System.setProperty("jdk.console", "java.base");
        }
        if (isMigration(arguments)) {
            System.setProperty("quarkus.flyway.migrate-at-start", "true");
        }
        QUARKUS.setFilter(OnRecord::explain);
        VERSIONS.forEach(logger -> logger.setLevel(Level.WARNING));
        Quarkus.run(OnRecord.class, arguments);
    }

    private static int read(String... arguments) {
        ReadMode mode = new ReadMode(System.console() == null ? null : System.err);
        if (arguments.length == 1) {
            // Unlike System.out, this stream reports a reader that went away.
            return mode.run(System.in, new FileOutputStream(FileDescriptor.out));
        } else if (arguments.length == 3) {
            return mode.run(Path.of(arguments[1]), Path.of(arguments[2]));
        }
        System.err.println("Usage: " + READ + " INPUT OUTPUT, or " + READ + " from standard input to standard output.");
        return 2;
    }

    /**
     * Prints one line instead of a stack trace when the service does not start because a setting is invalid, a port is
     * in use, no database is configured, there is no connection to it, or its schema is incompatible. The filter waits
     * for the record of the failed start: before that, a native executable has only the configuration of its build.
     *
     * @return whether Quarkus logs the record
     */
    private static boolean explain(LogRecord record) {
        if (explained) {
            return false; // Quarkus adds advice to its message about a port.
        }
        String explanation = record.getMessage().startsWith(PORT_IN_USE)
                ? portInUse("QUARKUS_HTTP_PORT", "quarkus.http.port")
                : explanation(record.getThrown());
        if (explanation != null) {
            System.err.println(explanation);
            explained = true;
        }
        return explanation == null;
    }

    private static String portInUse(String variable, String setting) {
        return "OnRecord cannot listen on port "
                + ConfigProvider.getConfig().getConfigValue(setting).getValue()
                + ", because another process does. Set another port as " + variable + ".";
    }

    /** @return null if the stack trace has to explain the failure */
    private static String explanation(Throwable failure) {
        if (failure == null) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsCheck.InvalidSetting) {
                return cause.getMessage();
            } else if (cause instanceof BindException) {
                return portInUse("QUARKUS_MANAGEMENT_PORT", "quarkus.management.port");
            }
        }
        String url = ConfigProvider.getConfig().getConfigValue(DATABASE).getValue();
        if (url == null || !url.startsWith("jdbc:postgresql:")) {
            return "OnRecord needs a PostgreSQL database. Set QUARKUS_DATASOURCE_JDBC_URL"
                    + " (jdbc:postgresql://host:5432/name), QUARKUS_DATASOURCE_USERNAME and"
                    + " QUARKUS_DATASOURCE_PASSWORD.";
        }
        String noConnection = MigrationConnections.explain(failure);
        return noConnection == null ? IncompatibleSchema.explain(failure) : noConnection;
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
            return 0; // Flyway migrated the database during the start.
        }
        if (isImport(arguments)) {
            boolean read = arguments.length == 3 && arguments[2].equals(READ);
            if (arguments.length != 2 && !read) {
                System.err.println("Usage: " + IMPORT + " FILE, or " + IMPORT + " - for standard input. Add " + READ
                        + " to read the quotes of articles without appearances.");
                return 2;
            }
            return importJob.run(arguments[1], read);
        }
        Config config = ConfigProvider.getConfig();
        LOG.infof("GraphiQL: http://localhost:%s/graphiql", config.getValue("quarkus.http.port", String.class));
        Quarkus.waitForExit();
        return 0;
    }
}
