package org.onrecord.traversal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema as a client sees it, by introspection. */
@QuarkusTest
class SchemaTest {

    private static final String INTROSPECTION = """
            { __schema { types { kind name description
                fields { name description args { name description } }
                inputFields { name description }
                enumValues { name description } } } }
            """;

    @Test
    void everyTypeFieldArgumentAndEnumValueHasADescription() {
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
    void aColumnThatIsNeverNullIsNonNullAndSoIsEveryConnection() {
        String sdl = io.restassured.RestAssured.get("/graphql/schema.graphql").asString();
        assertThat(sdl)
                .contains("  slug: String!", "  wikidataId: String\n", "  sameAs: [String!]!", "  speaker: Person\n")
                .contains("  article: Article!", "  nodes: [Quote!]!", "  totalCount: Int!", "  spokenAt: Date\n")
                .contains("  datePublished: DateTime!", "  abstract: String\n")
                .containsPattern(
                        "linkedEvents\\([\\s\\S]*?relation: EventRelation[\\s\\S]*?type: EventType[\\s\\S]*?\\): EventConnection!");
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
