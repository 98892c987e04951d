package org.onrecord.http;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.NodeJs;

import static org.assertj.core.api.Assertions.assertThat;

/** The code that graphql-codegen generates from the schema matches the responses of the service. */
@QuarkusTest
class GraphQLCodegenTest {

    private static final Path SCHEMA = Path.of("src", "test", "resources", "schema.graphql");
    private static final List<Path> OPERATIONS =
            List.of(Path.of("src", "main", "resources", "graphql"), Path.of("src", "test", "resources", "graphql"));

    @TestHTTPResource("/graphql")
    URL endpoint;

    @Test
    void generatedTypesMatchResponsesAndCompile() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.add(endpoint.toString());
        arguments.add(SCHEMA.toAbsolutePath().toString());
        List<String> names = new ArrayList<>();
        for (Path folder : OPERATIONS) {
            arguments.add(folder.toAbsolutePath().toString());
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".graphql"))
                        .forEach(file -> names.add(file.replace(".graphql", "")));
            }
        }

        String checked = NodeJs.run("graphql-codegen.mjs", arguments.toArray(String[]::new));

        assertThat(JsonPath.from(checked).getList("", String.class)).containsExactlyInAnyOrderElementsOf(names);
    }
}
