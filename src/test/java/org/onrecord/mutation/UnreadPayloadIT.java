package org.onrecord.mutation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class UnreadPayloadIT extends UnreadPayloadTest {}
