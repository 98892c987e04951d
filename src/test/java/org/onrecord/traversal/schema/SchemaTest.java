package org.onrecord.traversal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Inject;

import graphql.Scalars;
import graphql.schema.GraphQLSchema;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.limits.Limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests the schema as clients see it. */
@QuarkusTest
class SchemaTest {

    @Inject
    GraphQLSchema base;

    @Inject
    Graph graph;

    @Inject
    Limits limits;

    private static final String INTROSPECTION = """
            { __schema { types { kind name description
                fields { name description args { name description } }
                inputFields { name description }
                enumValues { name description } } } }
            """;

    @Test
    void everyElementHasADescription() {
        List<String> undescribed = new ArrayList<>();
        List<Map<String, Object>> types = GraphQL.data(INTROSPECTION).getList("__schema.types");
        for (Map<String, Object> type : types) {
            String name = (String) type.get("name");
            if (!name.startsWith("__")) {
                collect(type, name, undescribed);
            }
        }
        assertThat(types).hasSizeGreaterThan(50);
        assertThat(undescribed).isEmpty();
    }

    @Test
    void notNullColumnsAndConnectionsAreNonNull() {
        String sdl = io.restassured.RestAssured.get("/graphql/schema.graphql").asString();
        assertThat(sdl)
                .contains("  slug: String!", "  wikidataId: String\n", "  sameAs: [String!]!", "  speaker: Person\n")
                .contains("  article: Article!", "  nodes: [Quote!]!", "  totalCount: Int!", "  spokenAt: Date\n")
                .contains("  datePublished: DateTime!", "  abstract: String\n")
                .containsPattern(
                        "linkedEvents\\([\\s\\S]*?relation: EventRelation[\\s\\S]*?type: EventType[\\s\\S]*?\\):"
                                + " EventConnection!")
                // An error of one field of a query leaves the others their data.
                .containsPattern("\\n  people\\([\\s\\S]*?\\): PersonConnection\\n")
                .containsPattern("\\n  nodes\\([\\s\\S]*?\\): \\[Node]\\n");
    }

    /** The features that add fields are in no order of their own. */
    @Test
    void theFieldsOfFeaturesHaveTheSameOrderAfterEachStart() {
        List<String> fields =
                GraphQL.data("{ __type(name: \"Quote\") { fields { name } } }").getList("__type.fields.name");
        assertThat(fields).containsSubsequence("resourcePath", "label", "daysSince");
        List<String> roots =
                GraphQL.data("{ __type(name: \"Query\") { fields { name } } }").getList("__type.fields.name");
        assertThat(roots).containsSubsequence("person", "path", "search", "timeline");
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyMutationHasItsOwnInputAndPayload() {
        List<Map<String, Object>> mutations = GraphQL.data("{ __schema { mutationType { fields { name"
                        + " args { name type { kind ofType { name } } } type { name } } } } }")
                .getList("__schema.mutationType.fields");
        assertThat(mutations).hasSizeGreaterThan(10);
        for (Map<String, Object> mutation : mutations) {
            String name = (String) mutation.get("name");
            String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            List<Map<String, Map<String, Object>>> arguments =
                    (List<Map<String, Map<String, Object>>>) mutation.get("args");
            assertThat(arguments)
                    .first()
                    .isEqualTo(Map.of(
                            "name",
                            "input",
                            "type",
                            Map.of("kind", "NON_NULL", "ofType", Map.of("name", type + "Input"))));
            // Clients can leave out what says how to execute the mutation.
            assertThat(arguments.subList(1, arguments.size()))
                    .allSatisfy(argument -> assertThat(argument.get("type")).doesNotContainEntry("kind", "NON_NULL"));
            assertThat(mutation.get("type")).isEqualTo(Map.of("name", type + "Payload"));
        }
    }

    @Test
    void listsOnlyDirectivesThatWork() {
        assertThat(GraphQL.data("{ __schema { directives { name } } }").<String>getList("__schema.directives.name"))
                .containsExactlyInAnyOrder("include", "skip", "deprecated", "specifiedBy", "oneOf");
    }

    @Test
    void refusesToStartWithFederation() {
        GraphQLSchema withFederation = base.transform(schema -> schema.query(base.getQueryType()
                .transform(query -> query.field(field -> field.name("_service").type(Scalars.GraphQLString)))));

        assertThatThrownBy(() -> SchemaBuilder.build(withFederation, graph, List.of(), List.of(), limits))
                .hasMessageContaining("quarkus.smallrye-graphql.federation.enabled");
    }

    @SuppressWarnings("unchecked")
    private static void collect(Map<String, Object> element, String path, List<String> undescribed) {
        if (element.get("description") == null || ((String) element.get("description")).isBlank()) {
            undescribed.add(path);
        }
        for (String part : List.of("fields", "args", "inputFields", "enumValues")) {
            if (element.get(part) != null) {
                ((List<Map<String, Object>>) element.get(part))
                        .forEach(child -> collect(child, path + "." + child.get("name"), undescribed));
            }
        }
    }
}
