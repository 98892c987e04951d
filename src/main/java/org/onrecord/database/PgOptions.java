package org.onrecord.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.security.SimplePassword;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import org.jboss.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Translates the settings of a JDBC pool for the driver of Vert.x, so that operators configure a database once. */
final class PgOptions {

    private static final Logger LOG = Logger.getLogger(PgOptions.class);

    /** The settings that are translated, and those that mean nothing to the driver of Vert.x. */
    private static final Set<PGProperty> KNOWN = Set.of(
            PGProperty.PG_HOST,
            PGProperty.PG_PORT,
            PGProperty.PG_DBNAME,
            PGProperty.USER,
            PGProperty.PASSWORD,
            PGProperty.OPTIONS,
            PGProperty.APPLICATION_NAME,
            PGProperty.SSL_MODE,
            PGProperty.SSL_ROOT_CERT,
            PGProperty.SSL_RESPONSE_TIMEOUT,
            PGProperty.CONNECT_TIMEOUT,
            PGProperty.LOGIN_TIMEOUT,
            PGProperty.SOCKET_TIMEOUT,
            PGProperty.TCP_KEEP_ALIVE,
            PGProperty.PREPARE_THRESHOLD,
            // How JDBC declares texts. The statements cast each parameter.
            PGProperty.STRING_TYPE,
            PGProperty.PREPARED_STATEMENT_CACHE_QUERIES,
            PGProperty.PREPARED_STATEMENT_CACHE_SIZE_MIB);

    /** For a connection, with its authentication. */
    private static final int CONNECTION_SECONDS = 2;

    /** For a connection without traffic: one that nobody needs, or whose server is gone. */
    private static final int IDLE_SECONDS = 120;

    private PgOptions() {}

    /** The options of the connections; null if the driver of Vert.x cannot do what the settings ask for. */
    static PgConnectOptions of(AgroalDataSource dataSource) {
        AgroalConnectionFactoryConfiguration jdbc =
                dataSource.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        Properties settings = Driver.parseURL(jdbc.jdbcUrl(), jdbc.jdbcProperties());
        String unknown = unknown(settings, jdbc);
        if (unknown != null) {
            LOG.infof("All reads run on worker threads, because only JDBC has the setting %s", unknown);
            return null;
        }
        PgConnectOptions options = new PgConnectOptions()
                .setHost(PGProperty.PG_HOST.getOrDefault(settings))
                .setPort(number(PGProperty.PG_PORT, settings))
                .setDatabase(PGProperty.PG_DBNAME.getOrDefault(settings))
                // A read must not wait for another one.
                .setPipeliningLimit(1)
                .addProperty("application_name", PGProperty.APPLICATION_NAME.getOrDefault(settings))
                .addProperty("TimeZone", TimeZone.getDefault().getID());
        if (PGProperty.OPTIONS.isPresent(settings)) {
            options.addProperty("options", PGProperty.OPTIONS.getOrDefault(settings));
        }
        options.setMetricsName("postgresql|reads");
        credentials(options, settings, jdbc);
        preparedStatements(options, settings);
        timeouts(options, settings);
        encryption(options, settings);
        return options;
    }

    /**
     * The options with encryption if the connections of JDBC have it. If Vert.x found out itself whether the server
     * encrypts, it would forget to close a connection to a server that does not. Blocks.
     */
    static PgConnectOptions negotiated(PgConnectOptions options, ProbeConnections probes) throws SQLException {
        return switch (options.getSslMode()) {
            case ALLOW, PREFER ->
                new PgConnectOptions(options)
                        .setSslMode(probes.readFromProbe(PgOptions::isEncrypted) ? SslMode.REQUIRE : SslMode.DISABLE);
            default -> options;
        };
    }

    /**
     * The options with the certificates that their file has now, because Vert.x reads a file only once. Vert.x keeps
     * some memory for each content that it gets. Blocks.
     */
    static PgConnectOptions withCertificates(PgConnectOptions options) throws IOException {
        return verifies(options.getSslMode())
                ? new PgConnectOptions(options).setPemTrustOptions(certificates(options.getPemTrustOptions()))
                : options;
    }

