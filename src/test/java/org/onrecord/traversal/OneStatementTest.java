package org.onrecord.traversal;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.onrecord.GraphQL;
import org.onrecord.SqlStatements;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class OneStatementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ people { totalCount } }",
                "{ people { nodes { quotes { nodes { topics { nodes { event { coverage { nodes { article { headline }"
                        + " } } } } } } } } } }",
                "{ a: people(first: 1) { nodes { name } } b: events { totalCount } c: quotes { pageInfo { hasNextPage"
                        + " endCursor } } }",
                "{ __typename __schema { queryType { name } } articles { edges { cursor node { id } } } version }",
                "{ node(id: \"UGVyc29uOjE=\") { id ... on Person { name quotes { totalCount } } } }"
            })
    void aQueryOfAnyDepthIsOneStatement(String query) {
        GraphQL.data(query); // The first use of a connection runs additional statements.

        List<String> statements = SqlStatements.during(() -> GraphQL.data(query));

        assertThat(statements).hasSize(1);
    }
}
