package org.onrecord.query;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ComputedFieldsIT extends ComputedFieldsTest {}
