package org.onrecord.k8s;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

/**
 * The fields that the manifests use of other APIs' types, by the documentation of each: CloudNativePG 1.28 and its Barman Cloud
 * plugin 0.11, Prometheus operator, Envoy Gateway 1.5. They refuse slips, but the cluster knows better.
 */
final class CustomResources {

    static final Map<String, Class<? extends Resource>> TYPES = Map.of(
            "postgresql.cnpg.io/v1/Cluster", Cluster.class,
            "postgresql.cnpg.io/v1/ScheduledBackup", ScheduledBackup.class,
            "barmancloud.cnpg.io/v1/ObjectStore", ObjectStore.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "gateway.envoyproxy.io/v1alpha1/BackendTrafficPolicy", BackendTrafficPolicy.class);

    private CustomResources() {}

    interface Resource {
        ObjectMeta metadata();
    }

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) implements Resource {
        record Spec(
                int instances,
                String primaryUpdateStrategy,
                Bootstrap bootstrap,
                PostgreSql postgresql,
                Affinity affinity,
                ResourceRequirements resources,
                Storage storage,
                Storage walStorage,
                List<Plugin> plugins) {}

        record Bootstrap(InitDb initdb) {}

        record InitDb(String database, String owner, String encoding, String localeCollate, String localeCType) {}

        record PostgreSql(Synchronous synchronous, Map<String, String> parameters) {}

        record Synchronous(Method method, int number) {}

        enum Method {
            any,
            first
        }

        record Affinity(boolean enablePodAntiAffinity, String podAntiAffinityType, String topologyKey) {}

        record Storage(String size) {}

        record Plugin(String name, boolean isWALArchiver, Map<String, String> parameters) {}
    }

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, Spec spec) implements Resource {
        record Spec(
                String schedule,
                boolean immediate,
                String backupOwnerReference,
                Name cluster,
                String method,
                Name pluginConfiguration) {}

        record Name(String name) {}
    }

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, Spec spec) implements Resource {
        record Spec(String retentionPolicy, Configuration configuration) {}

        record Configuration(String destinationPath, S3Credentials s3Credentials, Compression wal, Compression data) {}

        record S3Credentials(SecretKeySelector accessKeyId, SecretKeySelector secretAccessKey) {}

        record Compression(String compression) {}
    }

    record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) implements Resource {
        record Spec(LabelSelector selector, List<Endpoint> endpoints) {}

        record Endpoint(String port, String path, String interval) {}
    }

    record BackendTrafficPolicy(String apiVersion, String kind, ObjectMeta metadata, Spec spec) implements Resource {
        record Spec(List<Target> targetRefs, RateLimit rateLimit) {}

        record Target(String group, String kind, String name) {}

        record RateLimit(String type, Global global) {}

        record Global(List<Rule> rules) {}

        record Rule(List<Client> clientSelectors, Limit limit) {}

        record Client(SourceCidr sourceCIDR) {}

        record SourceCidr(String type, String value) {}

        record Limit(int requests, String unit) {}
    }
}
