package org.onrecord.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class GatewayPathsTest {

    private static final Path ROUTES = Path.of("k8s/components/gateway/httproutes.yaml");

    private static final Pattern MATCH = Pattern.compile("type: (Exact|PathPrefix), value: (\\S+)}");

    @Inject
    Router router;

    @Test
    void theGatewayLeadsToEachPathOfTheService() throws IOException {
        List<Pattern> matches = MATCH.matcher(Files.readString(ROUTES))
                .results()
                .map(match -> Pattern.compile(
                        Pattern.quote(match.group(2)) + (match.group(1).equals("Exact") ? "" : "(/.*)?")))
                .toList();
        List<String> paths = router.getRoutes().stream()
                .map(Route::getPath)
                .filter(path -> path != null && !path.startsWith("/q/") && !path.equals("/q"))
                .distinct()
                .toList();

        assertThat(paths).contains("/", "/graphql", "/read", "/review", "/import");
        assertThat(paths).allSatisfy(path -> assertThat(matches).as(path).anyMatch(match -> match.matcher(path)
                .matches()));
    }
}
