package org.onrecord.observability;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rate, errors, duration, rows and bytes by operation. A client chooses the names of its operations, so only the first ones
 * have metrics of their own.
 */
@Singleton
public class OperationMetrics {

    private static final String OPERATION = "operation";

    /** A name that is longer than anybody would choose for a dashboard. */
    private static final int LONGEST_NAME = 100;

    /** Of operations without a name. */
    private static final String ANONYMOUS = "anonymous";

    /** Of operations whose names came after the names that have metrics of their own. */
    private static final String OTHER = "other";

    /** Of requests that led to no operation: refused, not GraphQL, not for this schema. */
    private static final String NONE = "none";

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
    private final int mostNames;
    private final Map<String, Meters> named = new ConcurrentHashMap<>();
    private final Meters anonymous;
    private final Meters other;
    private final Meters none;

    OperationMetrics(
            MeterRegistry registry, @ConfigProperty(name = "onrecord.metrics.most-operations") int mostOperations) {
        this.registry = registry;
        this.mostNames = mostOperations;
        this.anonymous = meters(ANONYMOUS);
        this.other = meters(OTHER);
        this.none = meters(NONE);
    }

    /** A method is whatever a client sends, too. */
    @Produces
    @Singleton
    static MeterFilter knownMethods() {
        return MeterFilter.replaceTagValues(
                "method", method -> "OTHER", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    }

    /** @param bytes the size of the response's body as it was sent, compressed or not; a message's, on a WebSocket */
    public void record(Observation observation, long bytes) {
        Meters meters = of(observation);
        meters.duration.record(System.nanoTime() - observation.start, TimeUnit.NANOSECONDS);
        meters.rows.record(observation.rows);
        meters.bytes.record(bytes);
        for (String code : observation.errors) {
            registry.counter("graphql.errors", Tags.of(meters.operation, Tag.of("code", code)))
                    .increment();
        }
    }

    private Meters of(Observation observation) {
        String name = observation.operationName;
        if (!observation.executed) {
            return none;
        } else if (name == null) {
            return anonymous;
        }
        Meters meters = named.get(name);
        if (meters != null) {
            return meters;
        } else if (named.size() >= mostNames || name.length() > LONGEST_NAME) {
            return other;
        }
        synchronized (this) {
            return named.size() >= mostNames
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
                        .description("How long requests took, from the first byte to the last")
                        .tags(tags)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry),
                DistributionSummary.builder("graphql.response.rows")
                        .description("Nodes, edges and groups in the lists of responses")
                        .tags(tags)
                        .register(registry),
                DistributionSummary.builder("graphql.response.size")
                        .description("Bodies of responses as they were sent")
                        .baseUnit("bytes")
                        .tags(tags)
                        .register(registry));
    }

    private record Meters(Tag operation, Timer duration, DistributionSummary rows, DistributionSummary bytes) {}
}
