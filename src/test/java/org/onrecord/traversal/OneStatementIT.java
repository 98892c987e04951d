package org.onrecord.traversal;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class OneStatementIT extends OneStatementTest {}
