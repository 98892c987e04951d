package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens in the cluster when an operator changes the manifests, applies them again, or removes them. */
class ChangesTest {

    private static final String PROD = "overlays/prod/kustomization.yaml";
    private static final String IMAGE = "components/image/kustomization.yaml";

    private Operator operator;
    private Manifests before;

    @BeforeEach
    void render(@TempDir Path folder) throws Exception {
        operator = Operator.in(folder);
        before = operator.rendersProduction();
    }

    @Test
    void aChangedSettingChangesTheDeploymentAndTheImportsButNotTheMigration() throws Exception {
        Manifests after = operator.changes(PROD, "https://login.example.org", "https://id.example.org")
                .rendersProduction();

        assertThat(map(after)).isNotEqualTo(map(before));
        assertThat(after.has(ConfigMap.class, map(after))).isTrue();
        assertThat(after.onRecord("import").containers().get(0).getEnvFrom())
                .isEqualTo(after.onRecord("service").containers().get(0).getEnvFrom());
        assertThat(migration(after)).isEqualTo(migration(before));
    }

    private static String map(Manifests manifests) {
        return manifests
                .onRecord("service")
                .containers()
                .get(0)
                .getEnvFrom()
                .get(0)
                .getConfigMapRef()
                .getName();
    }

    private static Job migration(Manifests manifests) {
        return manifests.all(Job.class).get(0);
    }

