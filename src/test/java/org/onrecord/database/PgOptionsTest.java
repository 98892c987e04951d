package org.onrecord.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PgOptionsTest {

    @TempDir
    Path folder;

    private static PgConnectOptions options(String url, Map<String, String> properties) throws SQLException {
        try (AgroalDataSource dataSource = dataSource(url, properties)) {
            return PgOptions.of(dataSource);
        }
    }

    private static AgroalDataSource dataSource(String url, Map<String, String> properties) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1).connectionFactoryConfiguration(jdbc -> {
                    jdbc.jdbcUrl(url).principal(new NamePrincipal("ann")).credential(new SimplePassword("secret"));
                    properties.forEach(jdbc::jdbcProperty);
                    return jdbc;
                })));
    }

    /** The options of the next connection, to a server that does not encrypt. */
    private static PgConnectOptions next(String parameters) throws Exception {
        String url = PostgresServer.createDatabase("options").get("QUARKUS_DATASOURCE_JDBC_URL") + "?user=postgres&"
                + parameters;
        try (AgroalDataSource dataSource = dataSource(url, Map.of())) {
            ReplicaMonitor monitor = new ReplicaMonitor(dataSource, dataSource, dataSource);
            return PgOptions.withCertificates(PgOptions.negotiated(
                    PgOptions.of(dataSource), new ProbeConnections(dataSource, dataSource, monitor)));
        }
    }

    @Test
    void theUrlAndThePropertiesMeanTheSame() throws SQLException {
        PgConnectOptions options = options(
                "jdbc:postgresql://db.example:6432/news?connectTimeout=3",
                Map.of("options", "-c jit=off", "socketTimeout", "30"));
        assertThat(options.getHost()).isEqualTo("db.example");
        assertThat(options.getPort()).isEqualTo(6432);
        assertThat(options.getDatabase()).isEqualTo("news");
        assertThat(options.getUser()).isEqualTo("ann");
        assertThat(options.getPassword()).isEqualTo("secret");
        assertThat(options.getConnectTimeout()).isEqualTo(3000);
        assertThat(options.getProperties()).containsEntry("options", "-c jit=off");
    }

    @Test
    void theUserOfTheUrlComesFirst() throws SQLException {
        PgConnectOptions options = options("jdbc:postgresql://localhost/news?user=eve&password=other", Map.of());
        assertThat(options.getUser()).isEqualTo("eve");
        assertThat(options.getPassword()).isEqualTo("other");
        assertThat(options.getPort()).isEqualTo(5432);
    }

    @ParameterizedTest
    @CsvSource({
        "'', PREFER, true, ''",
        "sslmode=disable, DISABLE, true, ''",
        "sslmode=require, REQUIRE, true, ''",
        "sslmode=verify-ca&sslrootcert=/ca.crt, VERIFY_CA, false, ''",
        "sslmode=verify-full&sslrootcert=/ca.crt, VERIFY_FULL, false, HTTPS"
    })
    void itEncryptsAndVerifiesAsJdbcDoes(String parameters, SslMode mode, boolean trustsAll, String hostCheck)
            throws SQLException {
        PgConnectOptions options = options("jdbc:postgresql://localhost/news?" + parameters, Map.of());
        assertThat(options.getSslMode()).isEqualTo(mode);
        assertThat(options.isTrustAll()).isEqualTo(trustsAll);
        assertThat(options.getHostnameVerificationAlgorithm()).isEqualTo(hostCheck);
    }

    @ParameterizedTest
    @CsvSource({"'', DISABLE", "sslmode=allow, DISABLE", "sslmode=prefer, DISABLE", "sslmode=require, REQUIRE"})
    void itDoesNotTryToEncryptWhereJdbcDoesNot(String parameters, SslMode mode) throws Exception {
        assertThat(next(parameters).getSslMode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void aNewCertificateCounts(String mode) throws Exception {
        Path file = folder.resolve("ca.crt");
        String parameters = "sslmode=" + mode + "&sslrootcert=" + file;
        Files.writeString(file, "first");
        PgConnectOptions first = next(parameters);
        assertThat(first.getPemTrustOptions().getCertValues()).containsExactly(Buffer.buffer("first"));
        // Vert.x shares what it needs for connections among those with equal options.
        assertThat(next(parameters).toJson()).isEqualTo(first.toJson());
        Files.writeString(file, "second");
        assertThat(next(parameters).getPemTrustOptions().getCertValues()).containsExactly(Buffer.buffer("second"));
        Files.delete(file);
        assertThatThrownBy(() -> next(parameters)).hasMessageContainingAll("sslrootcert", file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stringtype=unspecified", "stringtype=varchar"})
    void settingsThatOnlyConcernJdbcDoNotMatter(String parameters) throws SQLException {
        assertThat(options("jdbc:postgresql://localhost/news?" + parameters, Map.of()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://one,two/news",
                "jdbc:postgresql://localhost/news?targetServerType=primary",
                "jdbc:postgresql://localhost/news?sslcert=/client.crt",
                "jdbc:postgresql://localhost/news?sslmode=verify-full",
                "jdbc:postgresql://localhost/news?prepareThreshold=0",
                "jdbc:postgresql://localhost/news?preparedStatementCacheQueries=0"
            })
    void whatOnlyJdbcKnowsIsLeftToJdbc(String url) throws SQLException {
        assertThat(options(url, Map.of())).isNull();
    }
}
