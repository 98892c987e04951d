package org.onrecord;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.restassured.response.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The image of {@code Dockerfile.jvm}, built on a base of Debian packages, and run as Kubernetes runs it: without
 * root, with a read-only root file system, without capabilities, and with a memory limit.
 */
@DisabledIfSystemProperty(named = "native.image.path", matches = ".+", disabledReason = "The image runs a JVM.")
class ImageIT {

    private static final String BASE = "localhost/onrecord-test-base";
    private static final String IMAGE = "localhost/onrecord-test";
    private static final String BUILD = "buildah build --layers --isolation chroot --timestamp 1795478400"
            + " --build-arg BASE=" + BASE + " -f src/main/docker/Dockerfile.jvm";
    private static final String CONTAINER = "onrecord-test";
    private static final long MEMORY = 512L << 20;

    private static int port;
    private static int managementPort;

    @BeforeAll
    static void buildAndRun() throws Exception {
        // The JVM of the tests becomes the JVM of the base image. AOT caches need 25 or newer.
        Assumptions.assumeTrue(Runtime.version().feature() >= 25, "Building the image takes JDK 25.");
        requireTools();
        run(Map.of("JAVA_HOME", System.getProperty("java.home")), "src/test/docker/build-base", BASE);
        run(Map.of(), BUILD + " -t " + IMAGE + " .");

        try (ServerSocket free = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = free.getLocalPort();
            managementPort = other.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of((
                // The limits of this machine, which podman may not be allowed to raise.
                "podman --runtime runc run --detach --name " + CONTAINER + " --ulimit nofile=4096:4096"
                        + " --ulimit nproc=4096:4096 --network host --cap-drop ALL"
                        + " --security-opt no-new-privileges --read-only --read-only-tmpfs=false"
                        + " --tmpfs /tmp --memory " + MEMORY)
                .split(" ")));
        PostgresServer.createDatabase("image")
                .forEach((name, value) -> command.addAll(List.of("-e", name + "=" + value)));
        command.addAll(List.of("-e", "QUARKUS_HTTP_PORT=" + port, "-e", "QUARKUS_MANAGEMENT_PORT=" + managementPort));
        command.addAll(List.of("-e", "ONRECORD_DEMO=true", IMAGE));
        run(Map.of(), command.toArray(String[]::new));
        for (int i = 0; !isReady(); i++) {
            assertThat(i).as(logs()).isLessThan(600);
            Thread.sleep(200);
        }
    }

    @AfterAll
    static void clean() throws Exception {
        if (port != 0) {
            new ProcessBuilder("podman", "rm", "--force", CONTAINER).start().waitFor();
        }
    }

    @Test
    void answersTheFlagshipQuery() {
        Response response = given().port(port)
                .contentType("application/json")
                .body(Map.of("query", GraphQL.operation("DenialsAndIndictments")))
                .post("/graphql");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("data.person.name")).isEqualTo("Vladimir Putin");
        assertThat(response.jsonPath().getInt("data.person.denials.totalCount")).isEqualTo(3);
    }

    @Test
    void runsWithoutRootAndWithoutCapabilities() throws Exception {
        String pid = run(Map.of(), "podman inspect --format {{.State.Pid}} " + CONTAINER)
                .strip();
        assertThat(Files.readAllLines(Path.of("/proc", pid, "status")))
                .contains("Uid:\t65532\t65532\t65532\t65532", "NoNewPrivs:\t1")
                .contains("CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
        assertThat(Files.readAllLines(Path.of("/proc", pid, "mounts")))
                .filteredOn(line -> line.split(" ")[1].equals("/"))
                .singleElement()
                .asString()
                .contains(" ro,");
    }

    @Test
    void containsTheSbom(@TempDir Path folder) throws Exception {
        Path copy = folder.resolve("onrecord.cdx.json");
        run(Map.of(), "podman cp " + CONTAINER + ":/sbom/onrecord.cdx.json " + copy);
        assertThat(copy).hasSameBinaryContentAs(Path.of("target", "onrecord.cdx.json"));
    }

    @Test
    void theHeapFitsIntoTheMemoryLimit() {
        double heap = Management.metrics(managementPort)
                .lines()
                .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertThat(heap).isBetween(MEMORY * 0.4, MEMORY * 0.9);
    }

    @Test
    void aTrainingThatIsCutOffFailsTheBuild() {
        assertThatThrownBy(() -> run(Map.of(), BUILD + " --build-arg TRAINING_SECONDS=1 ."))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The training ended before the service listened.");
    }

    @Test
    void startsFromItsAotCacheAndLogsJson() throws Exception {
        assertThat(logs().lines()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .startsWith("{\"timestamp\":")
                .endsWith("}"));
        // The JVM logs a warning if the cache does not match.
        assertThat(logs()).doesNotContain("[aot]").doesNotContain("AOTCache");
    }

    @Test
    void stopsOnSigterm() throws Exception {
        String container = run(
                        Map.of(),
                        "podman --runtime runc run --detach --ulimit nofile=4096:4096 --ulimit nproc=4096:4096"
                                + " --network host --read-only -e QUARKUS_HTTP_PORT=0 -e QUARKUS_MANAGEMENT_PORT=0"
                                + " -e QUARKUS_FLYWAY_MIGRATE_AT_START=false"
                                + " -e QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/none "
                                + IMAGE)
                .strip();
        try {
            for (int i = 0; !run(Map.of(), "podman logs " + container).contains("Listening on"); i++) {
                assertThat(i).isLessThan(600);
                Thread.sleep(200);
            }
            run(Map.of(), "podman stop --time 60 " + container);
            assertThat(run(Map.of(), "podman inspect --format {{.State.ExitCode}} " + container)
                            .strip())
                    .isEqualTo("143"); // 128 + SIGTERM; 137 would be SIGKILL.
            assertThat(run(Map.of(), "podman logs " + container)).contains("stopped in");
        } finally {
            run(Map.of(), "podman rm --force " + container);
        }
    }

    private static boolean isReady() {
        try {
            return given().port(managementPort).get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            return false; // The service does not listen yet.
        }
    }

    private static String logs() throws IOException, InterruptedException {
        return run(Map.of(), "podman logs " + CONTAINER);
    }

    private static void requireTools() throws IOException, InterruptedException {
        for (String tool : List.of("buildah", "podman", "runc", "mmdebstrap")) {
            if (new ProcessBuilder("sh", "-c", "command -v " + tool).start().waitFor() != 0) {
                String missing = "Building and running the image takes " + tool + ", which is not on the path.";
                if (System.getenv("CI") != null) {
                    throw new AssertionError(missing);
                }
                Assumptions.abort(missing);
            }
        }
        Assumptions.assumeTrue(
                System.getenv("CI") != null || "root".equals(System.getProperty("user.name")),
                "Running the image takes root.");
    }

    /** Runs a command, given as its words or as one line, and returns what it printed. */
    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.length == 1 ? command[0].split(" ") : command);
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }
}
