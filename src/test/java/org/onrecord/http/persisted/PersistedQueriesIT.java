package org.onrecord.http.persisted;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PersistedQueriesIT extends PersistedQueriesTest {}
