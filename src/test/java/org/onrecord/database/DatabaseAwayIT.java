package org.onrecord.database;

import java.util.stream.IntStream;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import org.onrecord.OwnPostgres;
import org.onrecord.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;

/** While the database is down, the service is not ready but live. It recovers without a restart. */
class DatabaseAwayIT {

    private static final String READY = "/q/health/ready";
    private static final String LIVE = "/q/health/live";
    private static final String QUERY = "{ people { totalCount } }";

    @Test
    void readinessDependsOnTheDatabaseAndLivenessDoesNot() throws Exception {
        try (OwnPostgres postgres = OwnPostgres.start();
                PackagedService service = PackagedService.start(postgres.createDatabase("onrecord"))) {
            assertThat(service.get(READY).statusCode()).isEqualTo(200);
            // Opens several connections, which are dead after the restart of the server.
            assertThat(IntStream.range(0, 20).parallel().map(i -> service.query(QUERY)
                            .statusCode()))
                    .containsOnly(200);

            postgres.kill();
            // Readiness is not cached: the first probe fails.
            assertThat(service.get(READY).statusCode()).isEqualTo(503);
            assertThat(service.get(LIVE).statusCode()).isEqualTo(200);
            assertThat(service.query(QUERY).jsonPath().getString("errors[0].extensions.code"))
                    .isEqualTo("SERVICE_UNAVAILABLE");

            postgres.restart();
            Response ready = service.get(READY);
            assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(200);
            assertThat(service.query(QUERY).statusCode()).isEqualTo(200);
            assertThat(service.process().isAlive()).isTrue();
        }
    }
}
