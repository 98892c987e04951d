package org.onrecord.bulk.importing;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ImportIT extends ImportTest {}
