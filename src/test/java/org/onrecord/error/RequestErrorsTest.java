package org.onrecord.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The messages for documents and variables that do not match the schema. */
class RequestErrorsTest {

    private static final String NO_FRAGMENT =
            "A fragment cannot be on `PersonFilter`, which is neither an object, an interface nor a union.";

    private static GraphQLSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = SchemaGenerator.createdMockedSchema(
                Files.readString(Path.of("src", "test", "resources", "schema.graphql")));
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("{ person(slug: \"x\") { nme } }", "`Person` has no field `nme`. Did you mean `name`?"),
                arguments("{ persons { totalCount } }", "`Query` has no field `persons`. Did you mean `person`?"),
                arguments(
                        "{ search(text: \"x\") { nodes { nme } } }",
                        "`SearchResult` has no field `nme`. It is a union: select the fields of its types in fragments,"
                                + " as `... on Article { __typename }`. Did you mean `name`?"),
                arguments(
                        "{ search(text: \"x\") { nodes { startDate } } }",
                        "`SearchResult` has no field `startDate`. It is a union: select the fields of its types in"
                                + " fragments, as `... on Event { startDate }`."),
                arguments("{ people }", "`people` is of type `PersonConnection`: select at least one of its fields."),
                arguments("{ version { length } }", "`version` is of type `String!`, which has no fields to select."),
                arguments(
                        "{ x: version x: __typename }",
                        "Two fields with the response name `x` cannot be merged: `version` and `__typename` are "
                                + "different fields. Give one of them an alias."),
                arguments(
                        "{ people(first: 1) { totalCount } people(first: 2) { totalCount } }",
                        "Two fields with the response name `people` cannot be merged: their arguments differ. Give "
                                + "one of them an alias."),
                arguments("{ people(first: \"ten\") { totalCount } }", "`first` must be of type `Int`, not \"ten\"."),
                arguments("{ people(first: 1.5) { totalCount } }", "`first` must be of type `Int`, not 1.5."),
                arguments(
                        "{ people(first: 99999999999) { totalCount } }",
                        "`first` must be of type `Int`, not 99999999999."),
                arguments(
                        "{ people(filter: 7) { totalCount } }",
                        "`filter` must be an object of type `PersonFilter`, not 7."),
                arguments(
                        "{ people(filter: {nam: {eq: \"x\"}}) { totalCount } }",
                        "`filter.nam` does not exist: `PersonFilter` has no field `nam`. Did you mean `name`?"),
                arguments(
                        "{ people(filter: {name: {in: [\"x\", 7]}}) { totalCount } }",
                        "`filter.name.in[1]` must be of type `String`, not 7."),
                arguments(
                        "{ people(filter: {name: {in: [{}]}}) { totalCount } }",
                        "`filter.name.in[0]` must be of type `String`, not an object."),
                arguments("{ people(orderBy: {}) { totalCount } }", "The required field `orderBy.field` is missing."),
                arguments(
                        "{ quotes(type: \"DIRECT\") { totalCount } }",
                        "`Query.quotes` has no argument `type`. There is `after`, `before`, `filter`, `first`, `last`,"
                                + " `orderBy`."),
                arguments(
                        "{ people { pageInfo { next } } }",
                        "`PageInfo` has no field `next`. There is `endCursor`, `hasNextPage`, `hasPreviousPage`,"
                                + " `startCursor`."),
                arguments(
                        "{ quotes(filter: {type: {eq: SPOKEN}}) { totalCount } }",
                        "`filter.type.eq` must be a value of the enum `QuoteType`, not SPOKEN. There is `DIRECT`,"
                                + " `INDIRECT`, `MIXED`."),
                arguments(
                        "mutation { publishArticle(input: {url: \"x\","
                                + " appearances: [{quote: {type: DIRECT, text: \"x\"}}]}) { changed } }",
                        "The required field `input.appearances[0].quote.speechAct` is missing."),
                arguments(
                        "{ quotes(filter: {type: {eq: \"DIRECT\"}}) { totalCount } }",
                        "`filter.type.eq` must be a value of the enum `QuoteType`, not \"DIRECT\"."),
                arguments(
                        "{ quotes(filter: {type: {eq: DIRCT}}) { totalCount } }",
                        "`filter.type.eq` must be a value of the enum `QuoteType`, not DIRCT. Did you mean `DIRECT`?"),
                arguments(
                        "{ people(fist: 1) { totalCount } }",
                        "`Query.people` has no argument `fist`. Did you mean `first`?"),
                arguments("{ node { id } }", "`Query.node` requires the argument `id` of type `ID!`."),
                arguments("{ node(id: null) { id } }", "`id` must not be null: its type is `ID!`."),
                arguments(
                        "{ people(first: 1, first: 2) { totalCount } }",
                        "The argument `first` may appear only once here."),
                arguments(
                        "{ people(filter: {name: {eq: \"a\"}, name: {eq: \"b\"}}) { totalCount } }",
                        "The field `name` may appear only once here."),
                arguments("{ version @nothing }", "The schema has no directive `@nothing`."),
                arguments("{ version @nothing(x: 1) }", "The schema has no directive `@nothing`."),
                arguments("{ version @skip }", "`@skip` requires the argument `if` of type `Boolean!`."),
                arguments("{ version @skip(if: true, of: 1) }", "`@skip` has no argument `of`. Did you mean `if`?"),
                arguments(
                        "{ version @skip(if: true) @skip(if: false) }",
                        "The directive `@skip` may appear only once here."),
                arguments("query @skip(if: true) { version }", "The directive `@skip` is not allowed here."),
                arguments("{ ...F }", "The document does not define the fragment `F`."),
                arguments(
                        "{ ...F } fragment F on Persn { name }",
                        "The schema has no type `Persn`. Did you mean `Person`?"),
                arguments("{ ...F } fragment F on PersonFilter { name }", NO_FRAGMENT),
                arguments("{ ... on PersonFilter { name } }", NO_FRAGMENT),
                arguments(
                        "{ people { ... on Event { name } } }",
                        "A fragment on `Event` cannot apply here, where the type is `PersonConnection`."),
                arguments(
                        "{ people { ...F } } fragment F on Event { name }",
                        "A fragment on `Event` cannot apply here, where the type is `PersonConnection`."),
                arguments("{ version } fragment F on Query { version }", "The fragment `F` is not used."),
                arguments("{ ...F } fragment F on Query { ...F }", "The fragment `F` contains itself."),
                arguments(
                        "{ ...F } fragment F on Query { version } fragment F on Query { version }",
                        "The document defines the fragment `F` more than once."),
                arguments("{ people(first: $n) { totalCount } }", "The operation does not define the variable `$n`."),
                arguments("query ($n: Int) { version }", "The variable `$n` is not used."),
                arguments(
                        "query ($n: Int, $n: Int) { people(first: $n) { totalCount } }",
                        "The operation defines the variable `$n` more than once."),
                arguments(
                        "query ($n: Person) { people(first: $n) { totalCount } }",
                        "The variable `$n` cannot have the type `Person`, which is not an input type."),
                arguments(
                        "query ($n: Int = \"a\") { people(first: $n) { totalCount } }",
                        "`$n` must be of type `Int`, not \"a\"."),
                arguments(
                        "query ($n: String) { people(first: $n) { totalCount } }",
                        "The variable `$n` is of type `String`, but type `Int` is required here."),
                arguments(
                        "query ($n: Int) { people(filter: {name: {in: [$n]}}) { totalCount } }",
                        "The variable `$n` is of type `Int`, but type `String!` is required here."),
                arguments("query A { version } query A { version }", "The document has more than one operation `A`."),
                arguments(
                        "{ version } query A { version }",
                        "A document with more than one operation must name all of them."),
                arguments(
                        "subscription { articlePublished { url } quotePublished { text } }",
                        "A subscription must select exactly one field."),
                arguments(
                        "{ version } type T { x: Int }",
                        "A document may contain operations and fragments, but no definitions of types."));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void explainsAnInvalidDocument(String query, String message) {
        Document document = document(query);

        assertThat(new RequestErrors(schema)
                        .describe(
                                document,
                                JsonValue.EMPTY_JSON_OBJECT,
                                List.copyOf(ParseAndValidate.validate(schema, document, Locale.ROOT))))
                .extracting(GraphQLError::getMessage)
                .contains(message);
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                arguments(
                        "query ($v: Int!) { people(first: $v) { totalCount } }",
                        "{}",
                        "`$v` must not be null: its type is `Int!`."),
                arguments(
                        "query ($v: Int) { people(first: $v) { totalCount } }",
                        "{\"v\": 1.5}",
                        "`$v` must be of type `Int`, not 1.5."),
                arguments(
                        "query ($v: Int) { people(first: $v) { totalCount } }",
                        "{\"v\": 2147483648}",
                        "`$v` must be of type `Int`, not 2147483648."),
                arguments(
                        "query ($v: Int) { people(first: $v) { totalCount } }",
                        "{\"v\": [1, true]}",
                        "`$v` must be of type `Int`, not a list."),
                arguments(
                        "query ($v: PersonFilter) { people(filter: $v) { totalCount } }",
                        "{\"v\": []}",
                        "`$v` must be an object of type `PersonFilter`, not a list."),
                arguments(
                        "query ($v: PersonFilter) { people(filter: $v) { totalCount } }",
                        "{\"v\": {\"name\": {\"eqq\": \"x\"}}}",
                        "`$v.name.eqq` does not exist: `StringFilter` has no field `eqq`. Did you mean `eq`?"),
                arguments(
                        "query ($v: PersonFilter) { people(filter: $v) { totalCount } }",
                        "{\"v\": {\"and\": [{}, null]}}",
                        "`$v.and[1]` must not be null: its type is `PersonFilter!`."),
                arguments(
                        "query ($v: [PersonOrder!]) { people(orderBy: $v) { totalCount } }",
                        "{\"v\": [{\"field\": \"NAM\"}]}",
                        "`$v[0].field` must be a value of the enum `PersonOrderField`, not \"NAM\"."
                                + " Did you mean `NAME`?"),
                arguments(
                        "query ($v: [ID!]!) { nodes(ids: $v) { id } }",
                        "{\"v\": [null]}",
                        "`$v[0]` must not be null: its type is `ID!`."),
                arguments(
                        "query ($v: Boolean!) { version @skip(if: $v) }",
                        "{\"v\": \"true\"}",
                        "`$v` must be of type `Boolean`, not \"true\"."));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void explainsAnInvalidVariable(String query, String variables, String message) throws Exception {
        try (Jsonb jsonb = JsonbBuilder.create()) {
            JsonObject request = jsonb.fromJson("{\"variables\": " + variables + "}", JsonObject.class);
            ExecutionInput input = ExecutionInput.newExecutionInput(query)
                    .locale(Locale.ROOT)
                    .variables(jsonb.fromJson(variables, Map.class))
                    .build();
            List<GraphQLError> errors =
                    GraphQL.newGraphQL(schema).build().execute(input).getErrors();

            assertThat(new RequestErrors(schema).describe(document(query), request, errors))
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.getMessage()).isEqualTo(message);
                        assertThat(ErrorCode.of(error)).isEqualTo(ErrorCode.BAD_USER_INPUT);
                    });
        }
    }

    @Test
    void passesOtherErrorsOn() {
        GraphQLError unknown = GraphqlErrorBuilder.newError().message("unknown").build();

        assertThat(new RequestErrors(schema)
                        .describe(document("{ version }"), JsonValue.EMPTY_JSON_OBJECT, List.of(unknown)))
                .containsExactly(unknown);
    }

    private static Document document(String query) {
        return ParseAndValidate.parse(ExecutionInput.newExecutionInput(query).build())
                .getDocument();
    }
}
