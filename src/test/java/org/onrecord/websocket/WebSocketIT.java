package org.onrecord.websocket;

import java.util.Map;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusIntegrationTest
class WebSocketIT extends WebSocketTest {

    /** The packaged service does not let pages of other ports connect. */
    @Override
    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000"})
    void inDevelopmentPagesOfThisComputerMayConnect(String origin) {
        assertRefused(403, Map.of("Origin", origin));
    }
}
