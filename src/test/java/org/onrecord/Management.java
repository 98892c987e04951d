package org.onrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;

import static io.restassured.RestAssured.given;

/**
 * Metrics of the service under test. A {@code QuarkusTest} serves them on the port of the service, and the packaged
 * service of a {@code QuarkusIntegrationTest} on a port that only its log names.
 */
public final class Management {

    private static final Path LOG = Path.of("target", "quarkus.log");

    private Management() {}

    public static String metrics() {
        return metrics(port());
    }

    public static String metrics(int managementPort) {
        return given().port(managementPort)
                .accept("text/plain")
                .get("/q/metrics")
                .asString();
    }

    /** The number of reads that the service has made on event loops. A read is counted just after its response. */
    public static int readsOnEventLoops() {
        for (int i = 0; i < 100 && poolOfEventLoops("active") > 0; i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return poolOfEventLoops("completed_total");
    }

    private static int poolOfEventLoops(String metric) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("sql_pool_" + metric + "{") && line.contains("pool_name=\"reads\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    public static int port() {
        try {
            if (Files.exists(LOG)) {
                Matcher started = Pattern.compile(
                                ":" + RestAssured.port + "\\. Management interface listening on http://[^:]+:(\\d+)")
                        .matcher(Files.readString(LOG));
                if (started.find()) {
                    return Integer.parseInt(started.group(1));
                }
            }
            return RestAssured.port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
