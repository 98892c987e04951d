package org.onrecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL of a test's own, which it may take away and bring back. */
public final class OwnPostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;
    private final int port;

    private OwnPostgres(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
        this.port = server.getPort();
    }

    public static OwnPostgres start() throws IOException {
        Path data = Files.createTempDirectory("onrecord-postgres");
        return new OwnPostgres(data, server(data).start());
    }

    private static EmbeddedPostgres.Builder server(Path data) {
        return EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
    }

    /** A streaming replica: it begins with this server's data, and follows it from then on. */
    public OwnPostgres startReplica() throws IOException, InterruptedException {
        server.close();
        Path copy = Files.createTempDirectory("onrecord-replica");
        run("cp", "-a", data + "/.", copy.toString());
        restart();
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + port + " user=postgres password=postgres'\n"
                        // Milliseconds: queries give way to replication, and a primary that is back is found soon.
                        + "max_standby_streaming_delay = 10\nwal_retrieve_retry_interval = 200\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new OwnPostgres(copy, server(copy).start());
    }

    /** A new, empty database, as the environment of a service. */
    public Map<String, String> createDatabase(String name) throws SQLException {
        try (Connection connection = connect("postgres")) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        }
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url(name),
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres");
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Ends the server without a word to its clients, as a crash does (SIGKILL). */
    public void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        server.close(); // Only the object, which still holds the lock of its folder.
    }

    /** Lets it hang: it takes connections, and says nothing any more. */
    public void stop() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(postmaster()), postmaster().descendants())
                .map(process -> String.valueOf(process.pid()))
                .forEach(command::add);
        run(command.toArray(String[]::new));
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    /** Starts it again, on the same port and data. */
    public void restart() throws IOException {
        server = server(data).setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
