package org.onrecord.jsonld;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NodeJs;

import static org.assertj.core.api.Assertions.assertThat;

/** Validates the documents of nodes with the tools of consumers of JSON-LD and schema.org. */
@QuarkusTest
class SchemaOrgTest {

    @TestHTTPResource("/")
    URL service;

    @Test
    void everyDocumentConformsToSchemaOrgAndConvertsToRdf() throws Exception {
        JsonPath graph = GraphQL.data("{ people(first: 100) { nodes { slug } } events(first: 100) { nodes { slug } }"
                + " articles(first: 100) { nodes { id } } quotes(first: 100) { nodes { id } } }");
        List<String> paths = new ArrayList<>();
        graph.<String>getList("people.nodes.slug").forEach(slug -> paths.add("/people/" + slug));
        graph.<String>getList("events.nodes.slug").forEach(slug -> paths.add("/events/" + slug));
        graph.<String>getList("articles.nodes.id").forEach(id -> paths.add("/articles/" + id));
        graph.<String>getList("quotes.nodes.id").forEach(id -> paths.add("/quotes/" + id));
        List<String> arguments = new ArrayList<>(List.of(service.toString().replaceFirst("/$", "")));
        arguments.addAll(paths);

        String checked = NodeJs.run("json-ld.mjs", arguments.toArray(String[]::new));

        List<Map<String, Object>> documents = JsonPath.from(checked).getList("");
        assertThat(documents).extracting(document -> document.get("path")).containsExactlyElementsOf(paths);
        Set<Object> properties = new TreeSet<>();
        documents.forEach(document -> properties.addAll((List<?>) document.get("properties")));
        // Asserts what was checked, in case the demo story loses a property.
        assertThat(properties)
                .contains(
                        "about",
                        "abstract",
                        "alternateName",
                        "attendee",
                        "contributor",
                        "creator",
                        "creditText",
                        "dateCreated",
                        "datePublished",
                        "description",
                        "endDate",
                        "hasPart",
                        "headline",
                        "identifier",
                        "inLanguage",
                        "isPartOf",
                        "keywords",
                        "location",
                        "mentions",
                        "name",
                        "organizer",
                        "performerIn",
                        "publisher",
                        "recordedAt",
                        "recordedIn",
                        "roleName",
                        "sameAs",
                        "startDate",
                        "subEvent",
                        "subjectOf",
                        "superEvent",
                        "text",
                        "url");
    }
}
