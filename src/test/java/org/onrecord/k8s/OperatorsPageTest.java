package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.docs.MarkdownPage;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code k8s/README.md} names exists, and its YAML is valid. */
class OperatorsPageTest {

    private static final Path PAGE = Path.of("k8s", "README.md");
    private static final Pattern FILE =
            Pattern.compile("`(?:k8s/)?((?:base|components|overlays|setup)(?:/[\\w.-]+)*)`|-k k8s/([\\w/-]+)");
    private static final Pattern OBJECT = Pattern.compile("(deployment|service|cronjob|cluster[.\\w]*)/([a-z-]+)");
    private static final Pattern SETTING = Pattern.compile("`((?:QUARKUS|ONRECORD)_\\w+)`");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RELEASE = Pattern.compile("\\| ([a-z-]+) \\| [^|]+ \\| v(\\d+\\.\\d+)\\.\\d+ \\|");

    private static List<MatchResult> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().toList();
    }

    @Test
    void thePageHasAllChapters() throws IOException {
        assertThat(MarkdownPage.operators().anchors())
                .contains("requirements", "build-the-image", "deploy-to-a-small-cluster", "deploy-to-production")
                .contains("after-an-update-of-postgresql")
                .contains("configure", "upgrade", "argo-cd-and-flux", "import", "back-up", "restore", "logical-dumps")
                .contains("scale", "uninstall", "alerts", "what-breaks-and-how-it-shows");
    }

    /** An import that replaced the Job of the one before would wait for the old Pod and hang. */
    @Test
    void eachImportIsAJobOfItsOwn() throws IOException {
        assertThat(Files.readString(PAGE))
                .doesNotContain("kubectl replace")
                .contains("job=onrecord-import-$(date +%s)")
                .contains("create job \"$job\" --from=cronjob/onrecord-import")
                .contains("wait --for=jsonpath='{.status.ready}'=1 \"job/$job\"")
                .contains("attach -i \"job/$job\"");
    }

    /** A Job that has failed is never complete. */
    @Test
    void noCommandWaitsOnlyForTheSuccessOfAJob() throws IOException {
        Path read = Path.of("k8s", "read", "README.md");
        for (Path page : List.of(PAGE, read)) {
            assertThat(Files.readString(page)).doesNotContainIgnoringCase("condition=complete");
        }
        assertThat(Files.readString(read)).contains("'{.status.conditions[*].type}'", "grep -E 'Complete|Failed'");
    }

    @Test
    void filesAndFoldersExist() throws IOException {
        assertThat(matches(FILE, PAGE)).hasSizeGreaterThan(20).allSatisfy(match -> assertThat(
                        Path.of("k8s", match.group(1) != null ? match.group(1) : match.group(2)))
                .exists());
    }

    @Test
    void objectsExist(@TempDir Path folder) throws Exception {
        Set<String> objects = Operator.in(folder).rendersProduction().metadata().keySet().stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        // The Cluster that a restore creates.
        objects.add("cluster onrecord-restored");

        assertThat(matches(OBJECT, PAGE)).hasSizeGreaterThan(5).allSatisfy(match -> assertThat(objects)
                .contains(match.group(1).replace(".postgresql.cnpg.io", "") + " " + match.group(2)));
    }

    @Test
    void settingsAreInTheTablesOfTheGuides() throws IOException {
        String guides = MarkdownPage.guide("configuration").text()
                + MarkdownPage.guide("limits").text();
        assertThat(matches(SETTING, PAGE)).isNotEmpty().allSatisfy(match -> assertThat(guides)
                .contains("| `" + match.group(1) + "` |"));
    }

    @Test
    void yamlMatchesTheDefinitions() throws IOException {
        CustomResourceDefinitions definitions = CustomResourceDefinitions.load();
        int checked = 0;
        for (MatchResult block : matches(YAML, PAGE)) {
            for (JsonNode document : Manifests.read(block.group(1))) {
                if (definitions.knows(document)) {
                    assertThat(definitions.violations(document)).isEmpty();
                    assertThat(definitions.defaultsInLists(document)).isEmpty();
                    checked++;
                }
            }
        }
        assertThat(checked).isPositive();
    }

    @Test
    void theRestoreIsWhatTheComponentMakes(@TempDir Path folder) throws Exception {
        JsonNode cluster = Operator.in(folder)
                .addsAllComponents()
                .rendersProduction()
                .custom("Cluster")
                .get(0);
        List<JsonNode> told = matches(YAML, PAGE).stream()
                .flatMap(block -> documents(block.group(1)))
                .filter(document -> document.at("/spec").has("externalClusters"))
                .toList();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("spec").properties())
                .allSatisfy((Map.Entry<String, JsonNode> field) ->
                        assertThat(cluster.at("/spec").get(field.getKey())).isEqualTo(field.getValue()));
    }

    private static Stream<JsonNode> documents(String yaml) {
        try {
            return Manifests.read(yaml).stream();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The definitions have a list of the releases that they are from. */
    @Test
    void theVersionsAreThoseOfTheDefinitions() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(matches(RELEASE, CustomResourceDefinitions.folder().resolve("README.md")))
                .hasSize(6)
                .allSatisfy(release -> assertThat(page).contains("| " + release.group(2) + " |"));
    }

    @Test
    void onlyGatewaysThatTheManifestsUseAreNamed() throws IOException {
        for (Path page : List.of(PAGE, Path.of("README.md"))) {
            assertThat(Files.readString(page)).doesNotContainIgnoringCase("ingress-nginx");
        }
    }
}
