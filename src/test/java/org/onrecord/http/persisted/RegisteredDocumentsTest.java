package org.onrecord.http.persisted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Inject;

import graphql.schema.GraphQLSchema;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.traversal.schema.TraversalSchema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class RegisteredDocumentsTest {

    @Inject
    @TraversalSchema
    GraphQLSchema schema;

    @TempDir
    Path folder;

    private record Config(Optional<Path> manifest, boolean onlyRegistered) implements PersistedQueriesConfig {

        @Override
        public boolean automatic() {
            return true;
        }

        @Override
        public int maxDocuments() {
            return 1;
        }

        @Override
        public int maxPerMinute() {
            return 1;
        }

        @Override
        public MemorySize maxDocumentSize() {
            return null;
        }

        @Override
        public MemorySize memory() {
            return null;
        }
    }

    @Test
    void readsAllManifestsOfAFolder() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"1\": \"{ version }\"}");
        Files.writeString(
                folder.resolve("b.json"),
                "{\"operations\": [{\"id\": \"2\", \"body\": \"{ people { totalCount } }\"}]}");
        Files.writeString(folder.resolve("README.md"), "no manifest");

        RegisteredDocuments documents = read(folder, true);

        assertThat(documents.find("1")).isEqualTo("{ version }");
        assertThat(documents.find("2")).isEqualTo("{ people { totalCount } }");
        assertThat(documents.find("3")).isNull();
        assertThat(documents.contains("{ version }")).isTrue();
        assertThat(documents.contains("{version}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"1\": 2}",
                "{\"1\": null}",
                "{\"operations\": [{\"id\": \"1\"}]}",
                "{\"operations\": 1}"
            })
    void failsForAFileThatIsNotAManifest(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("manifest.json"), text);

        assertThatThrownBy(() -> read(file, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("manifest.json is not a manifest");
    }

    @Test
    void failsForAMissingFile() {
        assertThatThrownBy(() -> read(folder.resolve("missing.json"), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("missing.json");
    }

    @Test
    void failsWithoutAnyDocument() {
        assertThatThrownBy(() -> read(null, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("onrecord.persisted-queries.manifest");
        assertThatThrownBy(() -> read(folder, true)).isInstanceOf(IllegalStateException.class);
    }

    private RegisteredDocuments read(Path manifest, boolean only) {
        return new RegisteredDocuments(new Config(Optional.ofNullable(manifest), only), schema);
    }
}
