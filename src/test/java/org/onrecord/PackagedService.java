package org.onrecord;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** The packaged application as a process of its own, as operators run it: the native executable where there is one. */
public final class PackagedService implements AutoCloseable {

    /** Where Quarkus tells integration tests of a native build their executable. */
    private static final String NATIVE = System.getProperty("native.image.path");

    private static final Pattern ADDRESS = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    /** Long enough for a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path output;
    private int port;

    private PackagedService(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the service on a port of its own, and waits for it to listen.
     *
     * @param environment its settings, as environment variables
     */
    public static PackagedService start(Map<String, String> environment) {
        PackagedService service = launch(environment);
        service.await("it listens", () -> service.findsItsPort() || !service.process.isAlive());
        if (!service.process.isAlive()) {
            throw new AssertionError("The service ended:\n" + service.output());
        }
        return service;
    }

    /** Starts a one-off job such as {@code --migrate}. */
    public static PackagedService launch(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        if (NATIVE != null) {
            command.add(NATIVE);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-jar");
            command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        }
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("onrecord", ".log");
            File file = output.toFile();
            file.deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("ONRECORD_"));
            builder.environment().put("QUARKUS_HTTP_PORT", "0");
            builder.environment().putAll(environment);
            return new PackagedService(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a job ended. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It goes on:\n" + output());
        }
        return process.exitValue();
    }

    public int port() {
        return port;
    }

    public RequestSpecification request() {
        return given().port(port);
    }

    public Response get(String path) {
        return request().get(path);
    }

    public Response query(String query) {
        return request()
                .contentType("application/json")
                .accept("application/graphql-response+json")
                .body(Map.of("query", query))
                .post("/graphql");
    }

    public void awaitStatus(String path, int status) {
        await(path + " answers " + status, () -> get(path).statusCode() == status);
    }

    /** Waits for something that may take its time, but not forever. */
    public void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Waited in vain until " + what + ":\n" + output());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What it has written to its standard output and error so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Kubernetes ends a container: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public Process process() {
        return process;
    }

    private boolean findsItsPort() {
        Matcher address = ADDRESS.matcher(output());
        if (address.find()) {
            port = Integer.parseInt(address.group(1));
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
