package org.onrecord.subscription;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SubscriptionIT extends SubscriptionTest {}