    /** The API refuses a change of a Job, after it has changed the Deployment already. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            components/image/kustomization.yaml | "0.1.0" | "0.1.1"
            components/image/kustomization.yaml | registry.example.org/onrecord | registry.example.org/team/onrecord
            overlays/prod/kustomization.yaml | onrecord-database-rw | other-database-rw
            base/migrate-job.yaml | memory: 768Mi | memory: 1Gi
            base/migrate-job.yaml | backoffLimit: 6 | backoffLimit: 3
            overlays/prod/kustomization.yaml | app.kubernetes.io/part-of: onrecord | app.kubernetes.io/part-of: news
            """)
    void aChangedMigrationIsANewJob(String file, String text, String replacement) throws Exception {
        Manifests after = operator.changes(file, text, replacement).rendersProduction();

        assertThat(migration(after).getSpec().equals(migration(before).getSpec()))
                .as("it is the same Job")
                .isFalse();
        assertThat(migration(after).getMetadata().getName())
                .isNotEqualTo(migration(before).getMetadata().getName());
    }

    @ParameterizedTest(name = "{0}:{1}")
    @CsvSource({
        "localhost:5001/onrecord, 0.1.0",
        "registry.example.org/onrecord, v1.2.0-rc.1",
        "registry.example.org/team/onrecord, 0.1.0",
        "registry.example.org:443/news-room/graph, 0.1.0_RC1",
        "onrecord, 1.0"
    })
    void theImageMayBeInAnyRegistry(String name, String tag) throws Exception {
        Manifests after = operator.changes(IMAGE, "registry.example.org/onrecord", name)
                .changes(IMAGE, "\"0.1.0\"", "\"" + tag + "\"")
                .rendersProduction();

        assertThat(after.onRecord("migrate").containers().get(0).getImage()).isEqualTo(name + ":" + tag);
        assertThat(after.onRecord("migrate").labels()).containsEntry("app.kubernetes.io/version", tag);
        assertThat(Policy.all())
                .allSatisfy(it -> assertThat(it.violations(after)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"localhost:5001/onrecord", "registry.example.org/team/onrecord"})
    void theImageMayBePinnedByItsDigest(String name) throws Exception {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        Manifests after = operator.changes(IMAGE, "registry.example.org/onrecord", name)
                .changes(IMAGE, "newTag: &version \"0.1.0\"", "digest: " + digest)
                .changes(IMAGE, "*version", "0.1.0")
                .rendersProduction();

        assertThat(after.onRecord("service").containers().get(0).getImage()).isEqualTo(name + "@" + digest);
        assertThat(Policy.all())
                .allSatisfy(it -> assertThat(it.violations(after)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"_nightly", "0.1.0-", "0.1.0."})
    void aTagThatIsNoLabelIsRefusedUntilTheLabelIsNamed(String tag) throws Exception {
        Manifests refused =
                operator.changes(IMAGE, "\"0.1.0\"", "\"" + tag + "\"").rendersProduction();
        assertThat(Policy.all()).anySatisfy(it -> assertThat(it.violations(refused))
                .anyMatch(violation -> violation.endsWith("has an invalid label: " + tag)));

        Manifests accepted = operator.changes(IMAGE, "*version", "nightly").rendersProduction();
        assertThat(Policy.all())
                .allSatisfy(it -> assertThat(it.violations(accepted)).isEmpty());
    }

    @Test
    void theImageIsThatOfThisVersion() throws IOException {
        assertThat(before.onRecord("service").containers().get(0).getImage())
                .isEqualTo("registry.example.org/onrecord:" + ProjectVersion.get());
    }

    @Test
    void removingTheServiceKeepsTheData() throws Exception {
        Manifests service = operator.renders(List.of("overlays/prod"));

        assertThat(service.metadata().keySet())
                .noneMatch(it -> it.matches("(Namespace|PriorityClass|Cluster|ObjectStore|ScheduledBackup|Secret) .*"));
        Manifests database = operator.renders(List.of("overlays/prod/database"));
        assertThat(database.metadata().keySet()).anyMatch(it -> it.startsWith("Cluster "));
        assertThat(database.all(HasMetadata.class))
                .noneMatch(it -> it instanceof Namespace || it instanceof PriorityClass);
    }

    @Test
    void neitherArgoCdNorFluxRemovesTheNamespaceOrTheDatabase() throws Exception {
        Manifests kept = operator.renders(List.of("setup", "overlays/prod/database"));

        assertThat(kept.metadata().keySet()).contains("Namespace onrecord", "Cluster onrecord-database");
        assertThat(kept.metadata()).allSatisfy((object, metadata) -> assertThat(metadata.getAnnotations())
                .containsEntry("argocd.argoproj.io/sync-options", "Prune=false,Delete=false")
                .containsEntry("kustomize.toolkit.fluxcd.io/prune", "disabled"));
    }

    /** As README.md of k8s tells it. */
    @Test
    void aRestoredDatabaseTakesThePlaceOfTheOldOne() throws Exception {
        Manifests after = operator.changesAllBut("components/restore", "onrecord-database", "onrecord-restored")
                .changes("overlays/prod/database/kustomization.yaml", "  # - ../", "  - ../")
                .rendersProduction();

        assertThat(Policy.all())
                .allSatisfy(it -> assertThat(it.violations(after)).isEmpty());
        assertThat(after.settings().get("QUARKUS_DATASOURCE_JDBC_URL")).contains("//onrecord-restored-rw:");
        JsonNode cluster = after.custom("Cluster").get(0);
        assertThat(cluster.at("/metadata/name").asText()).isEqualTo("onrecord-restored");
        assertThat(cluster.at("/spec/bootstrap").fieldNames()).toIterable().containsExactly("recovery");
        assertThat(cluster.at("/spec/externalClusters/0/name"))
                .isEqualTo(cluster.at("/spec/bootstrap/recovery/source"));
        assertThat(cluster.at("/spec/externalClusters/0/plugin/parameters/serverName")
                        .asText())
                .isEqualTo("onrecord-database");
    }

    @Test
    void argoCdAndFluxRunAMigrationThatHasChanged() {
        ObjectMeta job = migration(before).getMetadata();
        assertThat(job.getAnnotations())
                .containsEntry("argocd.argoproj.io/hook", "Sync")
                .containsEntry("argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation")
                .containsEntry("kustomize.toolkit.fluxcd.io/force", "enabled");
    }
}
