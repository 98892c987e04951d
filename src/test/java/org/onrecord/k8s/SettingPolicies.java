package org.onrecord.k8s;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import org.onrecord.docs.MarkdownPage;

/** The rules for the settings of the service and its Jobs. */
final class SettingPolicies {

    static final List<Policy> ALL = List.of(
            new Policy("no ConfigMap contains a secret", SettingPolicies::noPlainSecret),
            new Policy("settings are in the tables of the guides", SettingPolicies::documented),
            new Policy("every file that a setting or an argument names is mounted", SettingPolicies::files),
            new Policy("a changed setting starts a rollout", SettingPolicies::hashed),
            new Policy("one Job or one replica migrates", SettingPolicies::migrations),
            new Policy("an import only imports", SettingPolicies::imports));

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE_KEY");

    /** An absolute path, as a whole value or as the value of a parameter: {@code ?sslrootcert=/etc/...}. */
    private static final Pattern FILE = Pattern.compile("(?:^|=)((?:/[\\w.-]+)+)");

    /** What kustomize appends to the names of generated objects. */
    private static final Pattern HASH = Pattern.compile(".+-[bcdfghkmt2456789]{10}");

    private static final String MIGRATE_AT_START = "QUARKUS_FLYWAY_MIGRATE_AT_START";
    private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";

    private SettingPolicies() {}

    static boolean isSecret(String setting) {
        return SECRET.matcher(setting.toUpperCase(Locale.ROOT)).find();
    }

    private static void noPlainSecret(Manifests manifests, Consumer<String> violation) {
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            map.getData().keySet().stream().filter(SettingPolicies::isSecret).forEach(violation);
        }
    }

    private static void documented(Manifests manifests, Consumer<String> violation) {
        String guides = MarkdownPage.guide("configuration").text()
                + MarkdownPage.guide("limits").text();
        Stream<String> secret = onRecord(manifests)
                .flatMap(container -> container.getEnv().stream())
                .map(it -> it.getName());
        Stream<String> plain = manifests.settingsOfOnRecord().flatMap(it -> it.getValue().keySet().stream());
        Stream.concat(secret, plain)
                .distinct()
                .filter(setting -> !guides.contains("| `" + setting + "` |"))
                .forEach(setting -> violation.accept(setting + " is not in src/docs/configuration.md"));
    }

    private static Stream<Container> onRecord(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(Workload::isOnRecord)
                .flatMap(workload -> workload.containers().stream());
    }

    private static void files(Manifests manifests, Consumer<String> violation) {
        for (Workload workload : manifests.workloads()) {
            for (Container container : workload.containers()) {
                Stream.concat(
                                manifests.settings(container).values().stream(),
                                Stream.concat(container.getArgs().stream(), container.getCommand().stream()))
                        .flatMap(value -> FILE.matcher(value).results())
                        .map((MatchResult match) -> match.group(1))
                        .distinct()
                        .filter(file -> container.getVolumeMounts().stream()
                                .noneMatch(mount -> provides(workload, mount, file)))
                        .forEach(file -> violation.accept(workload.name() + " does not mount " + file));
            }
        }
    }

    private static boolean provides(Workload workload, VolumeMount mount, String file) {
        Volume volume = workload.pod().getVolumes().stream()
                .filter(it -> it.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
        List<KeyToPath> items = volume.getSecret() != null
                ? volume.getSecret().getItems()
                : volume.getConfigMap() != null ? volume.getConfigMap().getItems() : List.of();
        return items.isEmpty()
                ? file.startsWith(mount.getMountPath() + "/")
                : items.stream().anyMatch(it -> file.equals(mount.getMountPath() + "/" + it.getPath()));
    }

    /** The name of a ConfigMap changes with its content, so whatever refers to it changes too. */
    private static void hashed(Manifests manifests, Consumer<String> violation) {
        onRecord(manifests)
                .flatMap(container -> container.getEnvFrom().stream())
                .map(it -> it.getConfigMapRef().getName())
                .filter(name -> !HASH.matcher(name).matches())
                .forEach(name -> violation.accept("the ConfigMap " + name + " keeps its name"));
    }

    private static void migrations(Manifests manifests, Consumer<String> violation) {
        List<Job> jobs = manifests.all(Job.class).stream()
                .filter(job -> job.getSpec().getTemplate().getSpec().getContainers().stream()
                        .anyMatch(container -> container.getArgs().contains("--migrate")))
                .toList();
        boolean atStart = !"false".equals(manifests.settings().get(MIGRATE_AT_START));
        boolean alone = manifests.all(HorizontalPodAutoscaler.class).isEmpty()
                && manifests.all(Deployment.class).stream()
                        .allMatch(it -> Integer.valueOf(1).equals(it.getSpec().getReplicas()));
        if (atStart && !alone) {
            violation.accept("several replicas migrate when they start");
        }
        if (!atStart && jobs.size() != 1) {
            violation.accept("nothing migrates");
        }
        for (Job job : jobs) {
            if (!HASH.matcher(job.getMetadata().getName()).matches()) {
                violation.accept("a changed Job keeps its name, and the API refuses it");
            }
            if (job.getSpec().getTtlSecondsAfterFinished() == null) {
                violation.accept("finished Jobs pile up");
            }
            Container container =
                    job.getSpec().getTemplate().getSpec().getContainers().get(0);
            // The hash of the Job does not cover the name of a ConfigMap.
            if (!container.getEnvFrom().isEmpty()) {
                violation.accept("a changed ConfigMap changes the Job, which keeps its name");
            }
            if (!manifests
                    .settings(container)
                    .getOrDefault(URL, "")
                    .equals(manifests.settings().get(URL))) {
                violation.accept("the Job migrates another database");
            }
        }
    }

    /** The Job of an import gets the settings of the service, and must not do what the service does when it starts. */
    private static void imports(Manifests manifests, Consumer<String> violation) {
        Container container = manifests.onRecord("import").containers().get(0);
        for (String setting : List.of(MIGRATE_AT_START, "ONRECORD_DEMO")) {
            if (container.getEnv().stream()
                    .noneMatch(it -> it.getName().equals(setting) && "false".equals(it.getValue()))) {
                violation.accept("an import does not switch off " + setting);
            }
        }
        if (!manifests.settings().get(URL).equals(manifests.settings(container).get(URL))) {
            violation.accept("an import writes to another database");
        }
    }
}
