package org.onrecord.database;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Gives Flyway connections of its own to the default data source. The timeouts of the pool would end a long migration;
 * {@code beforeEachMigrate.sql} sets those of migrations.
 */
@Singleton
public final class MigrationConnections implements FlywayConfigurationCustomizer {

    /** Attempts, one a second. Another process may migrate for as long as the Job in Kubernetes may take. */
    private static final int LOCK_RETRIES = 3600;

    private final Optional<String> url;
    private final Optional<String> username;
    private final Optional<String> password;

    /** @param username empty if the URL contains it, or if the server needs none */
    MigrationConnections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        url.ifPresent(address -> configuration.dataSource(address, username.orElse(null), password.orElse(null)));
        configure(configuration);
    }

    /**
     * Explains why the service did not start.
     *
     * @param failure the failure of the start
     * @return the message for the operator; null if the cause is not that Flyway got no connection
     */
    public static String explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywaySqlUnableToConnectToDbException && cause.getCause() != null) {
                Throwable refusal = cause.getCause();
                return "OnRecord gets no connection to its database. Check QUARKUS_DATASOURCE_JDBC_URL,"
                        + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD. " + refusal.getMessage()
                        + (refusal.getCause() == null ? "" : " (" + refusal.getCause() + ")");
            }
        }
        return null;
    }

    /**
     * Lets migrations create indexes concurrently. Flyway locks the database against other processes that migrate. By
     * default a transaction holds this lock, and CREATE INDEX CONCURRENTLY waits for the end of all transactions.
     */
    public static void configure(FluentConfiguration configuration) {
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        configuration.lockRetryCount(LOCK_RETRIES);
    }
}
