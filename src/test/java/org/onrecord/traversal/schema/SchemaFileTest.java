package org.onrecord.traversal.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The served schema equals {@code schema.graphql}. Clients generate code from the file, and a review of its changes
 * shows their effect on clients.
 */
@QuarkusTest
class SchemaFileTest {

    private static final Path FILE = Path.of("src", "test", "resources", "schema.graphql");

    private static final String ACCEPT = "./mvnw test -Dtest=SchemaFileTest -Dschema.accept=true";

    @Test
    void theServedSchemaEqualsTheFile() throws IOException {
        String served = served();
        if (Boolean.getBoolean("schema.accept")) {
            Files.writeString(FILE, served);
        }
        String accepted = Files.exists(FILE) ? Files.readString(FILE) : "type Query { nothing: Int }";
        if (!accepted.equals(served)) {
            assertThat(FILE).as(describe(accepted, served)).hasContent(served);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # served instead of            |                              | level     | about
                    name: String!                  | label: String!               | BREAKING  | Person.name
                    name: String!                  | name: String                 | BREAKING  | Person.name
                    name: String!                  | name: [String!]!             | BREAKING  | Person.name
                    born: Date                     | born: String                 | BREAKING  | Person.born
                    quotes(first: Int, last: Int)  | quotes(first: Int)           | BREAKING  | Person.quotes
                    quotes(first: Int, last: Int)  | quotes(first: Int!, last: Int) | BREAKING | Person.quotes
                    quotes(first: Int, last: Int)  | quotes(first: Int = 20, last: Int) | DANGEROUS | Person.quotes
                    MIXED                          | MIXED INDIRECT               | DANGEROUS | INDIRECT
                    MIXED                          | PARTLY                       | BREAKING  | MIXED
                    name: String!                  | name: String! label: String! | SAFE      | Person.label
                    born: Date                     | born: Date!                  | nothing   |
                    """)
    void reportsWhetherAChangeBreaksClients(String before, String after, String level, String what) {
        String accepted = """
                type Query { person: Person }
                type Person { name: String! born: Date quotes(first: Int, last: Int): [Quote!]! }
                type Quote { type: QuoteType! }
                enum QuoteType { DIRECT MIXED }
                scalar Date
                """;
        String description = describe(accepted, accepted.replace(before, after));

        assertThat(description).contains(ACCEPT);
        if (level.equals("nothing")) {
            assertThat(description).doesNotContain("BREAKING", "DANGEROUS");
        } else {
            assertThat(description).containsPattern(level + " [^\\n]*" + what);
        }
    }

    private static String served() {
        return RestAssured.get("/graphql/schema.graphql").asString();
    }

    private static String describe(String accepted, String served) {
        CapturingReporter changes = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromIntrospection(schema(accepted), schema(served)), changes);
        String list = lines("BREAKING", changes.getBreakages())
                + lines("DANGEROUS", changes.getDangers())
                + lines("SAFE", changes.getInfos());
        return "The served schema differs from " + FILE + ". If the change is intended, run\n    " + ACCEPT
                + "\nand commit the file. The changes for clients, besides descriptions and new types:\n" + list;
    }

    private static GraphQLSchema schema(String sdl) {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
    }

    private static String lines(String level, List<DiffEvent> events) {
        return events.stream()
                .filter(event -> event.getCategory() != null) // Other events are not changes.
                .map(event -> "  " + level + " " + event.getReasonMsg() + "\n")
                .collect(Collectors.joining());
    }
}