    private static boolean isEncrypted(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static PemTrustOptions certificates(PemTrustOptions files) throws IOException {
        PemTrustOptions certificates = new PemTrustOptions();
        for (String file : files.getCertPaths()) {
            try {
                certificates.addCertValue(Buffer.buffer(Files.readAllBytes(Path.of(file))));
            } catch (IOException e) {
                throw new IOException("The file of sslrootcert cannot be read: " + e, e);
            }
        }
        return certificates;
    }

    /** The options of the pool, except for its size. */
    static PoolOptions ofPool(AgroalDataSource dataSource) {
        AgroalConnectionPoolConfiguration jdbc = dataSource.getConfiguration().connectionPoolConfiguration();
        return new PoolOptions()
                .setName("reads")
                .setConnectionTimeout(CONNECTION_SECONDS)
                .setMaxLifetime((int) jdbc.maxLifetime().toSeconds())
                .setMaxLifetimeUnit(TimeUnit.SECONDS);
    }

    /** The name of a setting that the driver of Vert.x does not have, null if there is none. */
    private static String unknown(Properties settings, AgroalConnectionFactoryConfiguration jdbc) {
        Set<String> known = KNOWN.stream().map(PGProperty::getName).collect(Collectors.toSet());
        for (String name : settings.stringPropertyNames()) {
            if (!known.contains(name)) {
                return name;
            }
        }
        if (PGProperty.PG_HOST.getOrDefault(settings).contains(",")) {
            return "of several hosts";
        } else if (verifies(sslMode(settings)) && !PGProperty.SSL_ROOT_CERT.isPresent(settings)) {
            return PGProperty.SSL_MODE.getName() + " without " + PGProperty.SSL_ROOT_CERT.getName();
        } else if (number(PGProperty.PREPARE_THRESHOLD, settings) == 0
                || number(PGProperty.PREPARED_STATEMENT_CACHE_QUERIES, settings) == 0) {
            return "of no prepared statements";
        } else if (TimeZone.getDefault().getID().matches("GMT[+-].*")) {
            return "of the time zone, whose sign PostgreSQL reads the other way round";
        } else if (!jdbc.credentials().stream().allMatch(SimplePassword.class::isInstance)) {
            return "of credentials that are no password";
        }
        return null;
    }

    private static void credentials(
            PgConnectOptions options, Properties settings, AgroalConnectionFactoryConfiguration jdbc) {
        String user = PGProperty.USER.getOrDefault(settings);
        if (user == null && jdbc.principal() != null) {
            user = jdbc.principal().getName();
        }
        String password = PGProperty.PASSWORD.getOrDefault(settings);
        for (Object credential : jdbc.credentials()) {
            password = password == null ? ((SimplePassword) credential).getWord() : password;
        }
        options.setUser(user == null ? "" : user).setPassword(password == null ? "" : password);
    }

    /**
     * The driver of Vert.x limits the number and the length of the statements that a connection keeps prepared, but not
     * their sum. So it keeps half as many as JDBC, and none that is longer than the average may be.
     */
    private static void preparedStatements(PgConnectOptions options, Properties settings) {
        int statements = Math.max(1, number(PGProperty.PREPARED_STATEMENT_CACHE_QUERIES, settings) / 2);
        // JDBC counts four bytes a character.
        int characters = (number(PGProperty.PREPARED_STATEMENT_CACHE_SIZE_MIB, settings) << 20) / 4;
        options.setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(statements)
                .setPreparedStatementCacheSqlLimit(characters / statements);
    }

    private static void timeouts(PgConnectOptions options, Properties settings) {
        options.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(number(PGProperty.CONNECT_TIMEOUT, settings)))
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(Boolean.parseBoolean(PGProperty.TCP_KEEP_ALIVE.getOrDefault(settings)));
    }

    /** As JDBC does, it verifies the certificate of the server only with verify-ca and verify-full. */
    private static void encryption(PgConnectOptions options, Properties settings) {
        SslMode mode = sslMode(settings);
        options.setSslMode(mode);
        if (verifies(mode)) {
            options.setPemTrustOptions(
                    new PemTrustOptions().addCertPath(PGProperty.SSL_ROOT_CERT.getOrDefault(settings)));
        } else {
            options.setTrustAll(true);
        }
        options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
    }

    private static SslMode sslMode(Properties settings) {
        return PGProperty.SSL_MODE.isPresent(settings)
                ? SslMode.of(PGProperty.SSL_MODE.getOrDefault(settings))
                : SslMode.PREFER;
    }

    private static boolean verifies(SslMode mode) {
        return mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
    }

    private static int number(PGProperty property, Properties settings) {
        return Integer.parseInt(property.getOrDefault(settings));
    }
}
