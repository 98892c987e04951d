package org.onrecord;

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

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** A process of the packaged service, or of the native executable if there is one. */
public final class PackagedService implements AutoCloseable {

    /** The native executable. Quarkus sets this property for the integration tests of a native build. */
    private static final String NATIVE = System.getProperty("native.image.path");

    private static final Pattern ADDRESSES = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");

    /** Long enough for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;
    private final Path errors;
    private int port;
    private int managementPort;

    private PackagedService(Process process, Path log, Path errors) {
        this.process = process;
        this.log = log;
        this.errors = errors;
    }

    /**
     * Starts the service on a free port and waits until it listens.
     *
     * @param environment its settings, as environment variables
     */
    public static PackagedService start(Map<String, String> environment) {
        PackagedService service = launch(environment);
        service.await("the service listens", () -> service.findsItsPort() || !service.process.isAlive());
        if (!service.process.isAlive()) {
            throw new AssertionError("The service ended:\n" + service.output());
        }
        return service;
    }

    /** Starts a one-off job, such as {@code --migrate}. */
    public static PackagedService launch(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        if (NATIVE != null) {
            command.add(NATIVE);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            String options = System.getProperty("quarkus.test.arg-line"); // Set in pom.xml.
            if (options != null) {
                command.addAll(List.of(options.split(" ")));
            }
            command.add("-jar");
            command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        }
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile("onrecord", ".log");
            Path errors = Files.createTempFile("onrecord", ".err");
            log.toFile().deleteOnExit();
            errors.toFile().deleteOnExit();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(log.toFile()).redirectError(errors.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("ONRECORD_"));
            builder.environment().put("QUARKUS_HTTP_PORT", "0");
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
            builder.environment().putAll(environment);
            return new PackagedService(builder.start(), log, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a job ends. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The process did not end:\n" + output());
        }
        return process.exitValue();
    }

    public int port() {
        return port;
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return managementPort;
    }

    public RequestSpecification request() {
        return given().port(port);
    }

    public Response get(String path) {
        return request().get(path);
    }

    /** What a browser gets. */
    public Response browse(String path) {
        return request().accept("text/html").get(path);
    }

    /** Health or metrics. */
    public Response manage(String path) {
        return given().port(managementPort).get(path);
    }

    public Response query(String query) {
        return query(null, query, Map.of());
    }

    /** @param token the access token, or null for none */
    public Response query(String token, String query, Map<String, ?> variables) {
        RequestSpecification request = request();
        return (token == null ? request : request.auth().preemptive().oauth2(token))
                .contentType("application/json")
                .accept("application/graphql-response+json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql");
    }

    /**
     * The {@code data} of a query that is answered without errors.
     *
     * @param token the access token, or null for none
     */
    public JsonPath data(String token, String query, Map<String, ?> variables) {
        Response response = query(token, query, variables);
        JsonPath json = new SimpleJsonPath(response.asString());
        if (json.get("errors") != null) {
            throw new AssertionError("Expected data, got " + response.asString() + "\nfor " + query);
        }
        return json.setRootPath("data");
    }

    public JsonPath data(String token, String query) {
        return data(token, query, Map.of());
    }

    /** @param path of a health check */
    public void awaitHealth(String path, int status) {
        await(path + " answers " + status, () -> manage(path).statusCode() == status);
    }

    /**
     * Waits for a condition.
     *
     * @throws AssertionError if the condition does not hold in time
     */
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

    /** The standard output of the process, which is its log. */
    public String log() {
        return read(log);
    }

    /** The standard output and the standard error of the process. */
    public String output() {
        return read(log) + read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM, as Kubernetes does to end a container. */
    public void terminate() {
        process.destroy();
    }

    public Process process() {
        return process;
    }

    private boolean findsItsPort() {
        Matcher addresses = ADDRESSES.matcher(log());
        if (addresses.find()) {
            port = Integer.parseInt(addresses.group(1));
            managementPort = Integer.parseInt(addresses.group(2));
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
