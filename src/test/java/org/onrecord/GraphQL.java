package org.onrecord;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Sends GraphQL requests over HTTP. */
public final class GraphQL {

    private GraphQL() {}

    /** The response to a query, with or without errors. */
    public static Response post(String query, Map<String, ?> variables, String operationName) {
        Map<String, Object> request = new HashMap<>();
        request.put("query", query);
        request.put("variables", variables);
        request.put("operationName", operationName);
        return given().contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .body(request)
                .post("/graphql");
    }

    /** @param token an access token; null for an anonymous client */
    public static Response postAs(String token, String query, Map<String, ?> variables) {
        RequestSpecification request = given();
        return (token == null ? request : request.auth().preemptive().oauth2(token))
                .contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql");
    }

    /** The {@code data} of a query. Fails if the response has errors. */
    public static JsonPath data(String query, Map<String, ?> variables) {
        return data(post(query, variables, null), query);
    }

    /**
     * The {@code data} of an operation of a user. Fails if the response has errors.
     *
     * @param token an access token
     */
    public static JsonPath dataAs(String token, String query, Map<String, ?> variables) {
        return data(postAs(token, query, variables), query);
    }

    private static JsonPath data(Response response, String query) {
        JsonPath json = new SimpleJsonPath(response.asString());
        if (response.statusCode() != 200 || json.get("errors") != null) {
            throw new AssertionError("Expected data, got " + response.asString() + "\nfor " + query);
        }
        return json.setRootPath("data");
    }

    public static JsonPath data(String query) {
        return data(query, Map.of());
    }

    /** @param name of a file in {@code src/test/resources/graphql}, without its extension */
    public static String operation(String name) {
        try (InputStream file = GraphQL.class.getResourceAsStream("/graphql/" + name + ".graphql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
