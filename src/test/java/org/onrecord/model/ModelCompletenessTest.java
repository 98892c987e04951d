package org.onrecord.model;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.onrecord.GraphQL;
import org.onrecord.NdjsonImport;
import org.onrecord.PostgresServer;
import org.onrecord.model.PopulatedGraph.Row;
import org.onrecord.model.PopulatedGraph.Variant;
import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every attribute and every link entity is exported, imported, updated, audited, merged and published as JSON-LD, or it
 * is an exception that is listed here with its reason. The test finds the attributes in Hibernate's metamodel, so it
 * fails if an attribute is added to an entity and forgotten in one of these places.
 */
@QuarkusTest
class ModelCompletenessTest {

    private static final Map<String, String> NOT_IMPORTED = Map.of(
            "ArticleCoverage.event", "The input of a coverage is the reference to its event.",
            "EventLink.direction", "The input of an event has only its outgoing links.",
            "QuoteTopic.event", "The input of a topic is the reference to its event.");

    private static final Map<String, String> NOT_UPDATED = Map.of(
            "Article.appearances", "The mutations publishArticle and correctArticle write the appearances.",
            "Article.body", "The mutation correctArticle replaces the text and finds its quotes again.",
            "Article.inLanguage", "The language belongs to the text, which an update does not change.",
            "Article.url", "The URL identifies the article.",
            "Event.links", "The mutations linkEvents and unlinkEvents change the links.");

    private static final Map<String, String> NOT_MERGED = Map.of(
            "Event.inLanguage", "Required, so the remaining event has a language.",
            "Event.type", "Required, so the remaining event has a type.");

    private static final Map<String, String> NOT_IN_JSON_LD = Map.ofEntries(
            entry("Article.rejectedQuotes", "They are no statements."),
            entry("Event.linkedEvents", "The document has the same events as links."),
            entry("Person.denials", "The document has them among the quotes."),
            entry("EventName.inLanguage", "The alternateName of schema.org is a text without a language."),
            entry("PersonName.inLanguage", "The alternateName of schema.org is a text without a language."),
            entry("Quote.confidence", "schema.org has no such property."),
            entry("QuoteAppearance.confidence", "schema.org has no such property."),
            entry("Quote.corrected", "schema.org has no such property."),
            entry("Quote.cue", "schema.org has no such property."),
            entry("Quote.spokenAfter", "schema.org has no such property."),
            entry("Quote.spokenBefore", "schema.org has no such property."),
            entry("Quote.type", "schema.org does not distinguish direct and indirect quotations."),
            entry("Quote.variants", "The database computes them."),
            entry("RejectedQuote.exact", "It is no statement."),
            entry("RejectedQuote.prefix", "It is no statement."),
            entry("RejectedQuote.suffix", "It is no statement."));

    private static final Map<String, String> NOT_STORED = Map.of("Quote.variants", "A view computes them.");

    @Inject
    EntityManagerFactory factory;

    @Inject
    EntityManager entityManager;

    private final Set<String> gaps = new TreeSet<>();
    private PopulatedGraph graph;
    private InputRecords inputs;

    @BeforeEach
    void createGraph() {
        graph = new PopulatedGraph(factory, entityManager);
        inputs = new InputRecords(graph.model());
        graph.delete();
        graph.create();
    }

    @AfterEach
    void deleteGraph() {
        graph.delete();
    }

    @Test
    void everyAttributeHasAnInput() {
        graph.model().forEach((entity, attributes) -> {
            Class<? extends Record> input = inputs.input(entity);
            if (input == null) {
                gaps.add(entity.getSimpleName() + " has no input: add one, and name it in InputRecords.");
                return;
            }
            Set<String> components = InputRecords.components(input);
            attributes.stream()
                    .filter(attribute -> !attribute.isCollection() && !components.contains(attribute.name()))
                    .filter(attribute -> !inputs.isOwner(attribute))
                    .forEach(attribute ->
                            report(attribute, NOT_IMPORTED, "is not imported: add it to " + input.getSimpleName()));
            Class<? extends Record> update = InputRecords.UPDATE_INPUTS.get(entity);
            attributes.stream()
                    .filter(attribute -> update != null && components.contains(attribute.name()))
                    .filter(attribute -> !InputRecords.components(update).contains(attribute.name()))
                    .forEach(attribute ->
                            report(attribute, NOT_UPDATED, "cannot be updated: add it to " + update.getSimpleName()));
        });
        assertThat(gaps).isEmpty();
    }

