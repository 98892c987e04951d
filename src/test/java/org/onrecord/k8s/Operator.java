package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who has a copy of the folder {@code k8s}, and changes its files. */
final class Operator {

    /** What the operator applies for production, in this order. */
    static final List<String> PRODUCTION = List.of("setup", "overlays/prod/database", "overlays/prod");

    private final Path folder;

    private Operator(Path folder) {
        this.folder = folder;
    }

    /** @param temporary an empty folder */
    static Operator in(Path temporary) throws IOException {
        Path source = Path.of("k8s");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, temporary.resolve("k8s").resolve(source.relativize(file)));
            }
        }
        return new Operator(temporary.resolve("k8s"));
    }

    /** Changes a text that a file contains. */
    Operator changes(String file, String text, String replacement) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).as(file).contains(text);
        Files.writeString(folder.resolve(file), content.replace(text, replacement));
        return this;
    }

    /** Adds the optional components of production, which are comments in the manifests. */
    Operator addsAllComponents() throws IOException {
        return changes("overlays/prod/kustomization.yaml", "  # - ../", "  - ../")
                .changes("overlays/prod/database/kustomization.yaml", "  # - ../", "  - ../");
    }

    /** Changes a text in all manifests, except for those in one folder. */
    Operator changesAllBut(String except, String text, String replacement) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                if (!file.startsWith(folder.resolve(except))) {
                    Files.writeString(file, Files.readString(file).replace(text, replacement));
                }
            }
        }
        return this;
    }

    Manifests renders(List<String> folders) throws IOException, InterruptedException {
        List<JsonNode> documents = new ArrayList<>();
        for (String it : folders) {
            documents.addAll(Manifests.render(folder.resolve(it)));
        }
        return Manifests.parse(documents);
    }

    Manifests rendersProduction() throws IOException, InterruptedException {
        return renders(PRODUCTION);
    }
}
