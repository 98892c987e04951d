package org.onrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

import org.onrecord.security.TestIssuer;

/**
 * The configurations that the tests start the service with, besides the default one. Each start takes seconds, so one
 * profile combines all settings that do not disturb each other's tests.
 */
public final class TestProfiles {

    private TestProfiles() {}

    /** Limits so low that short requests reach them. */
    public static class Tight implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("onrecord.limits.body", "20K"),
                    Map.entry("onrecord.limits.bodies", "100K"),
                    Map.entry("onrecord.limits.body-time", "2S"),
                    Map.entry("onrecord.limits.json-depth", "8"),
                    Map.entry("onrecord.limits.document.characters", "2000"),
                    Map.entry("onrecord.limits.document.tokens", "140"),
                    Map.entry("onrecord.limits.document.fragments", "3"),
                    Map.entry("onrecord.limits.document.depth", "6"),
                    Map.entry("onrecord.limits.document.fields", "120"),
                    Map.entry("onrecord.limits.document.root-fields", "3"),
                    Map.entry("onrecord.limits.document.aliases", "4"),
                    Map.entry("onrecord.limits.page.default-size", "2"),
                    Map.entry("onrecord.limits.page.max-size", "5"),
                    Map.entry("onrecord.limits.groups.default-size", "2"),
                    Map.entry("onrecord.limits.groups.max-size", "4"),
                    Map.entry("onrecord.limits.filter.depth", "3"),
                    Map.entry("onrecord.limits.filter.conditions", "6"),
                    Map.entry("onrecord.limits.filter.values", "3"),
                    Map.entry("onrecord.limits.order-keys", "2"),
                    Map.entry("onrecord.limits.cost.max", "110"),
                    Map.entry("onrecord.limits.response", "200K"),
                    Map.entry("onrecord.limits.responses", "1M"),
                    Map.entry("onrecord.limits.client.running", "4"),
                    Map.entry("onrecord.limits.client.waiting", "2"),
                    Map.entry("quarkus.thread-pool.max-threads", "24"),
                    Map.entry("onrecord.limits.statement-timeout", "1s"),
                    Map.entry("onrecord.path.max-rows", "1"),
                    Map.entry("quarkus.transaction-manager.default-transaction-timeout", "5S"),
                    Map.entry("onrecord.export.running", "1"),
                    Map.entry("onrecord.export.stall", "4S"),
                    Map.entry("onrecord.limits.cost.max-event", "20"),
                    Map.entry("onrecord.live.max-connections", "4"),
                    Map.entry("onrecord.live.max-connections-per-client", "3"),
                    Map.entry("onrecord.live.max-subscriptions", "5"),
                    Map.entry("onrecord.live.max-subscriptions-per-client", "4"),
                    Map.entry("onrecord.live.max-operations", "2"),
                    Map.entry("onrecord.live.init-timeout", "2S"),
                    Map.entry("onrecord.live.max-pending", "300"),
                    Map.entry("onrecord.live.send-buffer", "64K"));
        }
    }

    /**
     * Only clients with an access token may read, and the service reads the keys of the issuer without discovery. Pages
     * show no text of articles.
     */
    public static class Closed extends WithoutIssuer {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "onrecord.access.open-reading", "false",
                    "onrecord.export.open", "true",
                    "onrecord.demo", "false",
                    "onrecord.live.keep-alive", "1S",
                    "onrecord.pages.article-text", "none",
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", SITE);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresServer.class),
                    new TestResourceEntry(
                            TestIssuer.class,
                            Map.of(TestIssuer.WITHOUT_DISCOVERY, "https://login.example.org/realms/newsroom")));
        }
    }

    /**
     * Only registered documents of one site run. The public URL is configured, and the issuer of access tokens is down.
     */
    public static class Registered extends WithoutIssuer {

        @Override
        public Map<String, String> getConfigOverrides() {
            Path documents = Path.of("src", "test", "resources", "documents").toAbsolutePath();
            return Map.ofEntries(
                    Map.entry("onrecord.persisted-queries.manifest", documents.toString()),
                    Map.entry("onrecord.persisted-queries.only-registered", "true"),
                    Map.entry("onrecord.caching.scope", "private"),
                    Map.entry("onrecord.caching.max-age", "90s"),
                    Map.entry("quarkus.http.cors.enabled", "true"),
                    Map.entry("quarkus.http.cors.origins", SITE),
                    Map.entry("onrecord.public-url", "https://example.org/onrecord/"),
                    Map.entry("onrecord.limits.page.default-size", "3"),
                    Map.entry("onrecord.limits.page.max-size", "3"),
                    Map.entry("onrecord.pages.csv-rows", "4"),
                    Map.entry("onrecord.access.issuer", "http://localhost:" + unusedPort()),
                    Map.entry("onrecord.access.developer", "true"));
        }

        private static int unusedPort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Traces and slow queries are recorded. The service is behind a proxy and has few hosts. It has no issuer, and does
     * not show its schema. Search engines may not read its pages.
     */
    public static class Observed extends WithoutIssuer {

        /** The number of operation names that get metrics of their own. */
        public static final int MAX_OPERATIONS = 10;

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("onrecord.metrics.most-operations", String.valueOf(MAX_OPERATIONS)),
                    Map.entry("onrecord.slow-query.threshold", "0S"),
                    Map.entry("onrecord.slow-query.explain-interval", "0S"),
                    Map.entry("quarkus.otel.sdk.disabled", "false"),
                    Map.entry("quarkus.otel.bsp.schedule.delay", "10ms"),
                    Map.entry("onrecord.limits.introspection", "false"),
                    Map.entry("onrecord.limits.cost.reported", "false"),
                    Map.entry("onrecord.pages.crawling", "false"),
                    Map.entry("onrecord.hosts", "OnRecord.internal, *.tunnel.example"),
                    Map.entry("onrecord.trusted-proxies", "1"),
                    Map.entry("onrecord.live.max-connections-per-client", "2"),
                    // Quarkus would take the address of the client from the first entry of X-Forwarded-For.
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"));
        }
    }

    /** The origin of the site that the profiles allow. */
    public static final String SITE = "https://onrecord.example";

    /** Starts PostgreSQL but no {@link TestIssuer}. */
    private abstract static class WithoutIssuer implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresServer.class));
        }
    }
}
