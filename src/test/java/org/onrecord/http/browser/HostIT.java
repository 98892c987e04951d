package org.onrecord.http.browser;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class HostIT extends HostTest {}
