package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The custom resources of {@code k8s} match their definitions, of the versions that {@code k8s/README.md} names. */
class CustomResourcesTest {

    private static CustomResourceDefinitions definitions;
    private static List<JsonNode> resources;

    @BeforeEach
    void load(@TempDir Path folder) throws Exception {
        if (definitions != null) {
            return;
        }
        CustomResourceDefinitions loaded = CustomResourceDefinitions.load();
        Operator operator = Operator.in(folder);
        resources = new ArrayList<>(operator.rendersProduction().custom());
        resources.addAll(operator.addsAllComponents().rendersProduction().custom());
        definitions = loaded;
    }

    @Test
    void theyMatchTheirDefinitions() {
        assertThat(resources).hasSizeGreaterThan(10).allSatisfy(it -> assertThat(definitions.violations(it))
                .as(name(it))
                .isEmpty());
    }

    /** A list that lacks a default differs from the list in the cluster after each server-side apply. */
    @Test
    void theirListsContainAllDefaults() {
        assertThat(resources)
                .allSatisfy(it ->
                        assertThat(definitions.defaultsInLists(it)).as(name(it)).isEmpty());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Cluster | /spec/backups | {}
            Cluster | /spec/bootstrap/initdb/collation | C
            Cluster | /spec/instances | three
            Cluster | /spec/postgresql/synchronous/method | some
            Cluster | /spec/postgresql/synchronous/number | null
            Cluster | /spec/storage/size | [50]
            ScheduledBackup | /spec/cron | 0 0 3 * * *
            ScheduledBackup | /spec/cluster | {}
            ObjectStore | /spec/retentionPolicy | 30 days
            ServiceMonitor | /spec/endpoints/0/portName | http
            PodMonitor | /spec/podMetricsEndpoints/0/interval | 15 seconds
            PrometheusRule | /spec/groups/0/rules/0/runbook | x
            Gateway | /spec/listeners/0/port | 70000
            Gateway | /spec/listeners/0/protocol | HTTP or HTTPS
            HTTPRoute | /spec/rules/0/backends | []
            HTTPRoute | /spec/rules/0/matches/0/path/type | Prefix
            BackendTrafficPolicy | /spec/circuitBreaker/maxConnection | 1
            BackendTrafficPolicy | /spec/rateLimit/global/rules/0/limit/unit | Fortnight
            Issuer | /spec/acme/solvers/0/http01/gateway | {}
            """)
    void aResourceThatDoesNotMatchIsRefused(String kind, String pointer, String value) throws IOException {
        assertThat(definitions.violations(changed(kind, pointer, value))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Cluster | /spec/plugins/0/enabled
            Gateway | /spec/listeners/1/tls/certificateRefs/0/group
            HTTPRoute | /spec/parentRefs/0/group
            HTTPRoute | /spec/parentRefs/0/kind
            HTTPRoute | /spec/rules/0/backendRefs/0/group
            HTTPRoute | /spec/rules/0/backendRefs/0/weight
            BackendTrafficPolicy | /spec/rateLimit/global/rules/0/clientSelectors/0/sourceCIDR/invert
            """)
    void aDefaultThatIsMissingInAListIsNoticed(String kind, String pointer) throws IOException {
        assertThat(definitions.defaultsInLists(changed(kind, pointer, null)))
                .singleElement()
                .asString()
                .startsWith(pointer + " = ");
    }

    /** The first resource of a kind, with one field that is changed, or removed where the value is null. */
    private static JsonNode changed(String kind, String pointer, String value) throws IOException {
        JsonNode resource = resources.stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) resource.at(pointer.substring(0, slash));
        String field = pointer.substring(slash + 1);
        if (value == null) {
            assertThat(parent.remove(field)).as(pointer).isNotNull();
        } else {
            parent.set(field, new YAMLMapper().readTree(value));
        }
        return resource;
    }

    private static String name(JsonNode resource) {
        return resource.path("kind").asText() + " "
                + resource.at("/metadata/name").asText();
    }
}
