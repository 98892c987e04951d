package org.onrecord;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.restassured.path.json.JsonPath;

import org.onrecord.security.TestIssuer;

import static io.restassured.RestAssured.given;

/** Imports lines of NDJSON over HTTP, as an administrator. */
public final class NdjsonImport {

    private NdjsonImport() {}

    /** The result of an import: the last line of its response. */
    public static JsonPath result(String... lines) {
        return result(List.of(lines));
    }

    public static JsonPath result(List<String> lines) {
        List<String> response = given().auth()
                .preemptive()
                .oauth2(TestIssuer.token("admin"))
                .header("Content-Type", "application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/import")
                .asString()
                .lines()
                .toList();
        return new JsonPath(response.get(response.size() - 1));
    }
}