    /** The other tests check columns and references. This one finds associations that are stored elsewhere. */
    @Test
    void everyCollectionIsStoredInAnEntity() {
        Set<String> tables = attributes().map(MappedAttribute::table).collect(Collectors.toSet());
        attributes()
                .filter(attribute -> attribute.isCollection() && attribute.mappedBy() == null)
                .filter(collection -> !tables.contains(collection.joinTable()))
                .forEach(collection -> report(
                        collection,
                        NOT_STORED,
                        "is stored in the table " + collection.joinTable() + ": map the table as a link entity"));
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyValueIsTheSameAfterExportAndImport() {
        List<Row> before = graph.rows();
        attributes()
                .filter(attribute -> !attribute.isCollection())
                .filter(attribute -> before.stream()
                        .noneMatch(row -> row.entity() == attribute.entity() && row.get(attribute) != null))
                .forEach(attribute ->
                        report(attribute, Map.of(), "has no value in this test: add one to PopulatedGraph"));
        List<String> lines = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .get("/export")
                .asString()
                .lines()
                .filter(line -> line.contains(PopulatedGraph.MARKER))
                .toList();
        graph.delete();
        JsonPath imported = NdjsonImport.result(lines);
        assertThat(imported.getString("status")).as(imported.prettify()).isEqualTo("done");
        assertThat(imported.getInt("failed")).as(imported.prettify()).isZero();

        List<Row> after = graph.rows();
        for (Row row : before) {
            Row same = row.mostSimilar(after);
            for (MappedAttribute attribute : graph.model().get(row.entity())) {
                if (!Objects.equals(row.get(attribute), same.get(attribute))) {
                    boolean exported = lines.stream().anyMatch(line -> line.contains("\"" + attribute.name() + "\":"));
                    report(
                            attribute,
                            Map.of(),
                            exported
                                    ? "is lost by an import: write it in a writer of the package publishing"
                                    : "is lost by an export: add it to the view that exports it");
                }
            }
        }
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyAttributeOfAnUpdateIsWritten() {
        InputRecords.UPDATE_INPUTS.forEach((entity, update) -> {
            Map<String, Object> input = new HashMap<>(graph.idAndVersion(entity, Variant.FULL));
            Map<String, Object> expected = new HashMap<>();
            List<MappedAttribute> attributes = graph.model().get(entity).stream()
                    .filter(attribute -> !attribute.isCollection() && !attribute.isOfRow())
                    .filter(attribute -> InputRecords.components(update).contains(attribute.name()))
                    .toList();
            for (MappedAttribute attribute : attributes) {
                if (attribute.isColumn()) {
                    Object value = PopulatedGraph.value(attribute, Variant.UPDATED);
                    input.put(
                            attribute.name(),
                            value instanceof List || value instanceof Number || value instanceof Boolean
                                    ? value
                                    : value.toString());
                    expected.put(attribute.name(), PopulatedGraph.comparable(value));
                } else {
                    input.put(attribute.name(), null);
                }
            }
            mutate("update" + entity.getSimpleName(), input);
            Row expectedRow = new Row(entity, expected);
            Row row = expectedRow.mostSimilar(graph.rows());
            attributes.stream()
                    .filter(attribute -> !Objects.equals(row.get(attribute), expectedRow.get(attribute)))
                    .forEach(attribute -> report(
                            attribute, Map.of(), "is not updated: write it in a writer of the package publishing"));
        });
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyColumnIsAudited() throws SQLException {
        try (Connection connection = PostgresServer.connect();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT jsonb_object_keys(after) FROM (
                            SELECT after FROM audit_record WHERE node_type = ? AND action = 'CREATED'
                            ORDER BY transaction DESC, id DESC LIMIT 1) last_created
                        """)) {
            for (Class<?> entity : graph.model().keySet()) {
                Set<String> columns = new HashSet<>();
                select.setString(1, entity.getSimpleName());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        columns.add(rows.getString(1));
                    }
                }
                graph.model().get(entity).stream()
                        .filter(attribute -> !attribute.isCollection() && !columns.contains(attribute.column()))
                        .forEach(attribute -> report(
                                attribute,
                                Map.of(),
                                "is not audited: call record_changes in the migration that adds the column"));
            }
        }
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyValueAndReferenceRemainsAfterAMerge() {
        for (Class<?> entity : List.of(Person.class, Event.class)) {
            List<Row> before = graph.rows();
            mutate(
                    entity == Person.class ? "mergePeople" : "mergeEvents",
                    Map.of(
                            "from", graph.idAndVersion(entity, Variant.FULL),
                            "into", graph.idAndVersion(entity, Variant.EMPTY)));
            MergeCheck check = new MergeCheck(graph, entity, before, graph.rows());
            check.lostValues()
                    .forEach(attribute ->
                            report(attribute, NOT_MERGED, "is lost by a merge: add it to the columns of its writer"));
            check.lostReferences()
                    .forEach(attribute ->
                            report(attribute, Map.of(), "is lost by a merge: add the reference to Merger"));
        }
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyAttributeIsInTheJsonLd() {
        JsonLdSelections selections = new JsonLdSelections(graph.model());
        attributes()
                .filter(attribute -> !inputs.isOwner(attribute) && !selections.contains(attribute))
                .forEach(attribute -> report(
                        attribute,
                        NOT_IN_JSON_LD,
                        "is not in the JSON-LD: select it in src/main/resources/jsonld, and write it in the document"));
        assertThat(gaps).isEmpty();
    }

    @Test
    void everyExceptionIsAnAttribute() {
        Set<String> attributes = attributes().map(MappedAttribute::toString).collect(Collectors.toSet());
        Stream.of(NOT_IMPORTED, NOT_UPDATED, NOT_MERGED, NOT_IN_JSON_LD, NOT_STORED)
                .forEach(exceptions -> assertThat(attributes).containsAll(exceptions.keySet()));
    }

    private Stream<MappedAttribute> attributes() {
        return graph.model().values().stream().flatMap(List::stream);
    }

    private void report(MappedAttribute attribute, Map<String, String> exceptions, String gap) {
        if (!attribute.isOfRow() && !exceptions.containsKey(attribute.toString())) {
            gaps.add(attribute + " " + gap + ".");
        }
    }

    private static void mutate(String mutation, Map<String, Object> input) {
        String type = mutation.substring(0, 1).toUpperCase() + mutation.substring(1) + "Input";
        GraphQL.dataAs(
                TestIssuer.token("admin"),
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                Map.of("input", input));
    }
}
