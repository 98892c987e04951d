package org.onrecord.observability;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Enables traces, logs every query as slow, and allows few names of operations. */
public class ObservedProfile implements QuarkusTestProfile {

    static final int MOST_OPERATIONS = 10;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "onrecord.metrics.most-operations", "" + MOST_OPERATIONS,
                "onrecord.slow-query.threshold", "0S",
                "onrecord.slow-query.explain-interval", "0S",
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.bsp.schedule.delay", "10ms");
    }
}
