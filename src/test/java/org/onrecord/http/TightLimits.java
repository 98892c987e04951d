package org.onrecord.http;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Sets every limit so low that short requests exceed it. */
public class TightLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> limits = new HashMap<>();
        limits.put("body", "20K");
        limits.put("json-depth", "8");
        limits.put("document.characters", "2000");
        limits.put("document.tokens", "100");
        limits.put("document.fragments", "3");
        limits.put("document.depth", "6");
        limits.put("document.fields", "120");
        limits.put("document.root-fields", "3");
        limits.put("document.aliases", "4");
        limits.put("page.default-size", "2");
        limits.put("page.max-size", "5");
        limits.put("groups.default-size", "2");
        limits.put("groups.max-size", "4");
        limits.put("filter.depth", "3");
        limits.put("filter.conditions", "6");
        limits.put("filter.values", "3");
        limits.put("order-keys", "2");
        limits.put("cost.max", "30");
        limits.put("statement-timeout", "1s");
        Map<String, String> settings = new HashMap<>();
        settings.put("onrecord.path.max-rows", "1");
        limits.forEach((name, value) -> settings.put("onrecord.limits." + name, value));
        return settings;
    }

    /** Disables introspection. */
    public static class WithoutIntrospection implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("onrecord.limits.introspection", "false", "onrecord.limits.cost.reported", "false");
        }
    }
}
