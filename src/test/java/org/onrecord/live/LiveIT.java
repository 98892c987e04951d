package org.onrecord.live;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LiveIT extends LiveTest {}
