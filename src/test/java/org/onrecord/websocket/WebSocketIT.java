package org.onrecord.websocket;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WebSocketIT extends WebSocketTest {}
