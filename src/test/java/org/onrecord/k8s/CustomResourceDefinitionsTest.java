package org.onrecord.k8s;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an API server makes of the keywords that JSON Schema does not have. */
class CustomResourceDefinitionsTest {

    private final CustomResourceDefinitions definitions = new CustomResourceDefinitions(List.of(yaml("""
            kind: CustomResourceDefinition
            spec:
              group: example.org
              names: {kind: Thing}
              versions:
                - name: v1
                  schema:
                    openAPIV3Schema:
                      type: object
                      required: [spec]
                      properties:
                        apiVersion: {type: string}
                        kind: {type: string}
                        metadata: {type: object}
                        spec:
                          type: object
                          properties:
                            size:
                              x-kubernetes-int-or-string: true
                            note:
                              type: string
                              nullable: true
                            word:
                              type: string
                            free:
                              type: object
                              x-kubernetes-preserve-unknown-fields: true
                            map:
                              type: object
                              additionalProperties: {type: integer}
                            empty:
                              type: object
                            mode:
                              type: string
                              default: on
                            items:
                              type: array
                              items:
                                type: object
                                properties:
                                  weight: {type: integer, default: 1}
                                  nested:
                                    type: object
                                    properties:
                                      group: {type: string, default: ""}
            """)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{size: 3}",
                "{size: 3Gi}",
                "{note: null}",
                "{note: text}",
                "{free: {anything: [1, {at: all}]}}",
                "{map: {a: 1, b: 2}}",
                "{empty: {}}",
                "{items: [{weight: 2, nested: {group: a}}]}"
            })
    void anObjectThatMatchesIsAccepted(String spec) {
        assertThat(definitions.violations(thing(spec))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{other: 1}",
                "{size: [3]}",
                "{size: true}",
                "{word: null}",
                "{note: 1}",
                "{map: {a: x}}",
                "{empty: {a: 1}}",
                "{items: [{waight: 2}]}",
                "{items: [{nested: {grp: a}}]}"
            })
    void anObjectThatDoesNotMatchIsRefused(String spec) {
        assertThat(definitions.violations(thing(spec))).isNotEmpty();
    }

    @Test
    void aResourceWithoutADefinitionIsRefused() {
        assertThat(definitions.violations(yaml("{apiVersion: example.org/v2, kind: Thing, spec: {}}")))
                .containsExactly("There is no definition of example.org/v2/Thing");
    }

    @Test
    void defaultsAreToldWhereTheyAreFilledIntoLists() {
        assertThat(definitions.defaultsInLists(thing("{items: [{weight: 1, nested: {}}, {nested: {group: a}}, {}]}")))
                .containsExactly(
                        "/spec/items/0/nested/group = \"\"", "/spec/items/1/weight = 1", "/spec/items/2/weight = 1");
    }

    private static JsonNode thing(String spec) {
        return yaml(
                "{apiVersion: example.org/v1, kind: Thing, metadata: {name: a, labels: {b: c}}, spec: " + spec + "}");
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
