package org.onrecord.observability;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.onrecord.error.ErrorCode;

/**
 * Rate, errors, duration and bytes by operation. Clients choose the names of operations, so only a limited
 * number of names have their own metrics.
 */
@Singleton
public class OperationMetrics {

    private static final String OPERATION = "operation";

    /** Characters of a name that gets its own metrics. */
    private static final int MAX_NAME = 100;

    /** For operations without a name. */
    private static final String ANONYMOUS = "anonymous";

    /** For operations with a name beyond the limit of names. */
    private static final String OTHER = "other";

    /** For requests that were rejected before an operation was executed. */
    private static final String NONE = "none";

    private static final String PORT = "server.port";

    /** The metrics that Quarkus registers when a server starts. */
    private static final Set<String> PER_SERVER = Set.of(
            "http.server.bytes.read",
            "http.server.bytes.written",
            "http.server.active.connections",
            "http.server.connections",
            "http.server.active.requests");

    /**
     * How long requests wait for worker threads and use them: measuring it costs more than it tells. The connections of
     * both servers: they share a gauge, which logs a warning at each start, and {@code http.server.active.connections}
     * tells the servers apart.
     */
    private static final Set<String> UNUSED = Set.of(
            "worker.pool.queue.delay",
            "worker.pool.usage",
            "vertx.http.connections.current",
            "vertx.http.connections.max");

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final int maxNames;
    private final Map<String, Meters> named = new ConcurrentHashMap<>();
    /** By the paths of routes. No name of an operation has a slash. */
    private final Map<String, Meters> bulk = new ConcurrentHashMap<>();

    private final Meters anonymous;
    private final Meters other;
    private final Meters none;

    OperationMetrics(
            MeterRegistry registry, @ConfigProperty(name = "onrecord.metrics.most-operations") int maxOperations) {
        this.registry = registry;
        this.maxNames = maxOperations;
        this.anonymous = meters(ANONYMOUS);
        this.other = meters(OTHER);
        this.none = meters(NONE);
    }

    /**
     * A server with the port 0 has metrics without the tag of the port. The servers of requests and of health and
     * metrics then have different tags, and Prometheus would refuse the second one: its server would not start.
     */
    @Produces
    @Singleton
    static MeterFilter portOfEachServer() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return PER_SERVER.contains(id.getName()) && id.getTag(PORT) == null
                        ? id.withTag(Tag.of(PORT, "0"))
                        : id;
            }
        };
    }

    /** Limits the values of the tag {@code method}, which would otherwise be any text that a client sends. */
    @Produces
    @Singleton
    static MeterFilter knownMethods() {
        return MeterFilter.replaceTagValues(
                "method", method -> "OTHER", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    }

    @Produces
    @Singleton
    static MeterFilter withoutUnused() {
        return MeterFilter.deny(id -> UNUSED.contains(id.getName()));
    }

    /** @param bytes the size of the response body, after compression; on a WebSocket, of the payload */
    public void record(RequestMeasurement measurement, long bytes) {
        Meters meters = of(measurement);
        meters.duration.record(System.nanoTime() - measurement.start, TimeUnit.NANOSECONDS);
        meters.bytes.record(bytes);
        for (ErrorCode code : measurement.errors) {
            registry.counter("graphql.errors", Tags.of(meters.operation, Tag.of("code", code.name())))
                    .increment();
        }
    }

    private Meters of(RequestMeasurement measurement) {
        String name = measurement.operationName;
        if (measurement.bulkPath != null) {
            return bulk.computeIfAbsent(measurement.bulkPath, this::meters);
        } else if (!measurement.executed) {
            return none;
        } else if (name == null) {
            return anonymous;
        }
        Meters meters = named.get(name);
        if (meters != null) {
            return meters;
        } else if (named.size() >= maxNames || name.length() > MAX_NAME) {
            return other;
        }
        synchronized (this) {
            return named.size() >= maxNames
                    ? named.getOrDefault(name, other)
                    : named.computeIfAbsent(name, this::meters);
        }
    }

    private Meters meters(String operation) {
        Tag tag = Tag.of(OPERATION, operation);
        Tags tags = Tags.of(tag);
        return new Meters(
                tag,
                Timer.builder("graphql.operation")
                        .description("Duration of requests, from the first byte to the last")
                        .tags(tags)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry),
                DistributionSummary.builder("graphql.response.size")
                        .description("Size of response bodies as sent")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry));
    }

    private record Meters(Tag operation, Timer duration, DistributionSummary bytes) {}
}
