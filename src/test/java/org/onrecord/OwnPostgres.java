package org.onrecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL server for one test that kills, suspends or restarts it. Other tests share {@link PostgresServer}. */
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

    /** Starts a streaming replica with a copy of the data of this server. */
    public OwnPostgres startReplica() throws IOException, InterruptedException {
        server.close();
        Path copy = Files.createTempDirectory("onrecord-replica");
        run("cp", "-a", data + "/.", copy.toString());
        restart();
        Files.createFile(copy.resolve("standby.signal"));
        // The first setting cancels queries that block replication. The second one finds a restarted primary soon.
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=localhost port=%d user=postgres password=postgres'
                max_standby_streaming_delay = 10ms
                wal_retrieve_retry_interval = 200ms
                """.formatted(port),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new OwnPostgres(copy, server(copy).start());
    }

    /** Stops a replica from replaying changes of the primary. */
    public void pauseReplay() throws SQLException {
        control("pg_wal_replay_pause()");
    }

    /** Lets a replica replay changes of the primary again. */
    public void resumeReplay() throws SQLException {
        control("pg_wal_replay_resume()");
    }

    /**
     * Runs in a database that no test changes. In the replicated one, replay would cancel the statement whose snapshot
     * needs rows that the primary has vacuumed.
     */
    private void control(String function) throws SQLException {
        try (Connection connection = connect("postgres")) {
            connection.createStatement().execute("SELECT " + function);
        }
    }

    /** Creates an empty database. Returns it as the environment of a packaged service. */
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

    /** Kills all processes of the server (SIGKILL), like a crash. */
    public void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        postmaster.descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        server.close(); // Releases the lock on the data directory.
    }

    /** Suspends all processes of the server. Connections are accepted, but nothing is answered. */
    public void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        // The postmaster first: when it is suspended, it starts no other process.
        run("kill", signal, String.valueOf(postmaster.pid()));
        for (ProcessHandle process : postmaster.descendants().toList()) {
            int status = status("kill", signal, String.valueOf(process.pid()));
            if (status != 0 && process.isAlive()) { // A session may end meanwhile.
                throw new IllegalStateException("kill " + signal + " " + process.pid() + " failed");
            }
        }
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (status(command) != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Starts the server again, on the same port and data. */
    public void restart() throws IOException {
        server = server(data).setPort(port).start();
    }

    /** Stops the server and deletes its data. */
    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        run("rm", "-r", data.toString());
    }
}
