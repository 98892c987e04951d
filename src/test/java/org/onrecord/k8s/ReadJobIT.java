package org.onrecord.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.onrecord.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the Pods of the Job that reads an archive: the arguments of the manifest, with a folder as the volume. */
class ReadJobIT {

    private static final int SHARDS = 2;

    @Test
    void eachPodReadsItsShard(@TempDir Path operator, @TempDir Path archive) throws Exception {
        Manifests manifests = Operator.in(operator).renders(List.of("read"));
        assertThat(manifests.all(Job.class))
                .singleElement()
                .satisfies(it -> assertThat(it.getSpec().getCompletionMode()).isEqualTo("Indexed"));
        Files.createDirectory(archive.resolve("quotes"));
        Path articles = Files.createDirectory(archive.resolve("articles"));
        for (int i = 0; i < SHARDS; i++) {
            int shard = i;
            Files.writeString(
                    articles.resolve(shard + ".ndjson"),
                    IntStream.range(0, 3)
                            .mapToObj("{\"id\": \"%d-%%d\", \"body\": \"Ann Reed denied the charge.\"}\n"
                                    .formatted(shard)::formatted)
                            .collect(Collectors.joining()));
        }

        for (int i = 0; i < SHARDS; i++) {
            PackagedService pod = PackagedService.launch(Map.of(), arguments(manifests, i, archive));

            assertThat(pod.exitCode()).as(pod.output()).isZero();
            assertThat(Files.readAllLines(archive.resolve("quotes/" + i + ".ndjson")))
                    .hasSize(3)
                    .allSatisfy(it -> assertThat(it).contains("\"DENIAL\""))
                    .first()
                    .asString()
                    .contains("\"" + i + "-0\"");
        }
    }

    /** What Kubernetes makes of the arguments. */
    private static String[] arguments(Manifests manifests, int index, Path archive) {
        return manifests.onRecord("read").containers().get(0).getArgs().stream()
                .map(it -> it.replace("$(JOB_COMPLETION_INDEX)", String.valueOf(index)))
                .map(it -> it.replace("/archive", archive.toString()))
                .toArray(String[]::new);
    }
}
