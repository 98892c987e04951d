package org.onrecord.pages;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.onrecord.NodeJs;
import org.onrecord.PackagedService;
import org.onrecord.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages look as their reviewed pictures do, in Chromium. The service has a database of its own, so that nothing but
 * the demo story is on the pages.
 */
class ScreenshotsIT {

    private static final Path REVIEWED = Path.of("src", "test", "resources", "screenshots");
    private static final Path DIFFERENT = Path.of("target", "screenshots");

    private static final String DENIALS = """
            { person(slug: "vladimir-putin") {
              denials(filter: {type: {eq: DIRECT}}, first: 1) {
                nodes { id appearances(first: 1) { nodes { article { id } } } } } } }
            """;

    @Test
    void pagesLookAsReviewed() throws Exception {
        String chromium = NodeJs.chromium();
        Map<String, String> settings = new HashMap<>(PostgresServer.createDatabase("screenshots"));
        settings.put("ONRECORD_DEMO", "true");
        try (PackagedService service = PackagedService.start(settings)) {
            JsonPath denial = service.data(null, DENIALS);
            denial.setRootPath("data.person.denials.nodes[0]");
            String url = "http://localhost:" + service.port();
            JsonPath result = JsonPath.from(NodeJs.run(
                    "screenshots.mjs",
                    chromium,
                    REVIEWED.toAbsolutePath().toString(),
                    DIFFERENT.toAbsolutePath().toString(),
                    String.valueOf(Boolean.getBoolean("screenshots.accept")),
                    "home=" + url + "/",
                    "search=" + url + "/search?q=helsinki",
                    "person=" + url + "/people/vladimir-putin",
                    "quote=" + url + "/quotes/" + denial.getString("id"),
                    "article=" + url + "/articles/" + denial.getString("appearances.nodes[0].article.id"),
                    "event=" + url + "/events/gru-indictment-2018",
                    "path=" + url + "/path?from=people/vladimir-putin&to=people/viktor-netyksho",
                    "error=" + url + "/nowhere"));

            assertThat(result.getList("findings"))
                    .as("Pictures that differ. contributing.md says how to accept them.")
                    .isEqualTo(List.of());
            assertThat(result.getMap("different")).hasSize(8 * 2 * 2);
        }
    }
}
